import { fstatSync, ftruncateSync, read, readSync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Digest } from './digest';
import { HashFailure } from './hash-file';

export interface PumpOptions {
  /** Where to begin: what comes before has been hashed, and copied. */
  from: number;
  /** Bytes that the file must have. */
  size: number;
  digest: Digest;
  /** Told of each piece that was read. */
  read(bytes: number): void;
}

const readAt = promisify(read);
const writeAt = promisify(write);

/**
 * Big enough for disks to run at full speed, and so small that three of them stay in a core's own cache: with 512 KiB, copying
 * takes twice the time.
 */
const BUFFER_BYTES = 256 * 1024;

/** One is read into and hashed while the other is written. */
let buffers: readonly Buffer[] | undefined;
let compared: Buffer | undefined;

/**
 * Hashes a file to its end and copies it; while a piece is hashed, the one before is written. To read at the same time, too, gains
 * less than another thread costs: what is read one after the other is in memory when it is asked for.
 * @param copy open for reading and writing; bytes of an earlier attempt stay where they are right, and each is compared
 * @throws {HashFailure} `changed` when the file ends too early, `copy`; what the operating system says against the file
 */
export async function pump(file: number, copy: number, { from, size, digest, read }: PumpOptions): Promise<void> {
  buffers ??= Array.from({ length: 2 }, () => Buffer.allocUnsafeSlow(BUFFER_BYTES));
  const rotated = buffers;
  const kept = keptBytes(copy, size);
  let writingChunk: Promise<void> = Promise.resolve();
  try {
    for (let turn = 0, at = from; at < size; turn++) {
      const buffer = rotated[turn % rotated.length]!;
      const bytesRead = readSync(file, buffer, 0, Math.min(BUFFER_BYTES, size - at), at);
      if (!bytesRead) throw new HashFailure('changed');
      const chunk = buffer.subarray(0, bytesRead);
      digest.update(chunk);
      await writingChunk;
      writingChunk = writeChunk(copy, chunk, at, kept, at + bytesRead === size);
      read(bytesRead);
      at += bytesRead;
    }
    await writingChunk;
  } finally {
    // Files must not be closed while they are written.
    await writingChunk.catch(() => undefined);
  }
}

/** Bytes that an earlier attempt wrote; more than there can be are cut off. */
function keptBytes(copy: number, size: number): number {
  return writing(() => {
    const kept = fstatSync(copy).size;
    if (kept > size) ftruncateSync(copy, size);
    return Math.min(kept, size);
  });
}

/** Writes bytes at a place, unless they are there already. */
async function writeChunk(copy: number, chunk: Buffer, at: number, kept: number, isLast: boolean): Promise<void> {
  try {
    if (at + chunk.length <= kept) {
      compared ??= Buffer.allocUnsafeSlow(BUFFER_BYTES);
      const { bytesRead } = await readAt(copy, compared, 0, chunk.length, at);
      if (bytesRead === chunk.length && compared.subarray(0, bytesRead).equals(chunk)) return;
    }
    for (let written = 0; written < chunk.length;) {
      // Nothing is left to do meanwhile for the last one.
      if (isLast) written += writeSync(copy, chunk, written, chunk.length - written, at + written);
      else written += (await writeAt(copy, chunk, written, chunk.length - written, at + written)).bytesWritten;
    }
  } catch (error) {
    notWritten(error);
  }
}

/**
 * Does something with a copy.
 * @throws {HashFailure} `copy`
 */
export function writing<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    return notWritten(error);
  }
}

function notWritten(error: unknown): never {
  if (error instanceof HashFailure) throw error;
  throw new HashFailure('copy', (error as NodeJS.ErrnoException).code);
}
