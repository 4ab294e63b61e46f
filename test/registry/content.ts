// Content for tests of transfers, and those who take and give it.
import { createHash, randomBytes } from 'node:crypto';
import { type OpenFrom } from '../../src/core/oci/content';
import { type Descriptor } from '../../src/core/oci/descriptor';
import { sha256Digest } from '../../src/core/oci/digest';

export interface TestBlob {
  bytes: Buffer;
  descriptor: Descriptor;
}

export function blobOf(bytes: Buffer, mediaType = 'application/vnd.cncf.model.weight.v1.raw'): TestBlob {
  const digest = sha256Digest(createHash('sha256').update(bytes).digest('hex'));
  return { bytes, descriptor: { mediaType, digest, size: bytes.length } };
}

export function randomBlob(size: number): TestBlob {
  return blobOf(randomBytes(size));
}

const PIECE = 64 * 1024;

/** Gives content piece by piece, each in the same memory, as stores may do. */
export function sourceOf(bytes: Uint8Array): OpenFrom {
  return async (from) => pieces(bytes.subarray(from));
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; at < bytes.length; at += PIECE) {
    const length = Math.min(PIECE, bytes.length - at);
    piece.set(bytes.subarray(at, at + length));
    yield piece.subarray(0, length);
    piece.fill(0);
  }
}

export async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** Numbers that look random and are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
