import { type FolderEntry } from '../files/walk';

/** Files as the server reads them, by URI. Nothing throws: what can't be read is not there. */
export interface ServerFiles {
  /** The text of a file, of a long one at least its first `maxBytes` bytes; undefined where it can't be read. */
  read(uri: string, maxBytes?: number): Promise<string | undefined>;
  /** Entries of a folder; none where it can't be read. */
  list(uri: string): Promise<readonly FolderEntry[]>;
  /** Bytes of a file; undefined where that can't be told. */
  size(uri: string): Promise<number | undefined>;
}

/** What the server needs of the place it runs in. */
export interface ServerHost {
  files: ServerFiles;
  clock: { now(): Date };
}
