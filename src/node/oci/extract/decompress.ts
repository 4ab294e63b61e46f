import { pipeline } from 'node:stream/promises';
import { type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { type LayerForm } from '../../../core/oci/modelpack/layer-type';
import { LIMITS } from './limits';

type Chunks = AsyncIterable<Uint8Array>;

/**
 * Content without its compression. Where much more comes out than went in, it ends.
 * @param name the layer, as people are shown it
 * @throws {OciError} `malformed`, `too-large`; what the content throws
 */
export function decompressed(chunks: Chunks, compression: LayerForm['compression'], name: string): Chunks {
  if (!compression) return chunks;
  const taken = { bytes: 0 };
  const counted = count(chunks, taken);
  const plain = compression === 'gzip' ? transformed(counted, zlib.createGunzip(), name) : unzstd(counted, name);
  return bounded(plain, taken, name);
}

async function* count(chunks: Chunks, taken: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    taken.bytes += chunk.length;
    yield chunk;
  }
}

async function* bounded(chunks: Chunks, taken: { bytes: number }, name: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > LIMITS.unsuspicious && bytes > LIMITS.ratio * taken.bytes)
      throw new OciError(
        'too-large',
        t(
          '{0} is not extracted: it is more than {1} times as long as its compressed form, as if made to fill the disk.',
          name,
          LIMITS.ratio,
        ),
      );
    yield chunk;
  }
}

async function* transformed(chunks: Chunks, transform: Transform, name: string): AsyncGenerator<Uint8Array> {
  let failure: unknown;
  const source = async function* () {
    try {
      yield* chunks;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  const feeding = pipeline(source, transform);
  // It is awaited below, or what it says comes out of the transform.
  feeding.catch(() => undefined);
  try {
    yield* transform as AsyncIterable<Uint8Array>;
    await feeding;
  } catch (error) {
    throw failure ?? damaged(name, error);
  } finally {
    transform.destroy();
  }
}

/** Newer than the oldest Node that is supported (Node 22.15). */
type NewerZlib = typeof zlib & { createZstdDecompress?: () => Transform };

function unzstd(chunks: Chunks, name: string): Chunks {
  const native = (zlib as NewerZlib).createZstdDecompress?.();
  return native ? transformed(chunks, native, name) : unzstdInScript(chunks, name);
}

/** What is decompressed at a time: a block of 4 bytes may stand for 128 KiB, and what comes out is held until it is taken. */
const PIECE_BYTES = 4096;

/** Of what has been decompressed, as much may be referred to; what decompressors allow in general (RFC 8878, 3.1.1.1.2). */
const WINDOW_BYTES = 128 * 1024 * 1024;

async function* unzstdInScript(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  const plain: Uint8Array[] = [];
  const decoder = new Decompress((block) => {
    // It keeps the size of the window in `s.e`, and has no limit of its own; nothing of the window has been touched yet.
    const { s } = decoder as unknown as { s?: { e?: number } };
    if ((s?.e ?? 0) > WINDOW_BYTES) throw new Error(t('it needs more than {0} bytes of memory', WINDOW_BYTES));
    plain.push(block);
  });
  const push = (piece: Uint8Array, isLast: boolean) => {
    try {
      decoder.push(piece, isLast);
    } catch (error) {
      throw damaged(name, error);
    }
  };
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      push(chunk.subarray(at, at + PIECE_BYTES), false);
      yield* plain.splice(0);
    }
  push(new Uint8Array(0), true);
  yield* plain;
}

function damaged(name: string, error: unknown): OciError {
  return new OciError('malformed', t('{0} cannot be decompressed: {1}.', name, (error as Error).message), {
    cause: error,
  });
}
