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
import { partDigest, type PartDigest } from './part-digest';

const FLAGS = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Smaller content is sooner sent again than gone on with. */
export const RESUME_BYTES = 1024 * 1024;

/** What is written at once: networks give pieces of 64 KiB and less, each of which would cost a turn of the event loop. */
const WRITE_BYTES = 256 * 1024;

/** How many buffers wait to be written at most: the network goes on while the disk is slow for a moment. */
const BUFFERS = 8;

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
  const write = async (): Promise<{ kept: number; found: string }> => {
    const hash = partDigest(handle, digestAlgorithm(digest), size);
    try {
      const kept = await keptBytes(handle, size);
      await hash.keep(kept, { progress, signal });
      requireSpace(file, size - kept);
      await append(handle, file, { at: kept, size, hash, from, progress, signal }, await source(kept));
      return { kept, found: await hash.hex(size) };
    } finally {
      await hash.end();
    }
  };
  try {
    for (;;) {
      const { kept, found } = await write();
      if (found === digestHex(digest)) break;
      await handle.truncate(0);
      if (!kept) throw digestMismatch(digest, `${digestAlgorithm(digest)}:${found}`, from);
      progress?.(-size);
    }
  } finally {
    await handle.close();
  }
}

/** How many bytes of an earlier attempt are there; where they are too many, none is kept. */
async function keptBytes(handle: FileHandle, size: number): Promise<number> {
  const kept = (await handle.stat()).size;
  if (kept <= size) return kept;
  await handle.truncate(0);
  return 0;
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

interface Appended extends WriteOptions {
  at: number;
  size: number;
  hash: PartDigest;
  from: string;
}

async function append(
  handle: FileHandle,
  file: string,
  { at, size, hash, from, progress, signal }: Appended,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const writer = new Writer(handle, file, at, (to) => hash.wrote(to));
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      if (at + chunk.length > size)
        throw new OciError(
          'size-mismatch',
          t('Content of {0} is longer than the {1} bytes it should have.', from, size),
        );
      await writer.write(chunk);
      hash.take(chunk);
      progress?.(chunk.length);
      at += chunk.length;
    }
  } finally {
    // What has come is kept, whatever happened: another attempt goes on from there.
    await writer.end();
  }
  if (at < size) throw new OciError('size-mismatch', t('Content of {0} ended after {1} of {2} bytes.', from, at, size));
}

/** Writes to a file one buffer after the other, while the next ones are filled. */
class Writer {
  private readonly free: Buffer[] = [];
  private made = 0;
  private filling: Buffer | undefined;
  private filled = 0;
  /** What is being written; the earliest first. */
  private readonly writes: Promise<void>[] = [];

  constructor(
    private readonly handle: FileHandle,
    private readonly file: string,
    /** Where what is filled is to go. */
    private at: number,
    /** Told how far the file is written. */
    private readonly wrote: (to: number) => void,
  ) {}

  /** Takes a chunk: its memory may be used for another one afterwards. @throws {OciError} of this or an earlier chunk */
  async write(chunk: Uint8Array): Promise<void> {
    for (let taken = 0; taken < chunk.length;) {
      this.filling ??= await this.buffer();
      const piece = chunk.subarray(taken, taken + WRITE_BYTES - this.filled);
      this.filling.set(piece, this.filled);
      this.filled += piece.length;
      taken += piece.length;
      if (this.filled === WRITE_BYTES) this.flush();
    }
  }

  /** Waits until all is written. @throws {OciError} */
  async end(): Promise<void> {
    this.flush();
    await Promise.all(this.writes);
  }

  /** One to fill: waits where all are being written. */
  private async buffer(): Promise<Buffer> {
    if (!this.free.length && this.made < BUFFERS) {
      this.made++;
      return Buffer.allocUnsafeSlow(WRITE_BYTES);
    }
    while (!this.free.length) await this.writes[0];
    return this.free.pop()!;
  }

  private flush(): void {
    const { filling: buffer, filled, at, writes } = this;
    if (!buffer) return;
    const write = this.writeAfter(writes.at(-1), buffer.subarray(0, filled), at).then(() => {
      writes.shift();
      this.free.push(buffer);
      this.wrote(at + filled);
    });
    // A failure is told to whoever waits for it, which may be later.
    write.catch(() => undefined);
    writes.push(write);
    this.at += filled;
    this.filled = 0;
    this.filling = undefined;
  }

  private async writeAfter(earlier: Promise<void> | undefined, bytes: Buffer, at: number): Promise<void> {
    await earlier;
    try {
      for (let written = 0; written < bytes.length;)
        written += (await this.handle.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
    } catch (error) {
      throw writeFailure(this.file, error);
    }
  }
}
