import { type HashAlgorithm } from '../../core/signing/statement/manifest';

/** What all workers of a run are told. */
export interface WorkerOptions {
  hash: HashAlgorithm;
  shardSize?: number;
}

/** A file that a worker is to hash. */
export interface FileTask {
  /** Number of the job. */
  job: number;
  /** Absolute path without links. */
  path: string;
  /**
   * Absolute path of what becomes a copy of the file, in one go with the hashing. It need not exist; a beginning that it has of
   * the content stays.
   */
  copyTo?: string;
}

/** What a worker is told: what to hash, or that the copy it asked for is over, whole or not. */
export type PoolMessage = { type: 'hash'; tasks: FileTask[] } | { type: 'copy-over' };

/** What a worker says. For `copy`, both files stay open until the copy is over. */
export type WorkerMessage =
  | { type: 'progress'; bytes: number }
  | { type: 'copy'; from: number; to: number }
  | { type: 'hashed'; results: HashedFile[] }
  | { type: 'failed'; job: number; reason: FailureReason; code?: string };

export interface HashedFile {
  job: number;
  digests: string[];
  stamp: Stamp;
  /** How it was copied: `clone` shares the disk's blocks until one of both is written to. */
  copied?: 'clone' | 'bytes';
}

/** What tells one state of a file from another: device, inode, size, and the times of change of content and entry. */
export type Stamp = string;

/**
 * Why a file could not be hashed or, for `copy`, its copy not be written: `code` names what the operating system said in
 * these and in `system`.
 */
export type FailureReason = 'system' | 'copy' | 'not-regular' | 'moved' | 'changed';
