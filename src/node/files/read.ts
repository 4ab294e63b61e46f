import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import { t } from '../../core/l10n';
import { MAX_JSON_LENGTH } from '../../core/text/json';
import { FileError, readError } from './errors';

/** Longest file that is read, in bytes: the longest text that is parsed, in its longest encoding. */
export const MAX_BYTES = 3 * MAX_JSON_LENGTH;

/** How much of a file is read to tell whether it is one of ours, in bytes. */
export const HEAD_BYTES = 64 * 1024;

/** Which state of which file was read. */
export interface Stamp {
  dev: bigint;
  ino: bigint;
  size: bigint;
  mtimeNs: bigint;
}

export interface ReadFile {
  bytes: Uint8Array;
  stamp: Stamp;
}

export interface ReadOptions {
  /** Looks at the first {@link HEAD_BYTES} and says whether the rest is wanted; all is wanted without it. */
  wanted?: (head: Uint8Array) => boolean;
  maxBytes?: number;
}

/**
 * Reads a regular file as a whole, or not at all where it is not wanted.
 * @param path absolute path
 * @param shown the path for error messages
 * @throws {FileError} when it is missing, no regular file, too large, without permission, or changes meanwhile
 */
export function readFile(path: string, shown: string, options: ReadOptions = {}): ReadFile | undefined {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it. Windows has no such flag.
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return readOpen(fd, shown, options);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw readError(shown, error);
  }
}

function readOpen(fd: number, shown: string, { wanted, maxBytes = MAX_BYTES }: ReadOptions): ReadFile | undefined {
  const before = fstatSync(fd, { bigint: true });
  refuseSpecial(before, shown);
  const size = Number(before.size);
  const bytes = Buffer.alloc(Math.min(size, HEAD_BYTES));
  const head = bytes.subarray(0, fill(fd, bytes, 0));
  if (wanted && !wanted(head)) return undefined;
  if (size > maxBytes) {
    const megabytes = (n: number) => (n / 1024 / 1024).toFixed(0);
    throw new FileError(shown, t('has {0} MiB; files up to {1} MiB are read', megabytes(size), megabytes(maxBytes)));
  }
  // One byte more than there should be tells a file that grows.
  const all = Buffer.alloc(size + 1);
  head.copy(all);
  const length = head.length < bytes.length ? head.length : fill(fd, all, head.length);
  const after = fstatSync(fd, { bigint: true });
  if (length !== size || after.size !== before.size || after.mtimeNs !== before.mtimeNs)
    throw new FileError(shown, t('changed while it was read; try again when nobody writes to it'));
  return { bytes: all.subarray(0, length), stamp: stampOf(after) };
}

/** Reads into a buffer from an index until it is full or the file ends; returns where the data end. */
function fill(fd: number, buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length) {
    const read = readSync(fd, buffer, at, buffer.length - at, at);
    if (!read) break;
    at += read;
  }
  return at;
}

function refuseSpecial(stats: BigIntStats, shown: string): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw new FileError(shown, t('is a folder, not a file'));
  if (stats.isFIFO()) throw new FileError(shown, t('is a pipe; pass - to read standard input'));
  throw new FileError(shown, t('is a device or socket, not a file'));
}

/** What tells one state of a file from another. */
export function stampOf({ dev, ino, size, mtimeNs }: BigIntStats): Stamp {
  return { dev, ino, size, mtimeNs };
}

/**
 * Reads a stream to its end.
 * @throws {FileError} when it is too long
 */
export async function readStream(stream: AsyncIterable<Uint8Array>, shown: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > MAX_BYTES) throw new FileError(shown, t('is longer than {0} MiB', MAX_BYTES / 1024 / 1024));
      chunks.push(chunk);
    }
  } catch (error) {
    throw readError(shown, error);
  }
  return Buffer.concat(chunks);
}
