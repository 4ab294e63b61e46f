import { nearest } from '../text/similar';
import { byPath, cleanPath } from './paths';

/** What a host saw in a folder and below. Paths are relative to it, with `/`. */
export interface FolderListing {
  files: readonly string[];
  /** Folders that were entered, empty ones included. */
  folders: readonly string[];
  /** Links, and whatever is neither file nor folder. Nothing is known of what lies behind them. */
  others: readonly string[];
  /** Folders that were left out: nothing is known of what is in them. */
  skipped: readonly string[];
  /** Whether everything was seen. A walk that came to its bound says nothing about what is missing. */
  complete: boolean;
  /** The text of `.kitignore`, where there is one. */
  kitignore?: string;
}

/** Paths that suggestions are looked for among, so that a folder of many files costs little. */
const MOST_COMPARED = 5000;

/** The files around a document, as its rules and completions ask for them. */
export class FolderContents {
  /** Paths of all files, links included, in order. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly complete: boolean;
  readonly kitignore: string | undefined;
  private readonly known: ReadonlyMap<string, 'file' | 'folder' | 'other'>;
  private readonly skipped: readonly string[];
  private readonly others: ReadonlySet<string>;

  constructor(listing: FolderListing) {
    this.files = [...listing.files, ...listing.others].sort(byPath);
    this.folders = listing.folders;
    this.complete = listing.complete;
    this.kitignore = listing.kitignore;
    this.skipped = listing.skipped;
    this.others = new Set(listing.others);
    this.known = new Map([
      ...listing.folders.map((path) => [path, 'folder'] as const),
      ...listing.files.map((path) => [path, 'file'] as const),
      ...listing.others.map((path) => [path, 'other'] as const),
    ]);
  }

  /** What is at a path; undefined where nothing is, or where nothing is known. */
  at(path: string): 'file' | 'folder' | 'other' | undefined {
    const clean = cleanPath(path);
    return clean === '.' ? 'folder' : this.known.get(clean);
  }

  /** Whether it is certain that nothing is at a path. */
  lacks(path: string): boolean {
    const clean = cleanPath(path);
    return this.complete && this.at(clean) === undefined && !this.isHidden(clean);
  }

  /** Whether everything below a folder was seen. */
  sees(folder: string): boolean {
    return this.complete && !this.isHidden(cleanPath(folder));
  }

  /** Paths of the files in a folder and below; the file itself where the path is one. */
  below(path: string): readonly string[] {
    const clean = cleanPath(path);
    if (clean === '.') return this.files;
    const kind = this.known.get(clean);
    if (kind === 'file' || kind === 'other') return [clean];
    const prefix = `${clean}/`;
    const first = this.indexOf(prefix);
    let last = first;
    while (last < this.files.length && this.files[last]!.startsWith(prefix)) last++;
    return this.files.slice(first, last);
  }

  /** Names of what lies directly in a folder, folders first. */
  children(folder: string): { name: string; isFolder: boolean }[] {
    const clean = cleanPath(folder);
    const prefix = clean === '.' ? '' : `${clean}/`;
    const found: { name: string; isFolder: boolean }[] = [];
    for (const [path, kind] of this.known) {
      if (!path.startsWith(prefix) || path.length === prefix.length || path.includes('/', prefix.length)) continue;
      found.push({ name: path.slice(prefix.length), isFolder: kind === 'folder' });
    }
    return found.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || byPath(a.name, b.name));
  }

  /** The path that a misspelt one most likely means: the same name elsewhere, or a similar path. */
  suggest(path: string, wanted: 'file' | 'any'): string | undefined {
    const clean = cleanPath(path);
    if (this.known.size > MOST_COMPARED) return undefined;
    const paths = [...this.known.keys()].filter((each) => wanted === 'any' || this.known.get(each) !== 'folder');
    const name = (each: string) => each.slice(each.lastIndexOf('/') + 1).toLowerCase();
    const sameName = paths.filter((each) => name(each) === name(clean));
    return sameName.length === 1 ? sameName[0] : nearest(clean, paths);
  }

  /** Whether a path lies behind a link, or in a folder that was left out. */
  private isHidden(clean: string): boolean {
    if (this.skipped.some((folder) => clean === folder || clean.startsWith(`${folder}/`))) return true;
    for (let end = clean.lastIndexOf('/'); end > 0; end = clean.lastIndexOf('/', end - 1))
      if (this.others.has(clean.slice(0, end))) return true;
    return false;
  }

  /** Where the first file that is not before a text stands. */
  private indexOf(text: string): number {
    let low = 0;
    let high = this.files.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.files[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
