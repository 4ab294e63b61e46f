import path from 'node:path';

/** A path with `/` between its parts. */
export function slashed(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}

/** An absolute path as people are shown it: relative to the current folder, with `/`. */
export function shownPath(file: string, cwd: string): string {
  return slashed(path.relative(cwd, file)) || '.';
}

/** Orders texts by their code units: the same on every machine, whatever its language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A folder and all folders above it, the nearest first. */
export function* upward(folder: string): Generator<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    yield at;
    if (path.dirname(at) === at) return;
  }
}
