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
  // What has no id of its own is known by its place, which says nothing.
  { by: 'id', of: (component) => (component.id === component.path ? [] : [`${kindKey(component)} ${component.id}`]) },
  { by: 'hash', of: (component) => values(component, 'hash').map((hash) => `${kindKey(component)} ${hash}`) },
];

/** Components that share a key, and the first of them that may be free. */
interface Queue {
  components: BomComponent[];
  next: number;
}

/** Finds which components of two BOMs are the same: by identifier, then by kind and name, then, if renamed, by hash. */
export function matchComponents(as: readonly BomComponent[], bs: readonly BomComponent[]): Matching {
  const found = new Map<BomComponent, Match>();
  const taken = new Set<BomComponent>();
  for (const { by, of } of KEYS) {
    const free = new Map<string, Queue>();
    for (const b of bs) {
      if (taken.has(b)) continue;
      for (const key of of(b)) {
        const same = free.get(key);
        if (same) same.components.push(b);
        else free.set(key, { components: [b], next: 0 });
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
  free: ReadonlyMap<string, Queue>,
  taken: ReadonlySet<BomComponent>,
): BomComponent | undefined {
  for (const key of keys) {
    const same = free.get(key);
    if (!same) continue;
    // What is taken can't become free again, so each is looked at once.
    while (same.next < same.components.length && taken.has(same.components[same.next]!)) same.next++;
    if (same.next < same.components.length) return same.components[same.next++];
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
