import { t } from '../../core/l10n';
import { type Method } from '../../core/signing/bundle/bundle';
import { certificateVerifier } from '../../core/signing/certificates/verify';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { type SignatureVerifier } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';

/** A verifier that trusts nobody, and says who signed as far as that can be proved. Its verdict is never `verified`. */
export async function nobodyVerifier(
  method: Method,
  root: () => Promise<TrustedRoot>,
  now: Date,
): Promise<SignatureVerifier> {
  switch (method) {
    case 'key':
      return keyOfNobody;
    case 'certificate':
      return certificateVerifier({ certificates: [], at: now }, nodeCryptography);
    case 'sigstore': {
      const { sigstoreVerifier } = await import('../sigstore/model-verifier');
      return sigstoreVerifier(undefined, await root(), now);
    }
  }
}

/** A bundle names its key at most, so that nothing is proved without it. */
const keyOfNobody: SignatureVerifier = {
  method: 'key',
  verify: async () => {
    const detail = t('Without the public key of the signer nothing can be verified. Get it from somebody you trust.');
    return { state: 'unchecked', checks: [{ id: 'key', ok: false, detail }] };
  },
};
