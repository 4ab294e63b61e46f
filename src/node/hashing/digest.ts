import { createHash, getHashes } from 'node:crypto';
import { createBLAKE2b, createBLAKE3, type IHasher } from 'hash-wasm';
import { type HashAlgorithm } from '../../core/signing/statement/manifest';

/** A running digest. */
export interface Digest {
  update(bytes: Uint8Array): void;
  hex(): string;
}

const NATIVE: Readonly<Partial<Record<HashAlgorithm, string>>> = { sha256: 'sha256', blake2b: 'blake2b512' };

/** Makes digests of one algorithm: by the runtime where it has it, which Electron does not for BLAKE2b, else by WebAssembly. */
export async function digestFactory(hash: HashAlgorithm): Promise<() => Digest> {
  const native = NATIVE[hash];
  if (native && getHashes().includes(native))
    return () => {
      const digest = createHash(native);
      return { update: (bytes) => void digest.update(bytes), hex: () => digest.digest('hex') };
    };
  const wasm: IHasher = hash === 'blake3' ? await createBLAKE3() : await createBLAKE2b(512);
  // One instance serves one file after the other.
  return () => {
    wasm.init();
    return { update: (bytes) => void wasm.update(bytes), hex: () => wasm.digest('hex') };
  };
}
