import { createHash, type Hash } from 'node:crypto';
import { constants, rmSync, statfsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { t } from '../../../core/l10n';
import { type OpenFrom, type WriteOptions } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, digestHex } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { writeFailure } from '../failure';
import { digestMismatch } from './blobs';
import { claimPart } from './parts';

const FLAGS = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Smaller content is sooner sent again than gone on with. */
export const RESUME_BYTES = 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

/** What is written at once: networks give pieces of 64 KiB and less, each of which would cost a turn of the event loop. */
const WRITE_BYTES = 256 * 1024;

export interface Ingested {
  descriptor: Pick<Descriptor, 'digest' | 'size'>;
  source: OpenFrom;
  /** Where it comes from, as people are shown it. */
  from: string;
}

/**
 * Writes content into a part, and verifies it. What an earlier attempt left is gone on with; when it turns out to be wrong,
 * all is written anew once.
 * @param folder where parts are, absolute
 * @param place takes the path of the part, which is whole, and moves the file away
 * @throws {OciError} `digest-mismatch`, `size-mismatch`, `no-space` and others; what the source throws
 */
export async function ingest(
  folder: string,
  ingested: Ingested,
  options: WriteOptions,
  place: (part: string) => void,
): Promise<void> {
  const { descriptor } = ingested;
  const isLarge = descriptor.size >= RESUME_BYTES;
  const part = claimPart(folder, digestHex(descriptor.digest), isLarge);
  try {
    await fill(part.path, ingested, options);
    place(part.path);
  } catch (error) {
    const isWrong = error instanceof OciError && ['digest-mismatch', 'size-mismatch'].includes(error.code);
    if (isWrong || !isLarge) rmSync(part.path, { force: true });
    throw error;
  } finally {
    part.end();
  }
}

/**
 * Writes content into a file that may have the beginning of it, and verifies it.
 * @param file absolute path
 * @throws {OciError}
 */
export async function fill(
  file: string,
  { descriptor: { digest, size }, source, from }: Ingested,
  { progress, signal }: WriteOptions,
): Promise<void> {
  const handle = await open(file, FLAGS).catch((error: unknown) => {
    throw writeFailure(file, error);
  });
  try {
    for (;;) {
      const hash = createHash(digestAlgorithm(digest));
      const kept = await keep(handle, size, hash, { progress, signal });
      requireSpace(file, size - kept);
      await append(handle, file, { at: kept, size, hash, from, progress, signal }, await source(kept));
      const found = hash.digest('hex');
      if (found === digestHex(digest)) break;
      await handle.truncate(0);
      if (!kept) throw digestMismatch(digest, `${digestAlgorithm(digest)}:${found}`, from);
      progress?.(-size);
    }
  } finally {
    await handle.close();
  }
}

interface Notified {
  progress?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Hashes what is there already; returns how many bytes that are. */
async function keep(handle: FileHandle, size: number, hash: Hash, { progress, signal }: Notified): Promise<number> {
  const kept = (await handle.stat()).size;
  if (kept > size) {
    await handle.truncate(0);
    return 0;
  }
  const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, kept));
  for (let at = 0; at < kept;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    hash.update(buffer.subarray(0, bytesRead));
    progress?.(bytesRead);
    at += bytesRead;
  }
  return kept;
}

/**
 * Says at once, and not after hours, that there is not enough room.
 * @param file something in the file system
 * @throws {OciError} `no-space`
 */
export function requireSpace(file: string, bytes: number): void {
  const free = freeBytes(file);
  if (bytes > free)
    throw new OciError(
      'no-space',
      t('{0} more bytes are needed on the disk, and {1} are free; make room and run it again.', bytes, free),
    );
}

/** Bytes that are free; without end where the file system does not say. */
function freeBytes(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(file);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

interface Appended extends Notified {
  at: number;
  size: number;
  hash: Hash;
  from: string;
}

async function append(
  handle: FileHandle,
  file: string,
  { at, size, hash, from, progress, signal }: Appended,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const writer = new Writer(handle, file, at);
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      if (at + chunk.length > size)
        throw new OciError(
          'size-mismatch',
          t('Content of {0} is longer than the {1} bytes it should have.', from, size),
        );
      await writer.write(chunk);
      hash.update(chunk);
      progress?.(chunk.length);
      at += chunk.length;
    }
  } finally {
    // What has come is kept, whatever happened: another attempt goes on from there.
    await writer.end();
  }
  if (at < size) throw new OciError('size-mismatch', t('Content of {0} ended after {1} of {2} bytes.', from, at, size));
}

/** Writes to a file one buffer after the other, while the next is filled. */
class Writer {
  private buffers: [Buffer, Buffer] = [Buffer.allocUnsafeSlow(WRITE_BYTES), Buffer.allocUnsafeSlow(WRITE_BYTES)];
  private filled = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly handle: FileHandle,
    private readonly file: string,
    /** Where what is filled is to go. */
    private at: number,
  ) {}

  /** Takes a chunk: its memory may be used for another one afterwards. @throws {OciError} of this or an earlier chunk */
  async write(chunk: Uint8Array): Promise<void> {
    for (let taken = 0; taken < chunk.length;) {
      const piece = chunk.subarray(taken, taken + WRITE_BYTES - this.filled);
      this.buffers[0].set(piece, this.filled);
      this.filled += piece.length;
      taken += piece.length;
      if (this.filled === WRITE_BYTES) await this.flush();
    }
  }

  /** Waits until all is written. @throws {OciError} */
  async end(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  private async flush(): Promise<void> {
    await this.writing;
    this.writing = this.writeAll(this.buffers[0].subarray(0, this.filled), this.at);
    // A failure is told to whoever waits for it, which may be later.
    this.writing.catch(() => undefined);
    this.at += this.filled;
    this.filled = 0;
    this.buffers.reverse();
  }

  private async writeAll(bytes: Buffer, at: number): Promise<void> {
    try {
      for (let written = 0; written < bytes.length;)
        written += (await this.handle.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
    } catch (error) {
      throw writeFailure(this.file, error);
    }
  }
}
