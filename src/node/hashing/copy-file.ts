import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  openSync,
  read,
  readSync,
  rmSync,
  write,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { type Digest } from './digest';
import { HashFailure, openFile, unchangedStamp, type OpenFile } from './hash-file';
import { type HashedFile } from './messages';

export interface CopyFileOptions {
  newDigest: () => Digest;
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

const FLAGS = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Devices where cloning was tried in vain. */
const noClones = new Set<string>();

/**
 * Hashes a regular file and copies it in the same pass; the file must not change meanwhile, as in `hashFile`. Where the file
 * system can, the copy shares its blocks.
 * @param copy absolute path; bytes of an earlier attempt stay where they are right, and each is compared
 * @throws {HashFailure} or what the operating system says against the file
 */
export async function copyFile(
  file: string,
  copy: string,
  { newDigest, read: done }: CopyFileOptions,
): Promise<Omit<HashedFile, 'job'>> {
  const source = openFile(file);
  try {
    const isClone = cloned(source, copy);
    const target = writing(() => openSync(copy, FLAGS, 0o600));
    try {
      const digest = newDigest();
      // What is hashed of a clone is the clone: nobody writes to that.
      if (isClone) await pump({ fd: target, size: source.size, digest, done });
      else await pump({ fd: source.fd, size: source.size, digest, done, copyTo: target });
      return { digests: [digest.hex()], stamp: unchangedStamp(source), copied: isClone ? 'clone' : 'bytes' };
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source.fd);
  }
}

/** Tries to make a clone, unless there is a beginning of a copy. */
function cloned({ path, fd, stamp }: OpenFile, copy: string): boolean {
  const device = stamp.slice(0, stamp.indexOf(':'));
  if (noClones.has(device) || sizeOf(copy) > 0) return false;
  // The file that is open, whatever bears its name by now.
  const open = process.platform === 'linux' ? `/proc/self/fd/${fd}` : path;
  try {
    // macOS clones only to where nothing is.
    rmSync(copy);
    copyFileSync(open, copy, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    // The clone has the rights of the file, which may be too few.
    chmodSync(copy, 0o600);
    return true;
  } catch {
    // Why not will show when the bytes are copied.
    noClones.add(device);
    return false;
  }
}

function sizeOf(copy: string): number {
  return writing(() => {
    const fd = openSync(copy, FLAGS, 0o600);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile()) throw new HashFailure('copy', 'EEXIST');
      return stats.size;
    } finally {
      closeSync(fd);
    }
  });
}

interface Pump {
  fd: number;
  /** Bytes that the file must have. */
  size: number;
  digest: Digest;
  done(bytes: number): void;
  /** Open for writing. */
  copyTo?: number;
}

/**
 * Reads a file to its end; while a piece is hashed, the one before is written. To read at the same time, too, gains less than
 * another thread costs: what is read one after the other is in memory when it is asked for.
 */
async function pump({ fd, size, digest, done, copyTo }: Pump): Promise<void> {
  buffers ??= Array.from({ length: 2 }, () => Buffer.allocUnsafeSlow(BUFFER_BYTES));
  const rotated = buffers;
  const kept = copyTo === undefined ? 0 : keptBytes(copyTo, size);
  let writingChunk: Promise<void> = Promise.resolve();
  try {
    for (let turn = 0, at = 0; at < size; turn++) {
      const buffer = rotated[turn % rotated.length]!;
      const bytesRead = readSync(fd, buffer, 0, Math.min(BUFFER_BYTES, size - at), at);
      if (!bytesRead) throw new HashFailure('changed');
      const chunk = buffer.subarray(0, bytesRead);
      digest.update(chunk);
      await writingChunk;
      if (copyTo !== undefined) writingChunk = writeChunk(copyTo, chunk, at, kept, at + bytesRead === size);
      done(bytesRead);
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

function writing<T>(action: () => T): T {
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
