import { factsOf, type BomComponent } from '../view/view';

/** What two components were recognised by as the same. */
export type MatchedBy = 'identifier' | 'name' | 'id' | 'hash';

export interface Match {
  a: BomComponent;
  b: BomComponent;
  by: MatchedBy;
}

export interface Matching {
  /** In the order of A. */
  matches: Match[];
  /** In the order of A and of B. */
  onlyA: BomComponent[];
  onlyB: BomComponent[];
}

/** Keys by which components are the same, the surest first. Components with no key are left for the next. */
const KEYS: readonly { by: MatchedBy; of: (component: BomComponent) => string[] }[] = [
  { by: 'identifier', of: (component) => values(component, 'purl') },
  { by: 'identifier', of: (component) => values(component, 'identifier') },
  { by: 'identifier', of: (component) => values(component, 'purl').map(withoutVersion) },
  {
    by: 'name',
    of: (component) => nameKey(component).map((name) => `${name} ${values(component, 'version')[0] ?? ''}`),
  },
  { by: 'name', of: nameKey },
  { by: 'id', of: (component) => [`${kindKey(component)} ${component.id}`] },
  { by: 'hash', of: (component) => values(component, 'hash').map((hash) => `${kindKey(component)} ${hash}`) },
];

/** Finds which components of two BOMs are the same: by identifier, then by kind and name, then, if renamed, by hash. */
export function matchComponents(as: readonly BomComponent[], bs: readonly BomComponent[]): Matching {
  const found = new Map<BomComponent, Match>();
  const taken = new Set<BomComponent>();
  for (const { by, of } of KEYS) {
    const free = new Map<string, BomComponent[]>();
    for (const b of bs) {
      if (taken.has(b)) continue;
      for (const key of of(b)) {
        const same = free.get(key);
        if (same) same.push(b);
        else free.set(key, [b]);
      }
    }
    // Where several share a key, they are the same in the order in which they are written.
    for (const a of as) {
      if (found.has(a)) continue;
      const b = firstFree(of(a), free, taken);
      if (!b) continue;
      found.set(a, { a, b, by });
      taken.add(b);
    }
  }
  return {
    matches: as.flatMap((a) => found.get(a) ?? []),
    onlyA: as.filter((a) => !found.has(a)),
    onlyB: bs.filter((b) => !taken.has(b)),
  };
}

function firstFree(
  keys: readonly string[],
  free: ReadonlyMap<string, BomComponent[]>,
  taken: ReadonlySet<BomComponent>,
): BomComponent | undefined {
  for (const key of keys) {
    const same = free.get(key);
    // What is taken can't become free again, so each is looked at once.
    while (same?.length && taken.has(same[0]!)) same.shift();
    if (same?.length) return same.shift();
  }
  return undefined;
}

function values({ facts }: BomComponent, name: 'purl' | 'identifier' | 'version' | 'hash'): string[] {
  return factsOf(facts, name)
    .filter(({ unknown }) => !unknown)
    .map(({ key, value }) => (name === 'hash' ? `${key} ${value}` : value));
}

/** Packages of all kinds are one: formats and tools differ in what they call a library or an application. */
export function kindKey({ kind }: BomComponent): string {
  return kind === 'model' || kind === 'dataset' || kind === 'file' ? kind : 'software';
}

function nameKey(component: BomComponent): string[] {
  return factsOf(component.facts, 'name').map(({ value }) => `${kindKey(component)} ${value.toLowerCase()}`);
}

/** `pkg:huggingface/a/b@1?x=y` without what changes from release to release. */
function withoutVersion(purl: string): string {
  return purl.replace(/[@?#].*$/, '');
}
