/**
 * The shortest path that means the same, as `filepath.Clean` of Go gives it for paths with `/`: no empty, `.` or inner
 * `..` segments, and `.` for the folder itself. KitOps and modctl compare paths in this form.
 */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}

/** Whether a path begins at the root of a file system: of Unix, or a drive or share of Windows. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|\\|[A-Za-z]:[\\/])/.test(path);
}

/** Whether a relative path leads out of its folder. */
export function escapes(path: string): boolean {
  return /^\.\.(?:\/|$)/.test(cleanPath(path));
}

/** Whether a clean path is a folder, or what lies in it. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** The folders that a clean path is in, the outermost first: the folder itself, `.`, and each one down to its parent. */
export function foldersOf(path: string): string[] {
  if (path === '.') return [];
  const found = ['.'];
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) found.push(path.slice(0, end));
  return found;
}

/** Orders paths by their UTF-16 code units, the same on every machine. */
export function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
