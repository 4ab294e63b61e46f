import ignore, { type Ignore } from 'ignore';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { slashed, upward } from './paths';

/** The rules of one file: `.gitignore`, or `info/exclude` of a repository. */
interface Level {
  /** Absolute path of the folder that its patterns are relative to. */
  folder: string;
  rules: Ignore;
}

/** What git ignores in a folder: the `.gitignore` files of it and the folders above, and `info/exclude` (gitignore(5)). */
export class GitIgnore {
  /** @param levels the strongest last */
  private constructor(private readonly levels: readonly Level[]) {}

  /** The rules from above a folder: of its repository and of the folders between. Without a repository there are none. */
  static above(folder: string): GitIgnore {
    const folders = [...upward(folder)];
    const root = folders.findIndex((at) => existsSync(path.join(at, '.git')));
    if (root < 0) return new GitIgnore([]);
    const repository = new GitIgnore([]).with(folders[root]!, excludeFile(folders[root]!));
    return folders
      .slice(1, root + 1)
      .reverse()
      .reduce((rules, at) => rules.enter(at), repository);
  }

  /** These rules and those of the `.gitignore` in a folder. */
  enter(folder: string): GitIgnore {
    return this.with(folder, path.join(folder, '.gitignore'));
  }

  /** Whether git ignores a path; the strongest file that says anything about it decides. */
  ignores(file: string, isFolder: boolean): boolean {
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const { folder, rules } = this.levels[i]!;
      const below = slashed(path.relative(folder, file));
      const { ignored, unignored } = rules.test(isFolder ? `${below}/` : below);
      if (unignored) return false;
      if (!ignored) continue;
      // A walk is in an ignored folder only where a stronger file or the command line says so; that holds for its files.
      const parent = path.posix.dirname(below);
      if (parent === '.' || !rules.test(`${parent}/`).ignored) return true;
    }
    return false;
  }

  private with(folder: string, file: string): GitIgnore {
    const text = readIfFile(file);
    if (text === undefined) return this;
    // Git tells capitals apart unless the file system does not.
    const rules = ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(text);
    return new GitIgnore([...this.levels, { folder, rules }]);
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
