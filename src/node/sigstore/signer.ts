import { type X509Certificate } from '@sigstore/core';
import { EARLIER_EXTENSIONS, EXTENSIONS, FULCIO, ISSUER, ISSUER_TEXT } from '../../core/signing/sigstore/extensions';
import { type CertificateSigner } from '../../core/signing/sigstore/report';

/** What a certificate of Sigstore says about whoever it was made for; the certificate has to be checked by others. */
export function signerOf(certificate: X509Certificate): CertificateSigner {
  const extensions = new Map<string, string>();
  const add = (names: ReadonlyMap<number, string>, read: typeof derText) => {
    for (const [number, name] of names) {
      const value = read(certificate, `${FULCIO}${number}`);
      if (value !== undefined && !extensions.has(name)) extensions.set(name, value);
    }
  };
  add(EXTENSIONS, derText);
  add(EARLIER_EXTENSIONS, plainText);
  return {
    identity: certificate.subjectAltName ?? '',
    issuer: derText(certificate, ISSUER) ?? plainText(certificate, ISSUER_TEXT) ?? '',
    extensions,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  };
}

function derText(certificate: X509Certificate, oid: string): string | undefined {
  return certificate.extension(oid)?.valueObj.subs[0]?.value.toString('utf8');
}

function plainText(certificate: X509Certificate, oid: string): string | undefined {
  return certificate.extension(oid)?.value.toString('utf8');
}

const EXTENDED_KEY_USAGE = '2.5.29.37';
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

/** Whether a certificate is for signing things: what Sigstore issues says so. */
export function isForSigning(certificate: X509Certificate): boolean {
  const usages = certificate.extension(EXTENDED_KEY_USAGE)?.valueObj.subs[0]?.subs ?? [];
  return usages.some((usage) => usage.toOID() === CODE_SIGNING);
}
