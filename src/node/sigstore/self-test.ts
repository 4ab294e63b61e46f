import { crypto } from '@sigstore/core';
import { generateKeyPairSync, sign } from 'node:crypto';

/** What verification of a bundle needs: signatures of logs, certificates and tree heads. The hash is not always given. */
const NEEDED = [
  { make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), hash: 'sha256', told: undefined },
  { make: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }), hash: 'sha384', told: 'sha384' },
  { make: () => generateKeyPairSync('ed25519'), hash: undefined, told: undefined },
] as const;

let result: boolean | undefined;

/**
 * Whether this runtime can verify bundles at all. Some can't: where BoringSSL takes the place of OpenSSL, as in Electron,
 * `crypto.verify` without a hash fails for every signature, and good bundles would be called invalid.
 */
export function runtimeCanVerify(): boolean {
  return (result ??= NEEDED.every(({ make, hash, told }) => {
    const content = Buffer.from('model');
    try {
      const { publicKey, privateKey } = make();
      const key = crypto.createPublicKey(publicKey.export({ type: 'spki', format: 'der' }) as Buffer<ArrayBuffer>);
      const signature = sign(hash, content, privateKey);
      return crypto.verify(content, key, signature, told) && !crypto.verify(Buffer.from('other'), key, signature, told);
    } catch {
      return false;
    }
  }));
}
