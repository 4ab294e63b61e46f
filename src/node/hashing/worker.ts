import { parentPort, workerData } from 'node:worker_threads';
import { copyFile } from './copy-file';
import { digestFactory } from './digest';
import { hashFile, HashFailure } from './hash-file';
import { type FileTask, type HashedFile, type PoolMessage, type WorkerMessage, type WorkerOptions } from './messages';

/** Big enough for the operating system to read at full speed; more gains nothing. */
const BUFFER_BYTES = 1024 * 1024;

/** How often progress is told, in bytes. */
const REPORT_BYTES = 64 * 1024 * 1024;

const port = parentPort!;
const { hash, shardSize } = workerData as WorkerOptions;
const buffer = new Uint8Array(BUFFER_BYTES);
const factory = digestFactory(hash);
let unreported = 0;
/** Of the one that is on its way: files are copied one after the other. */
let copyOver: () => void;

/** Hashes the files of a message one after the other, and answers once for all. */
port.on('message', (message: PoolMessage) => {
  if (message.type === 'copy-over') copyOver();
  else void factory.then((newDigest) => hashAll(message.tasks, newDigest));
});

async function hashAll(tasks: readonly FileTask[], newDigest: Awaited<typeof factory>): Promise<void> {
  const results: HashedFile[] = [];
  for (const { job, path, copyTo } of tasks) {
    try {
      const result =
        copyTo === undefined
          ? hashFile(path, { newDigest, shardSize, buffer, read })
          : await copyFile(path, copyTo, { newDigest, buffer, read, systemCopy });
      results.push({ job, ...result });
    } catch (error) {
      const code = error instanceof HashFailure ? error.code : (error as NodeJS.ErrnoException).code;
      const reason = error instanceof HashFailure ? error.reason : 'system';
      say({ type: 'failed', job, reason, ...(code === undefined ? {} : { code }) });
      return;
    }
  }
  report();
  say({ type: 'hashed', results });
}

/** Has the main thread see to a copy. */
function systemCopy(from: number, to: number): Promise<void> {
  say({ type: 'copy', from, to });
  return new Promise((resolve) => (copyOver = resolve));
}

function read(bytes: number): void {
  unreported += bytes;
  if (unreported >= REPORT_BYTES) report();
}

function report(): void {
  say({ type: 'progress', bytes: unreported });
  unreported = 0;
}

function say(message: WorkerMessage): void {
  port.postMessage(message);
}
