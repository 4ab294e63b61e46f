import { IgnoreRules, SKIPPED } from './ignore-rules';

/** One entry of a folder. */
export interface FolderEntry {
  name: string;
  /** Links count as what they are: neither. */
  kind: 'file' | 'folder' | 'other';
}

/** A folder tree as a walk sees it. Paths are relative to its root, with `/`; the root itself is the empty path. */
export interface FolderTree {
  /** Entries of a folder; none where it can't be read. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The text of a file; undefined where it can't be read. */
  read(file: string): Promise<string | undefined>;
}

export interface WalkOptions {
  /** Whether a file is wanted, by its path; asked before anything is read. */
  wanted(path: string): boolean;
  /** Whether a folder is left out with all that is in it. */
  excluded?(folder: string): Promise<boolean>;
  /** Folders that are entered at most; keeps a walk of a home folder or a data set in bounds. */
  maxFolders?: number;
  /** Ends the walk early. */
  cancelled?(): boolean;
}

const MAX_FOLDERS = 20_000;

/**
 * Walks a folder in the order of names, files before folders, leaving out what git ignores. Links are not followed, so
 * a circle of them can't trap it.
 */
export async function* walk(tree: FolderTree, options: WalkOptions): AsyncGenerator<string> {
  const waiting: { folder: string; ignores: IgnoreRules }[] = [{ folder: '', ignores: IgnoreRules.none(false) }];
  let budget = options.maxFolders ?? MAX_FOLDERS;
  for (let next = waiting.pop(); next && budget > 0 && !options.cancelled?.(); next = waiting.pop(), budget--) {
    const { folder } = next;
    if (folder && (await options.excluded?.(folder))) continue;
    const entries = [...(await tree.list(folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
    let { ignores } = next;
    if (entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')) {
      const text = await tree.read(join(folder, '.gitignore'));
      if (text) ignores = ignores.with(folder, text);
    }
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.kind === 'file') {
        if (options.wanted(path) && !ignores.ignores(path, false)) yield path;
      } else if (entry.kind === 'folder' && !SKIPPED.has(entry.name) && !ignores.ignores(path, true)) {
        folders.push(path);
      }
    }
    for (const path of folders.reverse()) waiting.push({ folder: path, ignores });
  }
}

function join(folder: string, name: string): string {
  return folder ? `${folder}/${name}` : name;
}
