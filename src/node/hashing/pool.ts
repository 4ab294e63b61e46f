import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CancelledError, type HashJob, type ModelError } from '../../core/signing/model/model';
import { type FailureReason, type FileTask, type HashedFile, type WorkerMessage, type WorkerOptions } from './messages';
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

export interface PoolOptions extends WorkerOptions {
  /** The absolute path of a file, without links. */
  pathOf: (job: HashJob) => string;
  /** Told of bytes and files since it was last called. */
  done?: (bytes: number, files: number) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Hashes files in worker threads, the largest first, so that no long one is left for the end. The first file that can't be
 * hashed ends all.
 * @param failure what to throw for a file that can't be hashed
 * @returns results in the order of the jobs
 * @throws {CancelledError}
 */
export async function hashInWorkers(
  jobs: readonly HashJob[],
  options: PoolOptions,
  failure: (name: string, reason: FailureReason, code: string | undefined) => ModelError,
): Promise<HashedFile[]> {
  const { hash, shardSize, pathOf, done, signal } = options;
  if (signal?.aborted) throw new CancelledError();
  const batches = batchesOf(jobs);
  const results: HashedFile[] = [];
  const workerData: WorkerOptions = { hash, ...(shardSize ? { shardSize } : {}) };
  const count = Math.min(batches.length, MAX_WORKERS, availableParallelism());
  const workers = Array.from(
    { length: count },
    () => new Worker(workerSource, { eval: true, workerData, resourceLimits: WORKER_LIMITS }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      let waiting = batches.length;
      if (!waiting) resolve();
      signal?.addEventListener('abort', () => reject(new CancelledError()), { once: true });
      const next = (worker: Worker): void => {
        const batch = batches.pop();
        if (batch) worker.postMessage(batch.map((job): FileTask => ({ job, path: pathOf(jobs[job]!) })));
      };
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('message', (message: WorkerMessage) => {
          if (message.type === 'progress') done?.(message.bytes, 0);
          else if (message.type === 'failed') reject(failure(jobs[message.job]!.name, message.reason, message.code));
          else {
            results.push(...message.results);
            done?.(0, message.results.length);
            if (--waiting) next(worker);
            else resolve();
          }
        });
        next(worker);
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results.sort((a, b) => a.job - b.job);
}

/** Numbers of jobs in the order in which they are taken from the end: the largest last. */
function batchesOf(jobs: readonly HashJob[]): number[][] {
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
