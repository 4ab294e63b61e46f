import { lstatSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** Folders that are watched at most: systems have limits, which others need as well. */
const MAX_FOLDERS = 10_000;

/** In git's own folder much happens, and nothing that is signed. */
const NOT_WATCHED = '.git';

/**
 * Watches a model and its signature file: each folder for itself, so that none is missed that came just before. New folders are
 * watched as they come. Links are not followed.
 */
export class ModelWatcher {
  private readonly watchers = new Map<string, FSWatcher>();
  private failed = false;

  /**
   * @param model absolute path of a folder or file, without links
   * @param touched told of every file and folder that something happened to, by its absolute path
   */
  constructor(
    model: string,
    isFile: boolean,
    signature: string,
    private readonly touched: (file: string) => void,
  ) {
    if (isFile) this.watchFor(model);
    else this.watchTree(model);
    this.watchFor(signature);
  }

  /** Whether everything is watched; there may be too much, or the system allows no more. */
  get isComplete(): boolean {
    return !this.failed;
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  /** Watches a file by its folder: it may be replaced by another one of its name. */
  private watchFor(file: string): void {
    const folder = path.dirname(file);
    if (!this.watchers.has(folder))
      this.watch(folder, (name) => path.join(folder, name) === file && this.touched(file));
  }

  private watchTree(root: string): void {
    this.watch(root, (name) => this.touchedIn(root, name));
    for (const entry of entriesOf(root))
      if (entry.isDirectory() && entry.name !== NOT_WATCHED) this.watchTree(path.join(root, entry.name));
  }

  private touchedIn(folder: string, name: string): void {
    const file = path.join(folder, name);
    // One that went and came again is another one, for the system.
    for (const watched of [...this.watchers.keys()])
      if (watched === file || watched.startsWith(file + path.sep)) this.close(watched);
    // Before it is told: what comes into it later is told as well.
    if (name !== NOT_WATCHED && isFolder(file)) this.watchTree(file);
    this.touched(file);
  }

  private watch(folder: string, touched: (name: string) => void): void {
    if (this.watchers.size >= MAX_FOLDERS) this.failed = true;
    if (this.failed) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => touched(name ?? ''));
      // A folder that is gone can't be watched any more; that it went is told.
      watcher.on('error', () => this.forget(folder));
      this.watchers.set(folder, watcher);
    } catch (error) {
      // It may have gone already.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.failed = true;
    }
  }

  private forget(folder: string): void {
    this.close(folder);
    this.touched(folder);
  }

  private close(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // verification tells what can't be read
  }
}

function isFolder(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
