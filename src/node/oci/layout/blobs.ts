import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type BigIntStats, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { t } from '../../../core/l10n';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, digestHex, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { MANIFEST_BYTES } from '../../../core/oci/manifest';
import { BufferPool } from '../../files/buffer-pool';
import { readFailure } from '../failure';

const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Big enough for disks to run at full speed. */
const CHUNK_BYTES = 1024 * 1024;

/** As many as are copied at a time, and some more. */
const chunks = new BufferPool(CHUNK_BYTES, 8);

/** Where blobs are. */
export interface BlobPaths {
  /** Absolute path of the file of a blob. */
  blob(digest: Digest): string;
}

/** The state of a blob's file; undefined where there is none. @throws {OciError} */
export function blobStats(paths: BlobPaths, digest: Digest): BigIntStats | undefined {
  const file = paths.blob(digest);
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw readFailure(file, error);
  }
}

/** Whether a blob is there, by its size: its content is not read. */
export function hasBlob(paths: BlobPaths, { digest, size }: Pick<Descriptor, 'digest' | 'size'>): boolean {
  const stats = blobStats(paths, digest);
  return stats !== undefined && stats.isFile() && stats.size === BigInt(size);
}

/**
 * Opens a blob: a regular file with the size that it must have.
 * @param name the layout, as people are shown it
 * @throws {OciError} `not-found`, `size-mismatch`, `malformed`, `no-permission`
 */
export async function openBlob(
  paths: BlobPaths,
  name: string,
  blob: Pick<Descriptor, 'digest' | 'size'>,
): Promise<FileHandle> {
  const handle = await open(paths.blob(blob.digest), READ_FLAGS).catch((error: unknown) => {
    throw openFailure(paths, name, blob.digest, error);
  });
  try {
    requireBlob(await handle.stat(), paths, name, blob);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function openFailure(paths: BlobPaths, name: string, digest: Digest, error: unknown): unknown {
  const failure = readFailure(paths.blob(digest), error);
  const isMissing = failure instanceof OciError && failure.code === 'not-found';
  return isMissing ? new OciError('not-found', t('The blob {0} is not in {1}.', digest, name)) : failure;
}

/** @throws {OciError} */
function requireBlob(
  stats: Stats,
  paths: BlobPaths,
  name: string,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
): void {
  if (!stats.isFile()) throw new OciError('malformed', t('{0} is no regular file.', paths.blob(digest)));
  if (stats.size === size) return;
  throw new OciError(
    'size-mismatch',
    t('The blob {0} in {1} has {2} bytes, not {3}: it is damaged, or not yet whole.', digest, name, stats.size, size),
  );
}

/**
 * The bytes of a blob from an index on: of a regular file with the size that it must have.
 * @param name the layout, as people are shown it
 * @throws {OciError} `not-found`, `size-mismatch`, `malformed`, `no-permission`
 */
export async function readBlobFrom(
  paths: BlobPaths,
  name: string,
  blob: Pick<Descriptor, 'digest' | 'size'>,
  from: number,
  signal?: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  if (blob.size > CHUNK_BYTES) return readFrom(await openBlob(paths, name, blob), from, signal);
  const buffer = chunks.take();
  return whole(buffer, readNow(paths, name, blob, buffer).subarray(from));
}

/** What has been read of a blob into a buffer. */
async function* whole(buffer: Buffer, bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
  chunks.give(buffer);
}

/** The bytes of a file from an index on. The file is closed when the last was taken, or nobody wants more. */
export async function* readFrom(handle: FileHandle, from: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    // The same memory for all chunks: whoever takes one has no claim on it when the next is asked for.
    const buffer = chunks.take();
    for (let at = from; ;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, at);
      if (!bytesRead) break;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    chunks.give(buffer);
  } finally {
    await handle.close();
  }
}

/**
 * The bytes of a small blob, at once: of thousands in a row, each wait would cost more than the reading.
 * @param buffer has room for them; without it, there is a new one
 */
function readNow(paths: BlobPaths, name: string, blob: Pick<Descriptor, 'digest' | 'size'>, buffer?: Buffer): Buffer {
  const fd = openNow(paths, name, blob.digest);
  try {
    requireBlob(fstatSync(fd), paths, name, blob);
    const bytes = buffer ?? Buffer.allocUnsafeSlow(blob.size);
    let length = 0;
    for (let read = -1; read && length < blob.size; length += read)
      read = readSync(fd, bytes, length, blob.size - length, length);
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

/**
 * A small blob as a whole, verified.
 * @throws {OciError} `digest-mismatch`; what {@link openBlob} throws
 */
function readBlob(paths: BlobPaths, name: string, descriptor: Pick<Descriptor, 'digest' | 'size'>): Uint8Array {
  const bytes = readNow(paths, name, descriptor);
  requireDigest(bytes, descriptor.digest, name);
  return bytes;
}

/**
 * The bytes of a manifest or index, verified.
 * @throws {OciError} `too-large`; what {@link readBlob} throws
 */
export function readManifestBlob(
  paths: BlobPaths,
  name: string,
  descriptor: Pick<Descriptor, 'digest' | 'size'>,
): Uint8Array {
  if (descriptor.size > MANIFEST_BYTES)
    throw new OciError(
      'too-large',
      t('The manifest {0} has {1} bytes; at most {2} are read.', descriptor.digest, descriptor.size, MANIFEST_BYTES),
    );
  return readBlob(paths, name, descriptor);
}

function openNow(paths: BlobPaths, name: string, digest: Digest): number {
  try {
    return openSync(paths.blob(digest), READ_FLAGS);
  } catch (error) {
    throw openFailure(paths, name, digest, error);
  }
}

/** @throws {OciError} `digest-mismatch` */
export function requireDigest(bytes: Uint8Array, digest: Digest, name: string): void {
  const algorithm = digestAlgorithm(digest);
  const found = createHash(algorithm).update(bytes).digest('hex');
  if (found !== digestHex(digest)) throw digestMismatch(digest, `${algorithm}:${found}`, name);
}

export function digestMismatch(expected: Digest, found: string, name: string): OciError {
  return new OciError(
    'digest-mismatch',
    t('Content of {0} should have the digest {1}, but has {2}.', name, expected, found),
  );
}
