import { toHex } from '../bytes';
import { type Cryptography, type PublicKey } from '../cryptography';

/** What a bundle names a key by: SHA-256 of its PEM text, as model_signing writes it. */
export function hintOf(key: PublicKey, { sha256 }: Cryptography): string {
  return toHex(sha256(new TextEncoder().encode(key.pem)));
}
