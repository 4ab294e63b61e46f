import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type InventoryFile } from '../../core/modelfolder/inventory';
import { counting } from '../../core/signing/model/counting';
import { type Progress } from '../../core/signing/model/model';
import { readError } from '../files/errors';
import { stampOf } from '../hashing/hash-file';
import { type Stamp } from '../hashing/messages';
import { hashInWorkers, taskOf, type PoolJob } from '../hashing/pool';
import { failure } from '../model';

/** How long work is done. */
export interface Running {
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/**
 * SHA-256 of files of a folder, in small hex digits, by path, of the {@link ownFiles}.
 * @param root the folder that the paths of the inventory are relative to
 * @throws {FileError} {ModelError} as {@link hashFiles}; {CancelledError}
 */
export async function digestsOf(
  root: string,
  files: readonly InventoryFile[],
  running: Running,
): Promise<Map<string, string>> {
  return byName(await hashFiles(ownJobs(root, files), running));
}

/** The files whose content is here. A pointer of Git LFS is not what it stands for. */
export function ownFiles(files: readonly InventoryFile[]): InventoryFile[] {
  return files.filter(({ pointerTo }) => pointerTo === undefined);
}

/** {@link jobOf} of each of the {@link ownFiles}. @throws {FileError} */
export function ownJobs(root: string, files: readonly InventoryFile[]): HashJob[] {
  return ownFiles(files).map(({ path: name }) => jobOf(root, name));
}

export function byName(hashed: readonly Hashed[]): Map<string, string> {
  return new Map(hashed.map(({ name, sha256 }) => [name, sha256]));
}

/** A file that was hashed. */
export interface Hashed {
  name: string;
  sha256: string;
  stamp: Stamp;
}

/**
 * Hashes files in worker threads.
 * @throws {FileError} for a file that can't be read; {ModelError} for one that changes meanwhile; {CancelledError}
 */
export async function hashFiles(jobs: readonly PoolJob[], { progress, signal }: Running): Promise<Hashed[]> {
  const hashed = await hashInWorkers(
    jobs,
    {
      hash: 'sha256',
      taskOf,
      signal,
      done: counting(jobs, progress),
    },
    failure,
  );
  return hashed.map(({ job, digests: [sha256], stamp }) => ({ name: jobs[job]!.name, sha256: sha256!, stamp }));
}

/** A file to hash, as it was found. */
export interface HashJob extends PoolJob {
  stamp: Stamp;
  /**
   * Milliseconds since 1970 when its content, its entry, or the link to it last changed: a file can come from elsewhere with an
   * older time of its content.
   */
  touched: number;
}

/**
 * A file with where its bytes are: the walk has listed no link that leads out of the model.
 * @throws {FileError}
 */
export function jobOf(root: string, name: string): HashJob {
  try {
    const entry = path.join(root, ...name.split('/'));
    const file = realpathSync.native(entry);
    const stats = lstatSync(file, { bigint: true });
    const touched = Math.max(Number(stats.mtimeMs), Number(stats.ctimeMs), lstatSync(entry).ctimeMs);
    return { name, path: file, size: Number(stats.size), stamp: stampOf(stats), touched };
  } catch (error) {
    throw readError(name, error);
  }
}
