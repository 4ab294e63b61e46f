import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Inventory } from '../../core/modelfolder/inventory';
import { type Progress } from '../../core/signing/model/model';
import { readError } from '../files/errors';
import { hashInWorkers, taskOf, type PoolJob } from '../hashing/pool';
import { failure } from '../model';

interface Running {
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/**
 * SHA-256 of the files of a folder, in small hex digits, by path. A pointer of Git LFS is not what it stands for and is left out.
 * @param root the folder that the paths of the inventory are relative to
 * @throws {FileError} for a file that can't be read; {ModelError} for one that changes meanwhile; {CancelledError}
 */
export async function digestsOf(
  root: string,
  { files }: Inventory,
  { progress, signal }: Running,
): Promise<Map<string, string>> {
  const jobs = files.filter(({ pointerTo }) => pointerTo === undefined).map(({ path: name }) => jobOf(root, name));
  const totals = { totalBytes: jobs.reduce((sum, { size }) => sum + size, 0), totalFiles: jobs.length };
  let [bytes, done] = [0, 0];
  const hashed = await hashInWorkers(
    jobs,
    {
      hash: 'sha256',
      taskOf,
      signal,
      done: (moreBytes, moreFiles) => {
        bytes += moreBytes;
        done += moreFiles;
        progress?.({ bytes, files: done, ...totals });
      },
    },
    failure,
  );
  return new Map(hashed.map(({ job, digests: [sha256] }) => [jobs[job]!.name, sha256!]));
}

/** A file with where its bytes are: the walk has listed no link that leads out of the model. */
function jobOf(root: string, name: string): PoolJob {
  try {
    const file = realpathSync.native(path.join(root, ...name.split('/')));
    return { name, path: file, size: lstatSync(file).size };
  } catch (error) {
    throw readError(name, error);
  }
}
