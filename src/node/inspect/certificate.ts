import { createHash } from 'node:crypto';
import { X509Certificate } from '@sigstore/core';
import { type InspectedCertificate } from '../../core/inspection/inspection';
import { signerOf } from '../sigstore/signer';
import { nodeCryptography } from '../cryptography';

/** What the signer's certificate says; undefined for one that can't be read. Nothing of it is proved. */
export function inspectCertificate(der: Uint8Array): InspectedCertificate | undefined {
  try {
    const { subject, issuer, serialNumber, notBefore, notAfter } = nodeCryptography.certificate(der);
    return {
      subject,
      issuer,
      serialNumber,
      fingerprint: createHash('sha256').update(der).digest('hex'),
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      extensions: extensionsOf(der),
    };
  } catch {
    return undefined;
  }
}

/** Identity, issuer and what Fulcio writes besides; nothing for certificates of other authorities. */
function extensionsOf(der: Uint8Array): InspectedCertificate['extensions'] {
  const { identity, issuer, extensions } = signerOf(X509Certificate.parse(Buffer.from(der)));
  if (!issuer) return [];
  return [
    ...(identity ? [{ name: 'subjectAlternativeName', value: identity }] : []),
    { name: 'issuer', value: issuer },
    ...Array.from(extensions, ([name, value]) => ({ name, value })),
  ];
}
