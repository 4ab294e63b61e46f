import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type BigIntStats,
} from 'node:fs';
import path from 'node:path';
import { type Digest } from './digest';
import { type FailureReason, type Stamp } from './messages';

export interface HashFileOptions {
  newDigest: () => Digest;
  shardSize?: number | undefined;
  /** Reused for all files. */
  buffer: Uint8Array;
  /** Told of each piece that was read. */
  read(bytes: number): void;
}

/** A file that is not what it was when the model was listed, or a copy that can't be written. */
export class HashFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    /** What the operating system said. */
    readonly code?: string,
  ) {
    super(reason);
  }
}

/** Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Hashes a regular file as it is at one moment: it must not change meanwhile, and nothing of its path may be a link.
 * @param file absolute path, as `realpath` writes it
 * @throws {HashFailure} or what the operating system says
 */
export function hashFile(file: string, options: HashFileOptions): { digests: string[]; stamp: Stamp } {
  const opened = openFile(file);
  try {
    const digests = digestsOf(opened.fd, opened.size, options);
    return { digests, stamp: unchangedStamp(opened) };
  } finally {
    closeSync(opened.fd);
  }
}

/** A regular file while it is read. */
export interface OpenFile {
  path: string;
  fd: number;
  size: number;
  stamp: Stamp;
}

/** Opens a regular file of which nothing in the path is a link. Whoever calls this closes it. */
export function openFile(file: string): OpenFile {
  const fd = openSync(file, FLAGS);
  try {
    const stats = fstatSync(fd, { bigint: true });
    if (!stats.isFile()) throw new HashFailure('not-regular');
    if (realpathSync.native(path.dirname(file)) !== path.dirname(file)) throw new HashFailure('moved');
    return { path: file, fd, size: Number(stats.size), stamp: stampOf(stats) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** What bears the name now must still be what was opened. */
export function unchangedStamp({ path: file, fd, stamp }: OpenFile): Stamp {
  for (const after of [fstatSync(fd, { bigint: true }), lstatSync(file, { bigint: true })])
    if (stampOf(after) !== stamp) throw new HashFailure('changed');
  return stamp;
}

function digestsOf(fd: number, size: number, options: HashFileOptions): string[] {
  const { shardSize = Infinity } = options;
  if (shardSize === Infinity) return [digestOf(fd, 0, size, options)];
  const digests: string[] = [];
  for (let start = 0; start < size; start += shardSize)
    digests.push(digestOf(fd, start, Math.min(start + shardSize, size), options));
  return digests;
}

function digestOf(fd: number, start: number, end: number, { newDigest, buffer, read }: HashFileOptions): string {
  const digest = newDigest();
  hashPart(fd, start, end, { digest, buffer, read });
  return digest.hex();
}

export interface PartOptions extends Pick<HashFileOptions, 'buffer' | 'read'> {
  digest: Digest;
}

/**
 * Hashes bytes of an open file.
 * @throws {HashFailure} `changed` when it has fewer
 */
export function hashPart(fd: number, start: number, end: number, { digest, buffer, read }: PartOptions): void {
  for (let at = start; at < end;) {
    const count = readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at);
    if (!count) throw new HashFailure('changed');
    digest.update(buffer.subarray(0, count));
    read(count);
    at += count;
  }
}

export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): Stamp {
  return `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}
