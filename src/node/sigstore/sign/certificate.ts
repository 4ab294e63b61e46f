import { X509Certificate as ParsedCertificate } from '@sigstore/core';
import { verify, X509Certificate } from 'node:crypto';
import { t } from '../../../core/l10n';
import { fromBase64 } from '../../../core/signing/bytes';
import { own, type JsonObject } from '../../../core/signing/json';
import { ServiceError } from '../../../core/signing/signer';
import { type IdentityPolicy } from '../../../core/signing/sigstore/identity';
import { type IdentityToken } from '../../../core/signing/sigstore/identity-token';
import { type TrustedRoot } from '../../../core/signing/sigstore/trusted-root';
import { signerOf } from '../signer';
import { type NamedService } from './service';

/** A certificate for one signature, checked before anything that it is for becomes public. */
export interface IssuedCertificate extends IdentityPolicy {
  notBefore: Date;
  notAfter: Date;
}

/**
 * Checks what a certificate authority issued: for this identity, for the key that signed, and by somebody who is trusted.
 * @param pem one certificate
 * @throws {ServiceError} where it is for somebody or something else
 * @throws {Error} where it is none
 */
export function checkCertificate(
  pem: string,
  { data, signature }: { data: Buffer; signature: Buffer },
  token: IdentityToken,
  root: TrustedRoot,
  { kind, who }: NamedService,
): IssuedCertificate {
  const certificate = new X509Certificate(pem);
  const { identity, issuer, notBefore, notAfter } = signerOf(ParsedCertificate.parse(pem));
  const refuse = (message: string) => new ServiceError(kind, message);
  if (!verify('sha256', data, certificate.publicKey, signature))
    throw refuse(t('{0} issued a certificate for a key of somebody else. Nothing was signed.', who));
  const { name, exact, issuer: federated } = token.identity;
  if (!identity || (exact && identity !== name))
    throw refuse(t('{0} issued a certificate for {1} instead of {2}. Nothing was signed.', who, identity, name));
  if (issuer !== token.issuer && issuer !== federated)
    throw refuse(
      t(
        '{0} issued a certificate that names {1} as identity provider instead of {2}. Nothing was signed.',
        who,
        issuer,
        federated,
      ),
    );
  if (!authoritiesIn(root).some((each) => certificate.checkIssued(each) && certificate.verify(each.publicKey)))
    throw refuse(
      t('{0} issued a certificate that the trusted root {1} does not know. Nothing was signed.', who, root.name),
    );
  return { identity, issuer, notBefore, notAfter };
}

/** The certificates of all authorities that a trusted root names; its form has been checked. */
function authoritiesIn({ json }: TrustedRoot): X509Certificate[] {
  const authorities = (own(json, 'certificateAuthorities') ?? []) as JsonObject[];
  return authorities.flatMap((authority) => {
    const { certificates } = own(authority, 'certChain') as { certificates: { rawBytes: string }[] };
    return certificates.map(({ rawBytes }) => new X509Certificate(fromBase64(rawBytes)!));
  });
}
