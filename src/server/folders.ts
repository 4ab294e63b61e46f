import { FolderContents } from '../core/folder/contents';
import { type DocumentKind } from '../core/documents/kind';
import { type Surroundings } from '../core/language/features';
import { FolderLister, KITIGNORE } from '../files/folder';
import { MAX_NEIGHBOUR_BYTES } from '../files/neighbours';
import { type ServerFiles } from './host';
import { below, contains, normalUri, parentOf } from './uris';

/** How long changes on disk are gathered before a folder is listed again, in milliseconds. */
const REST = 500;

/** Folders that are remembered: people edit few packages at a time. */
const MOST_KNOWN = 8;

/** The files around documents that look at them. A folder is listed once, and again after something came or went. */
export class Folders {
  private readonly known = new Map<string, Promise<FolderContents>>();
  private readonly stale = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  /** @param changed told of folders in which something came or went, after a rest */
  constructor(
    private readonly files: ServerFiles,
    private readonly changed: (folders: readonly string[]) => void,
  ) {}

  /** What is in the folder of a document; undefined for kinds that don't look, and where there is no folder. */
  async of(uri: string, kind: DocumentKind): Promise<FolderContents | undefined> {
    const folder = kind.looksAtFolder ? parentOf(normalUri(uri)) : undefined;
    if (!folder) return undefined;
    let known = this.known.get(folder);
    // The one that was asked for last stays longest.
    this.known.delete(folder);
    this.known.set(folder, (known ??= listFolder(this.files, folder)));
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_KNOWN) break;
      this.known.delete(oldest);
    }
    return known;
  }

  /** What a feature of a document may know besides its text. */
  async around(uri: string, kind: DocumentKind): Promise<Surroundings> {
    return { folder: await this.of(uri, kind) };
  }

  /** Says that a file or folder came, went, or may have. */
  touched(uri: string): void {
    for (const folder of this.known.keys()) if (uri !== folder && contains(folder, uri)) this.stale.add(folder);
    if (!this.stale.size) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const folders = [...this.stale];
      this.stale.clear();
      for (const folder of folders) this.known.delete(folder);
      this.changed(folders);
    }, REST);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.known.clear();
  }
}

/** Everything in a folder and below. */
export async function listFolder(files: ServerFiles, folder: string): Promise<FolderContents> {
  const lister = new FolderLister();
  for (let next = lister.next(); next !== undefined; next = lister.next())
    lister.add(next, await files.list(below(folder, next)));
  const kitignore = lister.has(KITIGNORE) ? await files.read(below(folder, KITIGNORE), MAX_NEIGHBOUR_BYTES) : undefined;
  return new FolderContents(lister.listing(kitignore));
}
