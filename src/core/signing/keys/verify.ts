import { t } from '../../l10n';
import { type VerificationMaterial } from '../bundle/bundle';
import { type Cryptography, type PublicKey } from '../cryptography';
import { isSignedBy } from '../dsse/sign';
import { type Check, type SignatureVerifier } from '../verdict/verdict';
import { hintOf } from './hint';
import { requireCurve } from './sign';

/**
 * Verifies with the public key of somebody who is trusted.
 * @param shown where the key comes from, for the verdict
 * @throws {SigningError} when OMS has no such keys
 */
export function keyVerifier(key: PublicKey, shown: string, cryptography: Cryptography): SignatureVerifier {
  requireCurve(key);
  const hint = hintOf(key, cryptography);
  return {
    method: 'key',
    verify: async ({ material, envelope }) => {
      const keyCheck = checkKey(material, hint, cryptography);
      if (!keyCheck.ok) return { state: 'invalid', checks: [keyCheck] };
      const holds = isSignedBy(envelope, key);
      const detail = holds
        ? t('The signature was made with this key.')
        : t('The signature was not made with this key, or what it signs was changed.');
      return {
        state: holds ? 'trusted' : 'invalid',
        checks: [keyCheck, { id: 'signature', ok: holds, detail }],
        ...(holds
          ? { signer: { id: { method: 'key', hint }, name: t('key {0}', hint), facts: [[t('Curve'), key.curve!]] } }
          : {}),
        trust: t('public key {0}', shown),
      };
    },
  };
}

/** Compares what a bundle says of its key with the key that is trusted. It may say nothing: the signature decides. */
function checkKey(material: VerificationMaterial, hint: string, cryptography: Cryptography): Check {
  const named = material.method === 'key' ? (material.hint ?? hintOfPem(material.pem, cryptography)) : undefined;
  if (named === undefined) return { id: 'key', ok: true, detail: t('The bundle names no key; {0} is tried.', hint) };
  if (named === hint) return { id: 'key', ok: true, detail: t('The bundle names this key: {0}.', hint) };
  return {
    id: 'key',
    ok: false,
    detail: t('The model was signed with another key: {0}. This one is {1}.', named, hint),
  };
}

/** The hint of a key that is written out, whatever the layout of its PEM text. */
function hintOfPem(pem: string | undefined, cryptography: Cryptography): string | undefined {
  if (pem === undefined) return undefined;
  try {
    return hintOf(cryptography.publicKey(pem), cryptography);
  } catch {
    return t('a damaged one');
  }
}
