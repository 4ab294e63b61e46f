import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { SKIPPED } from '../../files/ignore-rules';
import { GitIgnore } from './gitignore';
import { byText } from './paths';

export interface WalkOptions {
  /** Leaves a file or a whole folder out. */
  excluded(file: string): boolean;
  /** Told of a folder that can't be read; the walk goes on. */
  unreadable(folder: string, error: unknown): void;
}

/**
 * Absolute paths of everything in a folder that is no folder and that git does not ignore, in the order of names. Links
 * to folders are not followed, as in git: what lies in the folder is found where it is, a circle of links can't trap the
 * walk, and a link to `/` does not lead it out.
 */
export function* walk(folder: string, options: WalkOptions): Generator<string> {
  yield* enter(folder, GitIgnore.above(folder), options);
}

function* enter(folder: string, above: GitIgnore, options: WalkOptions): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    options.unreadable(folder, error);
    return;
  }
  const ignored = entries.some(({ name }) => name === '.gitignore') ? above.enter(folder) : above;
  for (const entry of entries.sort((a, b) => byText(a.name, b.name))) {
    const file = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (isFolder && SKIPPED.has(entry.name)) continue;
    if (ignored.ignores(file, isFolder) || options.excluded(file)) continue;
    if (isFolder) yield* enter(file, ignored, options);
    else if (!entry.isSymbolicLink() || !isLinkToFolder(file)) yield file;
  }
}

/** A link that leads nowhere or in a circle is told by whoever reads it. */
function isLinkToFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
