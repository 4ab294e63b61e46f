import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { IgnoreRules } from '../../files/ignore-rules';
import { slashed, upward } from './paths';

/** What git ignores in a folder of this machine: the `.gitignore` files of it and the folders above, and `info/exclude`. */
export class GitIgnore {
  private constructor(private readonly rules: IgnoreRules) {}

  /** The rules from above a folder: of its repository and of the folders between. Without a repository there are none. */
  static above(folder: string): GitIgnore {
    const none = new GitIgnore(IgnoreRules.none(process.platform === 'win32' || process.platform === 'darwin'));
    const folders = [...upward(folder)];
    const root = folders.findIndex((at) => existsSync(path.join(at, '.git')));
    if (root < 0) return none;
    const repository = none.with(folders[root]!, excludeFile(folders[root]!));
    return folders
      .slice(1, root + 1)
      .reverse()
      .reduce((rules, at) => rules.enter(at), repository);
  }

  /** These rules and those of the `.gitignore` in a folder. */
  enter(folder: string): GitIgnore {
    return this.with(folder, path.join(folder, '.gitignore'));
  }

  /** Whether git ignores an absolute path. */
  ignores(file: string, isFolder: boolean): boolean {
    return this.rules.ignores(slashed(file), isFolder);
  }

  private with(folder: string, file: string): GitIgnore {
    const text = readIfFile(file);
    return text === undefined ? this : new GitIgnore(this.rules.with(slashed(folder), text));
  }
}

/** `info/exclude` of a repository. In worktrees and submodules `.git` is a file that names the folder (gitrepository-layout(5)). */
function excludeFile(root: string): string {
  let git = path.join(root, '.git');
  const link = readIfFile(git);
  if (link !== undefined) git = path.resolve(root, link.replace(/^gitdir:/, '').trim());
  const common = readIfFile(path.join(git, 'commondir'));
  return path.join(common === undefined ? git : path.resolve(git, common.trim()), 'info', 'exclude');
}

/** The text of a file; undefined where there is none that can be read: git, too, goes on without it. */
function readIfFile(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
