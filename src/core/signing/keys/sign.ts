import { t } from '../../l10n';
import { writeBundle } from '../bundle/write';
import { CURVES, type Cryptography, type PrivateKey, type PublicKey } from '../cryptography';
import { signPayload } from '../dsse/sign';
import { SigningError, type BundleSigner } from '../signer';
import { hintOf } from './hint';

/**
 * Signs with a key of one's own.
 * @throws {SigningError} when OMS has no such keys
 */
export function keySigner(key: PrivateKey, cryptography: Cryptography): BundleSigner {
  requireCurve(key.publicKey);
  return {
    sign: async (payload) =>
      writeBundle({ method: 'key', hint: hintOf(key.publicKey, cryptography) }, signPayload(payload, key)),
  };
}

/** @throws {SigningError} when OMS has no such keys */
export function requireCurve({ curve, algorithm }: PublicKey): void {
  if (curve) return;
  const curves = Object.keys(CURVES).join(', ');
  throw new SigningError(t('The key is of type {0}; models are signed with elliptic curves: {1}', algorithm, curves));
}
