import { t } from '../l10n';
import { type Cryptography } from '../signing/cryptography';
import { toHex } from '../signing/bytes';
import { OciError } from './errors';

/** Algorithms that are read, and how many hexadecimal digits each has. Written is `sha256` alone. */
const DIGITS = { sha256: 64, sha512: 128 } as const;

export type DigestAlgorithm = keyof typeof DIGITS;

/**
 * What content is addressed by: `sha256:` and lower-case hexadecimal digits (image-spec, descriptor.md, "Digests"). Digests
 * become file names and parts of URLs, so nothing else is let through.
 */
export type Digest = `${DigestAlgorithm}:${string}`;

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text);
}

/** @throws {OciError} `invalid-digest` */
export function parseDigest(text: unknown): Digest {
  if (isDigest(text)) return text;
  const shown = typeof text === 'string' ? text.slice(0, 2 * DIGITS.sha256) : typeof text;
  throw new OciError(
    'invalid-digest',
    t('"{0}" is no digest; it must be "sha256:" and 64 lower-case hexadecimal digits', shown),
  );
}

export function digestAlgorithm(digest: Digest): DigestAlgorithm {
  return digest.startsWith('sha256:') ? 'sha256' : 'sha512';
}

/** The hexadecimal digits of a digest. */
export function digestHex(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** The digest of 64 hexadecimal digits of SHA-256. */
export function sha256Digest(hex: string): Digest {
  return `sha256:${hex}`;
}

export function digestOf(bytes: Uint8Array, { sha256 }: Pick<Cryptography, 'sha256'>): Digest {
  return sha256Digest(toHex(sha256(bytes)));
}

/**
 * Whether a file is a blob of an image layout by its path (image-spec, `image-layout.md`): its content is its name, so that a
 * change would damage what names it.
 */
export function isBlobPath(path: string): boolean {
  const [, algorithm, hex] = /(?:^|[/\\])blobs[/\\]([a-z0-9]+)[/\\]([0-9a-f]+)$/.exec(path) ?? [];
  return algorithm !== undefined && isDigest(`${algorithm}:${hex}`);
}
