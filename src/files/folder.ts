import { type FolderListing } from '../core/folder/contents';
import { SKIPPED } from './ignore-rules';
import { type FolderEntry } from './walk';

/** Files and folders that are listed at most. A model of more is a data set, whose files nobody names one by one. */
export const MAX_LISTED = 50_000;

/** The patterns of what `kit` leaves out. */
export const KITIGNORE = '.kitignore';

/** Gathers what is in a folder and below, whatever git ignores: weights are often not in git. */
export class FolderLister {
  private readonly files: string[] = [];
  private readonly folders: string[] = [];
  private readonly others: string[] = [];
  private readonly skipped: string[] = [];
  private readonly waiting: string[] = [''];
  private complete = true;

  /** The next folder to list, as its path; undefined when all are seen, or enough. */
  next(): string | undefined {
    if (this.files.length + this.folders.length > MAX_LISTED) {
      this.complete = this.waiting.length === 0;
      return undefined;
    }
    return this.waiting.shift();
  }

  /** Takes the entries of a folder. Links are not followed. */
  add(folder: string, entries: readonly FolderEntry[]): void {
    if (folder) this.folders.push(folder);
    for (const { name, kind } of entries) {
      const path = folder ? `${folder}/${name}` : name;
      if (kind === 'file') this.files.push(path);
      else if (kind === 'other') this.others.push(path);
      else if (SKIPPED.has(name)) this.skipped.push(path);
      else this.waiting.push(path);
    }
    // One folder may hold more than all that is listed.
    if (this.files.length > MAX_LISTED) {
      this.files.length = MAX_LISTED;
      this.complete = false;
    }
  }

  /** Whether a file lies directly in the folder. */
  has(name: string): boolean {
    return this.files.includes(name);
  }

  listing(kitignore: string | undefined): FolderListing {
    const { files, folders, others, skipped, complete } = this;
    return { files, folders, others, skipped, complete, ...(kitignore === undefined ? {} : { kitignore }) };
  }
}
