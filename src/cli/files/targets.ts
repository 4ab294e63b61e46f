import picomatch from 'picomatch';
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isCandidate } from '../../files/candidates';
import { errorCode, FileError, readError } from '../../node/files/errors';
import { byText, shownPath, slashed } from './paths';
import { walk, type WalkOptions } from './walk';

/** A file to look at. */
export interface Target {
  /** Absolute path. */
  path: string;
  /** The path as people are shown it. */
  shown: string;
  /** Named on the command line, and not found in a folder. */
  named: boolean;
}

export interface TargetOptions {
  cwd: string;
  excluded: WalkOptions['excluded'];
  /** Told of everything that can't be looked at; the rest is. */
  problem(error: FileError): void;
}

/**
 * The files that arguments stand for, in order of their paths: files as they are, folders and globs with what in them
 * may be one of ours by its name and git does not ignore. A file that several arguments or links lead to comes once.
 */
export function targets(args: readonly string[], options: TargetOptions): Target[] {
  const found = new Map<string, Target>();
  for (const arg of args)
    for (const target of targetsOf(arg, options)) {
      // Before equal files are told apart: of a blob and the link with a name that leads to it, the link counts.
      if (!target.named && !isCandidate(slashed(target.path))) continue;
      const real = realPath(target.path);
      const known = found.get(real);
      // Named goes before found, and a name of its own before a link.
      if (!known || (target.named && !known.named) || (target.named === known.named && target.path === real))
        found.set(real, target);
    }
  return [...found.values()].sort((a, b) => byText(a.shown, b.shown));
}

function targetsOf(arg: string, options: TargetOptions): Iterable<Target> {
  const file = path.resolve(options.cwd, arg);
  const target = { path: file, shown: shownPath(file, options.cwd), named: true };
  try {
    if (statSync(file).isDirectory()) return walked(file, options);
    return [target];
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && picomatch.scan(slashed(arg)).isGlob) return matching(slashed(arg), options);
    // What is wrong with a link shows when it is read.
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ELOOP') return [target];
    report(target.shown, error, options);
    return [];
  }
}

function* walked(
  folder: string,
  options: TargetOptions,
  matches: (file: string) => boolean = () => true,
): Generator<Target> {
  const { cwd, excluded } = options;
  const unreadable = (file: string, error: unknown) => report(shownPath(file, cwd), error, options);
  for (const file of walk(folder, { excluded, unreadable }))
    if (matches(file)) yield { path: file, shown: shownPath(file, cwd), named: false };
}

function* matching(glob: string, options: TargetOptions): Generator<Target> {
  const { base, glob: pattern } = picomatch.scan(glob);
  const folder = path.resolve(options.cwd, base);
  const isMatch = picomatch(pattern, { dot: true });
  let empty = true;
  if (isFolder(folder))
    for (const target of walked(folder, options, (file) => isMatch(slashed(path.relative(folder, file))))) {
      empty = false;
      yield target;
    }
  // A misspelt glob must not pass for a clean run.
  if (empty) options.problem(new FileError(glob, 'matches no file that git does not ignore'));
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function report(shown: string, error: unknown, { problem }: TargetOptions): void {
  const known = readError(shown, error);
  if (!(known instanceof FileError)) throw known;
  problem(known);
}
