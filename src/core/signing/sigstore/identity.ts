import { t } from '../../l10n';
import { type CertificateSigner } from './report';

/**
 * Who is expected to have signed. Both have to be the same to the letter: patterns have let in more people than their
 * authors meant, and an identity means nothing without who made sure of it.
 */
export interface IdentityPolicy {
  identity: string;
  issuer: string;
}

/** Says why somebody is not who was expected; undefined if they are. */
export function identityMismatch(signer: CertificateSigner, expected: IdentityPolicy): string | undefined {
  if (!signer.identity || signer.identity !== expected.identity)
    return t('Signed by {0}; expected was {1}.', signer.identity, expected.identity);
  if (!signer.issuer || signer.issuer !== expected.issuer)
    return t('{0} made sure of the identity; expected was {1}.', signer.issuer, expected.issuer);
  return undefined;
}
