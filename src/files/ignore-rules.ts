import ignore, { type Ignore } from 'ignore';

/** Folders that are never entered: they hold other people's files, or none that anybody wrote. */
export const SKIPPED: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** The rules of one file: `.gitignore`, or `info/exclude` of a repository. */
interface Level {
  /** The folder that its patterns are relative to. */
  folder: string;
  rules: Ignore;
}

/** What git ignores: ignore files, each for its folder and everything below (gitignore(5)). Paths have `/` between folders. */
export class IgnoreRules {
  /** @param levels the strongest last */
  private constructor(
    private readonly levels: readonly Level[],
    private readonly ignoreCase: boolean,
  ) {}

  /** No rules yet, on a file system that does or does not tell capitals apart: git follows it. */
  static none(ignoreCase: boolean): IgnoreRules {
    return new IgnoreRules([], ignoreCase);
  }

  /** These rules and those of a file in a folder, which are stronger. */
  with(folder: string, text: string): IgnoreRules {
    const rules = ignore({ ignorecase: this.ignoreCase }).add(text);
    return new IgnoreRules([...this.levels, { folder, rules }], this.ignoreCase);
  }

  /** Whether git ignores a path; the strongest file that says anything about it decides. */
  ignores(path: string, isFolder: boolean): boolean {
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const { folder, rules } = this.levels[i]!;
      const below = folder ? path.slice(folder.length + (folder.endsWith('/') ? 0 : 1)) : path;
      const { ignored, unignored } = rules.test(isFolder ? `${below}/` : below);
      if (unignored) return false;
      if (!ignored) continue;
      // A walk is in an ignored folder only where a stronger file or the command line says so; that holds for its files.
      const parent = below.slice(0, Math.max(0, below.lastIndexOf('/')));
      if (!parent || !rules.test(`${parent}/`).ignored) return true;
    }
    return false;
  }
}
