import { verify, type KeyObject } from 'node:crypto';

/** The hash that goes with an elliptic curve: Sigstore's registry of algorithms and OMS agree. */
const CURVES: Readonly<Record<string, string>> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };

const SHORTEST_RSA = 2048;

/**
 * The hash that a key signs with: null for Ed25519, which takes the content as it is.
 * @returns undefined for a key that is not accepted
 */
export function hashFor(key: KeyObject): string | null | undefined {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'ec':
      return CURVES[namedCurve];
    case 'rsa':
      return modulusLength >= SHORTEST_RSA ? 'sha256' : undefined;
    case 'ed25519':
      return null;
    default:
      return undefined;
  }
}

/** Whether a signature of bytes was made with a key, hashed as {@link hashFor} says. */
export function verifyBytes(data: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  const hash = hashFor(key);
  return hash !== undefined && verify(hash, data, key, signature);
}
