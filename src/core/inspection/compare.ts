import { diffBoms, type BomDiff } from '../bom/diff/diff';
import { BomError } from '../bom/view/json';
import { readBom } from '../bom/view/read';
import { byCodePoints } from '../signing/statement/names';
import { type FileRow, type InspectedBom, type InspectedSignature, type Inspection, type Subject } from './inspection';

/** A value that is not the same on both sides; null where a side has none. */
export interface Change<T> {
  before: T | null;
  after: T | null;
}

/** How two inspections differ. Plain data, fit for JSON. */
export interface InspectionDiff {
  /** Whether nothing differs of what was compared. */
  equal: boolean;
  a: Subject;
  b: Subject;
  verdict?: Change<string>;
  files: {
    added: DiffFile[];
    removed: DiffFile[];
    /** With another content, as far as digests tell; or with another size. */
    changed: { path: string; before: DiffFile; after: DiffFile }[];
    /** Of which only one side has a digest. */
    uncompared: string[];
    same: number;
  };
  /** Of the Model Openness Framework. */
  class?: Change<string>;
  /** Components that count otherwise. */
  components: { name: string; before: string | null; after: string | null }[];
  licenses: { added: string[]; removed: string[] };
  signers: { added: string[]; removed: string[] };
  metrics: ({ name: string } & Change<string>)[];
  /** What the bills of materials say, where both sides have one that can be read. */
  bom?: { a: string; b: string; diff: BomDiff };
}

export interface DiffFile {
  path: string;
  size: number | null;
  digest: string | null;
}

/** Compares two inspections: of two artifacts, folders or BOMs, in any combination. */
export function compareInspections(a: Inspection, b: Inspection): InspectionDiff {
  const files = compareFiles(a.files.rows, b.files.rows);
  const diff: Omit<InspectionDiff, 'equal'> = {
    a: a.subject,
    b: b.subject,
    ...changeOf('verdict', a.verdict?.title, b.verdict?.title),
    files,
    ...changeOf('class', a.openness?.label, b.openness?.label),
    components: compareComponents(a, b),
    licenses: sets(licensesOf(a), licensesOf(b)),
    signers: sets(a.signatures.map(signerText), b.signatures.map(signerText)),
    metrics: compareMetrics(a.boms, b.boms),
    ...compareBoms(a, b),
  };
  const lists = [
    files.added,
    files.removed,
    files.changed,
    files.uncompared,
    diff.components,
    diff.licenses.added,
    diff.licenses.removed,
    diff.signers.added,
    diff.signers.removed,
    diff.metrics,
  ];
  const equal = lists.every((list) => !list.length) && !diff.verdict && !diff.class && (diff.bom?.diff.equal ?? true);
  return { equal, ...diff };
}

function changeOf<K extends 'verdict' | 'class'>(
  key: K,
  before: string | undefined,
  after: string | undefined,
): { [key in K]?: Change<string> } {
  if (before === after) return {};
  return { [key]: { before: before ?? null, after: after ?? null } } as { [key in K]: Change<string> };
}

/** Files that are there; what is left out of a signature is compared as well, folders are not. */
function compareFiles(a: readonly FileRow[], b: readonly FileRow[]): InspectionDiff['files'] {
  const [before, after] = [present(a), present(b)];
  const found: InspectionDiff['files'] = { added: [], removed: [], changed: [], uncompared: [], same: 0 };
  for (const [path, was] of before) {
    const is = after.get(path);
    if (!is) found.removed.push(was);
    else if (was.digest && is.digest && algorithm(was.digest) === algorithm(is.digest)) {
      if (was.digest === is.digest) found.same++;
      else found.changed.push({ path, before: was, after: is });
    } else if (was.size !== is.size) found.changed.push({ path, before: was, after: is });
    else found.uncompared.push(path);
  }
  for (const [path, is] of after) if (!before.has(path)) found.added.push(is);
  return found;
}

function present(rows: readonly FileRow[]): Map<string, DiffFile> {
  return new Map(
    rows
      .filter(({ path, state }) => state !== 'missing' && !path.endsWith('/'))
      .map(({ path, size, digest }) => [path, { path, size: size ?? null, digest: digest ?? null }]),
  );
}

function algorithm(digest: string): string {
  return digest.slice(0, digest.indexOf(':'));
}

function compareComponents(a: Inspection, b: Inspection): InspectionDiff['components'] {
  const words = ({ openness }: Inspection) =>
    new Map(
      (openness?.levels ?? []).flatMap(({ components }) =>
        components.map(({ name, word, license }) => [name, license === undefined ? word : `${word}, ${license}`]),
      ),
    );
  if (!a.openness || !b.openness) return [];
  const [before, after] = [words(a), words(b)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((each) => each.before !== each.after);
}

function licensesOf({ licenses }: Inspection): string[] {
  return licenses.map(({ license }) => license);
}

/** Who signed, or else that nobody knows who did. */
function signerText({ signer, state, name }: InspectedSignature): string {
  if (!signer) return `${name}: ${state}`;
  return signer.issuer === undefined ? signer.name : `${signer.name} (${signer.issuer})`;
}

function sets(before: readonly string[], after: readonly string[]): { added: string[]; removed: string[] } {
  const [a, b] = [new Set(before), new Set(after)];
  return {
    added: [...b].filter((each) => !a.has(each)).sort(byCodePoints),
    removed: [...a].filter((each) => !b.has(each)).sort(byCodePoints),
  };
}

function compareMetrics(a: readonly InspectedBom[], b: readonly InspectedBom[]): InspectionDiff['metrics'] {
  const [before, after] = [metricsOf(a), metricsOf(b)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((each) => each.before !== each.after);
}

function metricsOf(boms: readonly InspectedBom[]): Map<string, string> {
  return new Map(
    boms.flatMap(({ metrics }) =>
      metrics.map(({ name, value, of }) => [of === undefined ? name : `${name} (${of})`, value] as const),
    ),
  );
}

function compareBoms(a: Inspection, b: Inspection): Pick<InspectionDiff, 'bom'> {
  const [before, after] = [bomIn(a), bomIn(b)];
  if (!before || !after) return {};
  return { bom: { a: before.name, b: after.name, diff: diffBoms(before.view, after.view) } };
}

/** The first bill of materials whose text was kept. */
function bomIn({ boms, blobs }: Inspection) {
  for (const { name, digest, problem } of boms) {
    const text = problem === undefined ? blobs.find((each) => each.digest === digest)?.text : undefined;
    if (text === undefined) continue;
    try {
      return { name, view: readBom(text) };
    } catch (error) {
      if (!(error instanceof BomError)) throw error;
    }
  }
  return undefined;
}
