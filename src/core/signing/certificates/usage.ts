import { t } from '../../l10n';
import { type Certificate } from '../cryptography';
import { CODE_SIGNING, readExtensions } from './extensions';

/** Why a certificate may not sign models; undefined where it may. */
export function whyNotForSigning({ der, publicKey }: Certificate): string | undefined {
  const { keyUsage, extendedKeyUsage, notUnderstood } = readExtensions(der);
  if (!publicKey.curve) return t('its key is of type {0}, not of an elliptic curve of OMS', publicKey.algorithm);
  if (notUnderstood.length) return t('it has an extension that is not understood: {0}', notUnderstood.join(', '));
  if (keyUsage?.digitalSignature || extendedKeyUsage.includes(CODE_SIGNING)) return undefined;
  return t('it is not made for signing: its key usage lacks digitalSignature, and it is not for code signing');
}
