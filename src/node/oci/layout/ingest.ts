import { closeSync, constants, fstatSync, ftruncateSync, openSync, rmSync, statfsSync, write } from 'node:fs';
import { promisify } from 'node:util';
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

const writeAt = promisify(write);

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
  const fd = opened(file);
  const attempt = async (): Promise<{ kept: number; found: string }> => {
    const hash = partDigest(fd, digestAlgorithm(digest), size);
    try {
      const kept = keptBytes(fd, size);
      await hash.keep(kept, { progress, signal });
      requireSpace(file, size - kept);
      await append({ fd, file, at: kept, size, hash, from, progress, signal }, await source(kept));
      return { kept, found: await hash.hex(size) };
    } finally {
      await hash.end();
    }
  };
  try {
    for (;;) {
      const { kept, found } = await attempt();
      if (found === digestHex(digest)) break;
      ftruncateSync(fd);
      if (!kept) throw digestMismatch(digest, `${digestAlgorithm(digest)}:${found}`, from);
      progress?.(-size);
    }
  } finally {
    closeSync(fd);
  }
}

/** What takes a moment is not waited for: of thousands of small blobs, the waits would take the most time. */
function opened(file: string): number {
  try {
    return openSync(file, FLAGS);
  } catch (error) {
    throw writeFailure(file, error);
  }
}

/** How many bytes of an earlier attempt are there; where they are too many, none is kept. */
function keptBytes(fd: number, size: number): number {
  const kept = fstatSync(fd).size;
  if (kept <= size) return kept;
  ftruncateSync(fd);
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
  fd: number;
  file: string;
  at: number;
  size: number;
  hash: PartDigest;
  from: string;
}

/** What has come is written, whatever happens: another attempt goes on from there. */
async function append(
  { fd, file, at, size, hash, from, progress, signal }: Appended,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    if (at + chunk.length > size)
      throw new OciError('size-mismatch', t('Content of {0} is longer than the {1} bytes it should have.', from, size));
    // The next piece may come into the memory of this one.
    const written = writeAll(fd, file, chunk, at);
    hash.take(chunk);
    await written;
    at += chunk.length;
    hash.wrote(at);
    progress?.(chunk.length);
  }
  if (at < size) throw new OciError('size-mismatch', t('Content of {0} ended after {1} of {2} bytes.', from, at, size));
}

async function writeAll(fd: number, file: string, bytes: Uint8Array, at: number): Promise<void> {
  try {
    for (let written = 0; written < bytes.length;)
      written += (await writeAt(fd, bytes, written, bytes.length - written, at + written)).bytesWritten;
  } catch (error) {
    throw writeFailure(file, error);
  }
}
