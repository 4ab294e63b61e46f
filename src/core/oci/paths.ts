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
  return whyNotAName(path, windows) ?? (isDeep(path) ? t('it is deeper than {0} folders', DEPTH) : undefined);
}

/** Folders in folders; no model has more than a few. */
const DEPTH = 100;

function isDeep(path: string): boolean {
  let depth = 0;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth++;
  return depth > DEPTH;
}

/** Two paths that cannot both be extracted. */
export interface PathClash {
  /** Place in the list of the one that is told of: the later of two that are the same, and what is in the other. */
  second: number;
  /** Place of the one that it clashes with. */
  first: number;
  /**
   * - `same`: one path twice
   * - `folder`: one is a file where the other needs a folder
   * - `case`: they differ in capitals or in how characters are composed, which macOS and Windows do not tell apart
   */
  kind: 'same' | 'folder' | 'case';
}

/**
 * The clashes in a list of paths: each path is told of once, with one that it clashes with. Without those that are told of
 * there would be none.
 */
export function clashes(paths: readonly string[]): PathClash[] {
  const told = new Map<number, PathClash>();
  const caseless = collisions(paths.map(fold)).map((clash) => ({ ...clash, kind: 'case' as const }));
  for (const clash of [...collisions(paths), ...caseless]) if (!told.has(clash.second)) told.set(clash.second, clash);
  return [...told.values()].sort((a, b) => a.second - b.second);
}

/**
 * Paths that are the same, or that one is a folder of the other. In order, with the separator before all other characters,
 * everything in a folder comes right behind what has the folder's name: no list of all folders is needed, which a forged
 * manifest could make very long.
 */
function collisions(paths: readonly string[]): PathClash[] {
  // Much faster than replacing, where there are very many.
  const keys = paths.map((path) => path.split('/').join('\0'));
  const order = [...keys.keys()].sort((a, b) => compare(keys[a]!, keys[b]!) || a - b);
  const found: PathClash[] = [];
  /** What the path at hand is the same as or may be in, the nearest last. */
  const above: number[] = [];
  for (const at of order) {
    const key = keys[at]!;
    while (above.length && key !== keys[above.at(-1)!] && !key.startsWith(`${keys[above.at(-1)!]}\0`)) above.pop();
    const near = above.at(-1);
    const isSame = near !== undefined && key === keys[near];
    if (near !== undefined) found.push({ second: at, first: near, kind: isSame ? 'same' : 'folder' });
    if (!isSame) above.push(at);
  }
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A path as file systems compare it that do not tell capitals apart. */
export function fold(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
