import { type ManifestSummary } from './manifest';

/** How artifacts are ordered: by their names; the largest, or the newest, first. */
export type ArtifactOrder = 'name' | 'size' | 'newest';

export const ARTIFACT_ORDERS: readonly ArtifactOrder[] = ['name', 'size', 'newest'];

type Listed = Pick<ManifestSummary, 'digest' | 'names' | 'document'>;

/** Numbers in names count as numbers: `v10` stands behind `v9`. */
const byName = new Intl.Collator('en', { numeric: true });

/** Artifacts in an order; those of which what decides is not known come last. */
export function ordered<T extends Listed>(artifacts: readonly T[], order: ArtifactOrder): T[] {
  const keyed = artifacts.map((artifact) => ({ artifact, key: keyOf(artifact, order) }));
  return keyed.sort((a, b) => b.key - a.key || compareNames(a.artifact, b.artifact)).map(({ artifact }) => artifact);
}

/** What puts one before the others; alike where only names count. */
function keyOf({ document }: Listed, order: ArtifactOrder): number {
  if (order === 'name') return 0;
  if (order === 'size') return document?.totalBytes ?? -1;
  return timeOf(document?.created) ?? -Infinity;
}

/** Milliseconds since 1970; undefined for what is no time. */
export function timeOf(created: string | undefined): number | undefined {
  const time = created === undefined ? NaN : Date.parse(created);
  return Number.isNaN(time) ? undefined : time;
}

/** By their first names; those without any last, by their digests. */
function compareNames(a: Listed, b: Listed): number {
  const [one, other] = [a.names[0], b.names[0]];
  if (one !== undefined && other !== undefined) return byName.compare(one, other) || compareTexts(one, other);
  if (one === undefined && other === undefined) return compareTexts(a.digest, b.digest);
  return one === undefined ? 1 : -1;
}

/** Names in the order of a list. */
export function orderedNames(names: readonly string[]): string[] {
  return [...names].sort((a, b) => byName.compare(a, b) || compareTexts(a, b));
}

/** Names of one artifact: what tells it apart comes first, `latest` says least. */
export function orderedLabels(names: readonly string[]): string[] {
  const isVague = (name: string) => Number(/(?:^|:)latest$/.test(name));
  return orderedNames(names).sort((a, b) => isVague(a) - isVague(b));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is looked for: every word has to be found in one of the texts. Capital letters do not count. */
export class Filter {
  private readonly words: readonly string[];

  constructor(readonly text: string) {
    this.words = text.toLowerCase().split(/\s+/).filter(Boolean);
  }

  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  matches(texts: readonly (string | undefined)[]): boolean {
    if (this.isEmpty) return true;
    const all = texts.filter((text) => text !== undefined).map((text) => text.toLowerCase());
    return this.words.every((word) => all.some((text) => text.includes(word)));
  }
}
