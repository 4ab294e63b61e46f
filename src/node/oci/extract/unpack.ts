import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { digestAlgorithm, digestHex, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { writeFailure } from '../failure';
import { digestMismatch } from '../layout/blobs';
import { decompressed } from './decompress';
import { whyNotExtracted } from './folder';
import { type ArchiveLayer } from './layers';
import { LIMITS } from './limits';
import { readTar, type TarEntry } from './tar';

/** A file that is whole and verified, and not yet at its place. */
export interface StagedFile {
  /** Where it is to go: relative, with `/`, checked. */
  path: string;
  /** Where it is: absolute. */
  file: string;
  /** Bytes. */
  size: number;
  executable: boolean;
}

export interface Unpacked {
  files: StagedFile[];
  /** Folders that the archive names, relative, with `/`, checked. */
  folders: string[];
}

export interface UnpackOptions {
  /** Folder for the files; they get names of their own there. Nothing in it counts before this has returned. */
  staging: string;
  windows: boolean;
  /** How many entries other layers had. */
  entries: number;
  progress?: (bytes: number) => void;
  signal?: AbortSignal | undefined;
}

const EXECUTABLE = 0o111;

/**
 * Unpacks a layer, and verifies it and its content without compression.
 * @param chunks the bytes of the layer
 * @throws {OciError} `unsafe-path` for links, devices and names that lead elsewhere; `digest-mismatch`, `too-large` and
 *   others
 */
export async function unpack(
  { descriptor, form, diffId }: ArchiveLayer,
  chunks: AsyncIterable<Uint8Array>,
  options: UnpackOptions,
): Promise<Unpacked> {
  const name = t('The layer {0}', descriptor.digest);
  const unpacked: Unpacked = { files: [], folders: [] };
  const whole = new Verified(kept(chunks), descriptor.digest, descriptor.size, name, options);
  const content = new Verified(decompressed(whole, form.compression, name), diffId, undefined, name, {});
  await readTar(content, name, async (entry, body) => {
    const number = unpacked.files.length + unpacked.folders.length;
    if (number + options.entries >= LIMITS.entries)
      throw new OciError('too-large', t('{0} has more than {1} files.', name, LIMITS.entries));
    const relative = checkedPath(entry, name, options.windows);
    if (relative === '') return;
    if (entry.type === 'directory') unpacked.folders.push(relative);
    else {
      const file = path.join(options.staging, `${descriptor.digest.slice(-16)}-${number}`);
      await write(file, body);
      unpacked.files.push({ path: relative, file, size: entry.size, executable: (entry.mode & EXECUTABLE) !== 0 });
    }
  });
  content.requireRight();
  whole.requireRight();
  return unpacked;
}

/**
 * Where an entry goes; empty for the folder itself.
 * @throws {OciError} `unsafe-path`
 */
function checkedPath({ name, type }: TarEntry, layer: string, windows: boolean): string {
  const refuse = (reason: string) =>
    new OciError('unsafe-path', t('{0} is not extracted: "{1}" in it {2}.', layer, name, reason));
  const isFile = type === 'file' || type === 'contiguous-file';
  if (!isFile && type !== 'directory') throw refuse(refusedType(type));
  // `./a` and `a/` are what tar writes for a folder with all that is in it.
  const relative = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  if (type === 'directory' && (relative === '' || relative === '.')) return '';
  const reason = whyNotExtracted(relative, windows);
  if (reason) throw refuse(t('has a name that is refused: {0}', reason));
  return relative;
}

function refusedType(type: TarEntry['type']): string {
  switch (type) {
    case 'symlink':
      return t('is a symbolic link');
    case 'link':
      return t('is a hard link');
    case 'block-device':
    case 'character-device':
      return t('is a device');
    case 'fifo':
      return t('is a pipe');
    default:
      return t('is neither a file nor a folder');
  }
}

async function write(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx').catch((error: unknown) => {
    throw writeFailure(file, error);
  });
  try {
    for await (const chunk of content)
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw writeFailure(file, error);
      });
  } finally {
    await handle.close();
  }
}

/** Pieces are good until the next one only; what decompresses and reads archives looks at them later. */
async function* kept(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Uint8Array.from(chunk);
}

/** Bytes that pass, and that must turn out to be the right ones. */
class Verified implements AsyncIterable<Uint8Array> {
  private readonly hash;
  private bytes = 0;

  constructor(
    private readonly chunks: AsyncIterable<Uint8Array>,
    /** Anything is right without it. */
    private readonly digest: Digest | undefined,
    private readonly size: number | undefined,
    private readonly name: string,
    private readonly options: Pick<UnpackOptions, 'progress' | 'signal'>,
  ) {
    this.hash = digest && createHash(digestAlgorithm(digest));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.chunks) {
      this.options.signal?.throwIfAborted();
      this.hash?.update(chunk);
      this.bytes += chunk.length;
      if (this.bytes > (this.size ?? Infinity)) throw this.wrongSize();
      this.options.progress?.(chunk.length);
      yield chunk;
    }
  }

  /** To be called at the end. @throws {OciError} */
  requireRight(): void {
    if (this.size !== undefined && this.bytes !== this.size) throw this.wrongSize();
    const found = this.hash?.digest('hex');
    if (this.digest && found !== digestHex(this.digest))
      throw digestMismatch(this.digest, `${digestAlgorithm(this.digest)}:${found}`, this.name);
  }

  private wrongSize(): OciError {
    return new OciError(
      'size-mismatch',
      t('{0} does not have the {1} bytes that it should have.', this.name, this.size!),
    );
  }
}
