import { type Finding } from '../../src/core/findings/finding';
import { parseJson } from '../../src/core/text/json';
import { asList, entryOf, writtenSpan, type Entry, type Item, type TreeNode } from '../../src/core/text/tree';
import { identity, lintText } from '../lint';

/** Any value of JSON, as a mutation changes it. */
export type Json = string | number | boolean | null | Json[] | JsonMap;
export interface JsonMap {
  [key: string]: Json;
}

/** Keys and indexes from the root. */
export type JsonPath = (string | number)[];

/** One change that makes exactly one mistake. */
export interface Mutation {
  /** Makes the mistake in the document. */
  apply(root: JsonMap): void;
  /** Where the mistake is afterwards: the range of the finding has to cover it, or lie in the object that lacks something. */
  at: JsonPath;
  part: 'key' | 'value' | 'inside';
}

/** A kind of mistake: where in a document it can be made, and which rule has to find it. */
export interface MutationKind {
  name: string;
  rule: string | RegExp;
  sites(root: JsonMap): Mutation[];
}

/** What came of all mutations of one kind. */
export interface Outcome {
  kind: MutationKind;
  made: number;
  /** Those that gave anything but one finding of the right rule at the right place, in words. */
  missed: string[];
}

/** Numbers that look random and are the same at every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const print = (root: Json): string => `${JSON.stringify(root, null, 2)}\n`;

/** Makes single mistakes of each kind in each document, at most `most` of a kind in a document. */
export function mutate(
  documents: readonly { name: string; path: string; text: string }[],
  kinds: readonly MutationKind[],
  most: number,
): Outcome[] {
  const random = randomNumbers(1);
  const outcomes = kinds.map((kind): Outcome => ({ kind, made: 0, missed: [] }));
  for (const { name, path, text } of documents) {
    const original = JSON.parse(text) as JsonMap;
    const before = lintText(print(original), { path });
    for (const outcome of outcomes) {
      const sites = outcome.kind.sites(JSON.parse(text) as JsonMap);
      while (sites.length > most) sites.splice(Math.floor(random() * sites.length), 1);
      for (const mutation of sites) {
        const root = JSON.parse(text) as JsonMap;
        mutation.apply(root);
        const changed = print(root);
        const problem = judge(changed, mutation, outcome.kind.rule, before, lintText(changed, { path }));
        outcome.made++;
        if (problem) outcome.missed.push(`${name} ${mutation.at.join('/')}: ${problem}`);
      }
    }
  }
  return outcomes;
}

/** Findings that were not there before, each as often as it is new. */
function news(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Map<string, number>();
  for (const finding of before) known.set(identity(finding), (known.get(identity(finding)) ?? 0) + 1);
  return after.filter((finding) => {
    const left = known.get(identity(finding)) ?? 0;
    known.set(identity(finding), left - 1);
    return left <= 0;
  });
}

/** What is not as it should be; undefined where all is well. */
function judge(
  text: string,
  { at, part }: Mutation,
  rule: string | RegExp,
  before: readonly Finding[],
  after: readonly Finding[],
): string | undefined {
  const found = news(before, after);
  const said = found.map(identity).join(' | ');
  if (found.length !== 1) return `${found.length} new findings: ${said}`;
  const [finding] = found as [Finding];
  if (typeof rule === 'string' ? finding.rule !== rule : !rule.test(finding.rule)) return `another rule: ${said}`;
  const holder = holderAt(parseJson(text).root, at);
  if (!holder) return 'the mistake is not where it was made';
  const mistake = part === 'key' && 'key' in holder ? holder.key : writtenSpan(holder);
  const isThere = ({ span: { start, end } }: Finding): boolean =>
    part === 'inside'
      ? mistake.start <= start && end <= mistake.end
      : (start <= mistake.start && mistake.end <= end) || (mistake.start <= start && end <= mistake.end && end > start);
  // Of findings that say the same, any may be the new one.
  const same = after.filter((other) => identity(other) === identity(finding));
  return same.some(isThere)
    ? undefined
    : `at another place: ${said}: ${text.slice(finding.span.start, finding.span.end)}`;
}

function holderAt(root: TreeNode | undefined, path: JsonPath): Entry | Item | undefined {
  if (!path.length) return root && { value: root, start: root.start, end: root.end };
  let node = root;
  let holder: Entry | Item | undefined;
  for (const step of path) {
    holder = typeof step === 'string' ? entryOf(node, step) : asList(node)?.items[step];
    node = holder?.value;
  }
  return holder;
}

/** The rate of every kind as a table, with what was missed below it. */
export function report(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map(({ kind }) => kind.name.length));
  const line = ({ kind, made, missed }: Outcome): string => {
    const rate = made ? `${(((made - missed.length) / made) * 100).toFixed(1)} %` : 'no place for it';
    return [
      `${kind.name.padEnd(width)}  ${String(made).padStart(4)}  ${rate}`,
      ...missed.slice(0, 5).map((m) => `    ${m}`),
    ].join('\n');
  };
  const made = outcomes.reduce((sum, outcome) => sum + outcome.made, 0);
  const missed = outcomes.reduce((sum, outcome) => sum + outcome.missed.length, 0);
  return [
    ...outcomes.map(line),
    `all: ${made} mistakes, ${(((made - missed) / made) * 100).toFixed(2)} % found by one finding of the right rule at the right place`,
  ].join('\n');
}
