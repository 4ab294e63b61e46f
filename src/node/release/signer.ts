import { type Method } from '../../core/signing/bundle/bundle';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { type SignatureVerifier, type SignerId } from '../../core/signing/verdict/verdict';
import { type SigningMethod } from '../signing/sign';

/** Who signs a release: its files, and the artifact. */
export interface ReleaseSigner {
  method: Method;
  /** With what, for people: "the key release.pem", "Sigstore, as whoever signs in". */
  shown: string;
  /** Loads keys or services, once for all that is signed. */
  prepare(): Promise<SigningMethod>;
  /**
   * Verifies what this signer has signed before.
   * @param known who signed then; undefined where nobody knows
   * @returns undefined where it can't be told who will sign
   */
  verifier(known: SignerId | undefined): Promise<SignatureVerifier | undefined>;
  /** Whom to trust keyless. */
  root(): Promise<TrustedRoot>;
}

/**
 * Signs with something of one's own: a key, a certificate, a token. Who signs is known before.
 * @param load asks for a passphrase or PIN, once
 */
export function ownSigner(
  { method, shown, root }: Pick<ReleaseSigner, 'method' | 'shown' | 'root'>,
  load: () => Promise<SigningMethod>,
): ReleaseSigner {
  const prepare = onceOnly(load);
  return { method, shown, root, prepare, verifier: async () => (await prepare()).verifier };
}

/** Signs keyless. Who signs is known when they have signed in: until then, whoever did the last time. */
export function keylessSigner(
  { shown, root }: Pick<ReleaseSigner, 'shown' | 'root'>,
  load: () => Promise<SigningMethod>,
): ReleaseSigner {
  return {
    method: 'sigstore',
    shown,
    root,
    prepare: onceOnly(load),
    async verifier(known) {
      if (known?.method !== 'sigstore') return undefined;
      const { sigstoreVerifier } = await import('../sigstore/model-verifier');
      return sigstoreVerifier(known, await root(), new Date());
    },
  };
}

/** Loads at the first call; what failed is tried again. */
function onceOnly<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
}
