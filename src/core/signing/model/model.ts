import { type HashAlgorithm } from '../statement/manifest';

/** An entry of a folder. */
export interface ModelEntry {
  /** The name in its folder. */
  name: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; of files only. */
  size: number;
}

/** A file to hash. */
export interface HashJob {
  /** Relative to the model, with `/`. */
  name: string;
  /** Where its bytes are, relative to the model: elsewhere for a link. */
  target: string;
  size: number;
}

/** How to hash files, and whom to tell. */
export interface HashOptions {
  hash: HashAlgorithm;
  /** Bytes of a shard; whole files without it. */
  shardSize?: number;
  /**
   * Allows digests that were computed earlier, where the file is unchanged since then as far as the file system tells, and is
   * told of each file that was not hashed for that reason. Without it, every byte is read.
   */
  remembered?: (file: string, since: Date) => void;
  /** Called now and then. */
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

export interface Progress {
  bytes: number;
  totalBytes: number;
  files: number;
  totalFiles: number;
}

/**
 * A model as signing sees it: a folder, or a single file. Implementations never leave the model, and follow no link by
 * themselves.
 */
export interface Model {
  /** The name of the folder or file. */
  name: string;
  isFile: boolean;
  /** Whether names are those of Windows. */
  windows: boolean;
  /**
   * Entries of a folder of the model, the empty path for the model itself; for a model that is one file, that file.
   * @throws {ModelError}
   */
  list(folder: string): Promise<readonly ModelEntry[]>;
  /**
   * The regular file in the model that a link leads to.
   * @throws {ModelError} when it leads out of the model, to a folder, nowhere, or in a circle
   */
  resolveLink(name: string): Promise<{ target: string; size: number }>;
  /**
   * Digests of files in hexadecimal: one each, or one a shard.
   * @throws {ModelError} when a file can't be read or changes meanwhile
   * @throws {CancelledError}
   */
  hash(jobs: readonly HashJob[], options: HashOptions): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** A file of the model that can't be signed or checked. The message is a sentence that follows its name. */
export class ModelError extends Error {
  constructor(
    readonly file: string,
    message: string,
  ) {
    super(message);
    this.name = 'ModelError';
  }
}

/** The user gave up. */
export class CancelledError extends Error {
  override name = 'CancelledError';
}
