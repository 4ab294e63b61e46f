import { createHash } from 'node:crypto';
import { type Blob } from '../../core/inspection/inspection';

/** Characters that are kept in all. A signature of half a million files has 64 MiB. */
const MOST_CHARACTERS = 96 * 1024 * 1024;

/** Keeps the texts that an inspection was made from, each once. */
export class BlobKeeper {
  private readonly kept = new Map<string, Blob>();
  private left = MOST_CHARACTERS;

  /** @returns the digest of the bytes */
  keep(name: string, mediaType: string, bytes: Uint8Array): string {
    const digest = sha256(bytes);
    if (!this.kept.has(digest)) {
      const text = bytes.length <= this.left ? textOf(bytes) : undefined;
      this.left -= text?.length ?? 0;
      this.kept.set(digest, { digest, name, mediaType, bytes: bytes.length, ...(text === undefined ? {} : { text }) });
    }
    return digest;
  }

  list(): Blob[] {
    return [...this.kept.values()];
  }
}

/** `sha256:…` of bytes. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The text of bytes; undefined where they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
