import { createHash } from 'node:crypto';
import { read } from 'node:fs';
import { promisify } from 'node:util';
import { type WriteOptions } from '../../../core/oci/content';
import { FollowingDigest } from '../../hashing/following-digest';

/** From this size on a thread of its own gains more than it costs to start. */
const FOLLOWED_BYTES = 8 * 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

const readAt = promisify(read);

/** The digest of a part while it is written. */
export interface PartDigest {
  /** Takes the beginning that the part has already; progress is told of it. */
  keep(bytes: number, options: WriteOptions): Promise<void>;
  /** Takes the next bytes, which will be written. */
  take(chunk: Uint8Array): void;
  /** Says that so many bytes of the part are written. */
  wrote(to: number): void;
  /** When all `size` bytes are written: lower-case hexadecimal. @throws what the operating system says against reading */
  hex(size: number): Promise<string>;
  /** Afterwards the file may be closed. */
  end(): Promise<void>;
}

/**
 * @param fd open for reading and writing
 * @param algorithm as `node:crypto` names it
 * @param size bytes that the part will have
 */
export function partDigest(fd: number, algorithm: string, size: number): PartDigest {
  return size < FOLLOWED_BYTES ? alongside(fd, algorithm) : following(fd, algorithm);
}

/** Hashes what it is given. */
function alongside(fd: number, algorithm: string): PartDigest {
  const hash = createHash(algorithm);
  return {
    async keep(bytes, { progress, signal }) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, bytes));
      for (let at = 0; at < bytes;) {
        signal?.throwIfAborted();
        const { bytesRead } = await readAt(fd, buffer, 0, buffer.length, at);
        hash.update(buffer.subarray(0, bytesRead));
        progress?.(bytesRead);
        at += bytesRead;
      }
    },
    take: (chunk) => void hash.update(chunk),
    wrote: () => undefined,
    hex: async () => hash.digest('hex'),
    end: async () => undefined,
  };
}

/** Hashes what is written, in another thread. */
function following(fd: number, algorithm: string): PartDigest {
  const digest = new FollowingDigest(fd, algorithm);
  return {
    async keep(bytes, { progress }) {
      digest.wrote(bytes);
      progress?.(bytes);
    },
    take: () => undefined,
    wrote: (to) => digest.wrote(to),
    hex: (size) => digest.hex(size),
    end: () => digest.end(),
  };
}
