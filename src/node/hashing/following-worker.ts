import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { type FollowAnswer, type FollowTask } from './following-messages';

/** Small enough to stay in the core's own cache between reading and hashing. */
const BUFFER_BYTES = 256 * 1024;

/** What is hashed of a file before others have their turn, and before messages are heard: one may say to forget it. */
const TURN_BYTES = 4 * 1024 * 1024;

interface Followed {
  task: FollowTask;
  hash: Hash;
  /** Bytes that are hashed. */
  at: number;
  /** Why no more of it can be read. */
  failure?: string;
}

const port = parentPort!;
const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
const files = new Map<number, Followed>();
let isRunning = false;

port.on('message', (task: FollowTask) => {
  const file = files.get(task.id);
  if (file) file.task = task;
  else files.set(task.id, { task, hash: createHash(task.algorithm), at: 0 });
  if (!isRunning) setImmediate(turn);
  isRunning = true;
});

/** Goes on with each file, and comes again while there is more to hash. */
function turn(): void {
  isRunning = false;
  for (const [id, file] of files) {
    const { to, end } = file.task;
    if (end !== 'forget' && file.failure === undefined) hash(file);
    const isReady = end === 'forget' || file.failure !== undefined || file.at >= to;
    if (!isReady) isRunning = true;
    else if (end) {
      files.delete(id);
      port.postMessage({ id, ...resultOf(file) } satisfies FollowAnswer);
    }
  }
  if (isRunning) setImmediate(turn);
}

function resultOf({ task, failure, hash }: Followed): Omit<FollowAnswer, 'id'> {
  if (task.end === 'forget') return {};
  return failure === undefined ? { digest: hash.digest('hex') } : { failure };
}

/** Hashes a turn's bytes. */
function hash(file: Followed): void {
  const until = Math.min(file.at + TURN_BYTES, file.task.to);
  try {
    while (file.at < until) {
      const read = readSync(file.task.fd, buffer, 0, Math.min(BUFFER_BYTES, until - file.at), file.at);
      // It is shorter than was said.
      if (!read) throw Object.assign(new Error(), { code: 'EIO' });
      file.hash.update(buffer.subarray(0, read));
      file.at += read;
    }
  } catch (error) {
    file.failure = (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
