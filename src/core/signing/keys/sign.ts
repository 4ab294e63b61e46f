import { t } from '../../l10n';
import { writeBundle } from '../bundle/write';
import { CURVES, type Cryptography, type PublicKey, type SigningKey } from '../cryptography';
import { signPayload } from '../dsse/sign';
import { SigningError, type BundleSigner } from '../signer';
import { hintOf } from './hint';

/**
 * Signs with a key of one's own.
 * @throws {SigningError} when OMS has no such keys
 */
export function keySigner(key: SigningKey, cryptography: Cryptography): BundleSigner {
  requireCurve(key.publicKey);
  return {
    sign: async (payload) =>
      writeBundle({ method: 'key', hint: hintOf(key.publicKey, cryptography) }, await signPayload(payload, key)),
  };
}

/** @throws {SigningError} when OMS has no such keys */
export function requireCurve({ curve, algorithm }: Pick<PublicKey, 'curve' | 'algorithm'>): void {
  if (curve) return;
  const curves = Object.keys(CURVES).join(', ');
  throw new SigningError(t('The key is of type {0}; models are signed with elliptic curves: {1}', algorithm, curves));
}
