import { t } from '../l10n';
import { whyNotAName } from '../signing/statement/names';

/**
 * Why a path cannot be that of a file in an artifact; undefined where it can. Annotations, archives, Kitfiles and
 * Modelfiles are held to the same: relative, with `/`, written in one way only, and never out of the folder. modctl joins
 * the path of a layer to the folder without a look.
 * @param windows whether what only Windows misunderstands is refused too
 */
export function whyUnsafePath(path: string, windows: boolean): string | undefined {
  // Absolute on Windows, and a separator there: no artifact is for one system alone.
  if (/^[A-Za-z]:/.test(path)) return t('it names a drive');
  if (path.includes('\\')) return t('it holds a backslash; paths are written with "/"');
  return whyNotAName(path, windows);
}

/** Two paths that cannot both be extracted. */
export interface PathClash {
  /** Places in the list, the first first. */
  first: number;
  second: number;
  /**
   * - `same`: one path twice
   * - `folder`: one is a file where the other needs a folder
   * - `case`: they differ in capitals or in how characters are composed, which macOS and Windows do not tell apart
   */
  kind: 'same' | 'folder' | 'case';
}

/** The clashes in a list of paths: each path is told of once, with the first that it clashes with. */
export function clashes(paths: readonly string[]): PathClash[] {
  const found: PathClash[] = [];
  const exact = new Map<string, number>();
  const folded = new Map<string, number>();
  /** The first path that is in a folder, by the folder as it is written and folded. */
  const folders = new Map<string, number>();
  const foldedFolders = new Map<string, number>();
  for (const [second, path] of paths.entries()) {
    const own = fold(path);
    const parents = parentsOf(path);
    const hit = (kind: PathClash['kind'], first: number | undefined) =>
      first === undefined ? undefined : { kind, first, second };
    const clash =
      hit('same', exact.get(path)) ??
      hit('folder', folders.get(path)) ??
      hit('folder', first(parents, exact)) ??
      hit('case', folded.get(own)) ??
      hit('case', foldedFolders.get(own)) ??
      hit('case', first(parentsOf(own), folded));
    if (clash) found.push(clash);
    keep(exact, path, second);
    keep(folded, own, second);
    for (const parent of parents) keep(folders, parent, second);
    for (const parent of parentsOf(own)) keep(foldedFolders, parent, second);
  }
  return found;
}

/** A path as file systems compare it that do not tell capitals apart. */
export function fold(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** The folders that a path is in: of `a/b/c`, `a` and `a/b`. */
function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) parents.push(path.slice(0, at));
  return parents;
}

function first(keys: readonly string[], known: ReadonlyMap<string, number>): number | undefined {
  const key = keys.find((name) => known.has(name));
  return key === undefined ? undefined : known.get(key);
}

function keep(map: Map<string, number>, key: string, value: number): void {
  if (!map.has(key)) map.set(key, value);
}
