import { t } from '../../l10n';
import { writeBundle } from '../bundle/write';
import { type Certificate, type SigningKey } from '../cryptography';
import { signPayload } from '../dsse/sign';
import { requireCurve } from '../keys/sign';
import { SigningError, type BundleSigner } from '../signer';
import { isValidAt } from './path';
import { whyNotForSigning } from './usage';

export interface CertificateSigning {
  key: SigningKey;
  certificate: Certificate;
  /** What leads from the certificate to a root, for verifiers that have only the root. */
  chain: readonly Certificate[];
  now: Date;
}

/**
 * Signs with the key of a certificate.
 * @throws {SigningError} when key and certificate do not belong together, or nobody would accept them
 */
export function certificateSigner({ key, certificate, chain, now }: CertificateSigning): BundleSigner {
  requireCurve(key.publicKey);
  if (key.publicKey.pem !== certificate.publicKey.pem)
    throw new SigningError(t('The private key does not belong to the certificate of {0}', certificate.subject));
  const reason = whyNotForSigning(certificate);
  if (reason) throw new SigningError(t('The certificate of {0} cannot sign models: {1}', certificate.subject, reason));
  if (!isValidAt(certificate, now))
    throw new SigningError(
      t(
        'The certificate of {0} is valid from {1} to {2}, not now',
        certificate.subject,
        certificate.notBefore.toISOString(),
        certificate.notAfter.toISOString(),
      ),
    );
  const material = { method: 'certificate', chain: [certificate, ...chain].map(({ der }) => der) } as const;
  return { sign: async (payload) => writeBundle(material, await signPayload(payload, key)) };
}
