import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CancelledError } from '../../core/signing/model/model';
import {
  type FailureReason,
  type FileTask,
  type HashedFile,
  type PoolMessage,
  type WorkerMessage,
  type WorkerOptions,
} from './messages';
import { SystemCopy } from './system-copy';
import workerSource from './worker?inline-worker';

/** More than this gains nothing on the disks of today. */
const MAX_WORKERS = 4;

/**
 * In MiB. What a worker makes for each file is garbage at once, of which V8 would let dozens of MiB heap up. The rest is ample.
 */
const WORKER_LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 128 };

/** Small files are handed out together: each message costs as much as some of them. */
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_FILES = 64;

/** A file to hash, which knows its place. */
export interface PoolJob {
  /** For messages. */
  name: string;
  /** Absolute path without links. */
  path: string;
  size: number;
  copyTo?: string;
}

/** What a worker is told of a {@link PoolJob}. */
export const taskOf = ({ path, copyTo }: PoolJob): Task => ({ path, ...(copyTo === undefined ? {} : { copyTo }) });

/** What a worker is told of a file, but for its number. */
type Task = Omit<FileTask, 'job'>;

export interface PoolOptions<Job> extends WorkerOptions {
  /** Where a file is; asked when its turn comes, since of many thousand files every text counts. */
  taskOf: (job: Job) => Task;
  /** Told of bytes and files since it was last called. */
  done?: (bytes: number, files: number) => void;
  /** Told of files as soon as they are hashed; what it throws ends all. */
  hashed?: (files: readonly HashedFile[]) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Hashes files in worker threads, the largest first, so that no long one is left for the end. The first file that can't be
 * hashed ends all.
 * @param failure what to throw for a file that can't be hashed
 * @returns results in the order of the jobs
 * @throws {CancelledError}
 */
export async function hashInWorkers<Job extends { name: string; size: number }>(
  jobs: readonly Job[],
  options: PoolOptions<Job>,
  failure: (name: string, reason: FailureReason, code: string | undefined) => Error,
): Promise<HashedFile[]> {
  const { hash, shardSize, taskOf, done, hashed, signal } = options;
  if (signal?.aborted) throw new CancelledError();
  const batches = batchesOf(jobs);
  const results: HashedFile[] = [];
  const workerData: WorkerOptions = { hash, ...(shardSize ? { shardSize } : {}) };
  const count = Math.min(batches.length, MAX_WORKERS, availableParallelism());
  const workers = Array.from(
    { length: count },
    () => new Worker(workerSource, { eval: true, workerData, resourceLimits: WORKER_LIMITS }),
  );
  const copies = new Set<SystemCopy>();
  let isOver = false;
  const copy = (worker: Worker, from: number, to: number): void => {
    // The files are open no longer than their worker is there.
    if (isOver) return;
    const copying = new SystemCopy(from, to);
    copies.add(copying);
    void copying.ended.then(() => {
      copies.delete(copying);
      tell(worker, { type: 'copy-over' });
    });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      let waiting = batches.length;
      if (!waiting) resolve();
      signal?.addEventListener('abort', () => reject(new CancelledError()), { once: true });
      const next = (worker: Worker): void => {
        const batch = batches.pop();
        if (batch) tell(worker, { type: 'hash', tasks: batch.map((job) => ({ job, ...taskOf(jobs[job]!) })) });
      };
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('message', (message: WorkerMessage) => {
          if (message.type === 'progress') done?.(message.bytes, 0);
          else if (message.type === 'copy') copy(worker, message.from, message.to);
          else if (message.type === 'failed') reject(failure(jobs[message.job]!.name, message.reason, message.code));
          else {
            results.push(...message.results);
            try {
              hashed?.(message.results);
            } catch (error) {
              return reject(error as Error);
            }
            done?.(0, message.results.length);
            if (--waiting) next(worker);
            else resolve();
          }
        });
        next(worker);
      }
    });
  } finally {
    isOver = true;
    await Promise.all(workers.map((worker) => worker.terminate()));
    for (const copying of copies) copying.stop();
    await Promise.all(Array.from(copies, ({ ended }) => ended));
  }
  return results.sort((a, b) => a.job - b.job);
}

function tell(worker: Worker, message: PoolMessage): void {
  worker.postMessage(message);
}

/** Numbers of jobs in the order in which they are taken from the end: the largest last. */
function batchesOf(jobs: readonly { size: number }[]): number[][] {
  const ordered = Uint32Array.from(jobs.keys()).sort((a, b) => jobs[a]!.size - jobs[b]!.size);
  const batches: number[][] = [];
  let bytes = Infinity;
  for (const job of ordered) {
    const { size } = jobs[job]!;
    const last = batches.at(-1);
    if (last && bytes + size <= BATCH_BYTES && last.length < BATCH_FILES) {
      last.push(job);
      bytes += size;
    } else {
      batches.push([job]);
      bytes = size;
    }
  }
  return batches;
}
