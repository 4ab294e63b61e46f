import { fromHex, toHex } from '../bytes';
import { type Cryptography } from '../cryptography';

/** The digest of a whole model: SHA-256 of all digests in the order of the statement, whatever made those. */
export function rootDigest(digests: Iterable<string>, { sha256 }: Cryptography): string {
  return toHex(sha256(fromHex(Array.from(digests).join(''))));
}
