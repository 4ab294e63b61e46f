import { t } from '../../l10n';
import { type Bundle } from '../bundle/bundle';
import { toHex } from '../bytes';
import { type Certificate, type Cryptography } from '../cryptography';
import { type EnvelopeContent } from '../dsse/envelope';
import { legacyPreAuthEncoding } from '../dsse/pae';
import { isSignedBy } from '../dsse/sign';
import { type Check, type SignatureResult, type SignatureVerifier } from '../verdict/verdict';
import { findPath, isValidAt } from './path';
import { whyNotForSigning } from './usage';

export interface CertificateTrust {
  /** Roots, and authorities between that bundles may leave out. Only those that issued themselves are trusted. */
  certificates: readonly Certificate[];
  /** When certificates have to be valid: now, as long as nothing proves when the model was signed. */
  at: Date;
}

/** Verifies signatures that were made with a certificate. There are no built-in roots. */
export function certificateVerifier(trust: CertificateTrust, cryptography: Cryptography): SignatureVerifier {
  return {
    method: 'certificate',
    verify: async (bundle) => {
      try {
        return verify(bundle, trust, cryptography);
      } catch {
        const detail = t('A certificate in the bundle is damaged.');
        return { state: 'invalid', checks: [{ id: 'certificate', ok: false, detail }] };
      }
    },
  };
}

/** @throws {Error} when certificates are damaged */
function verify({ material, envelope }: Bundle, trust: CertificateTrust, cryptography: Cryptography): SignatureResult {
  const chain = material.method === 'certificate' ? material.chain : [];
  const [signer, ...rest] = chain.map((der) => cryptography.certificate(der));
  const reason = whyNotForSigning(signer!);
  if (reason) {
    const detail = t('The certificate of {0} cannot sign models: {1}.', signer!.subject, reason);
    return { state: 'invalid', checks: [{ id: 'certificate', ok: false, detail }] };
  }
  const legacy = !isSignedBy(envelope, signer!.publicKey) && isSignedAsLegacy(envelope, signer!);
  if (!legacy && !isSignedBy(envelope, signer!.publicKey)) {
    const detail = t('The signature was not made with the certificate in the bundle, or what it signs was changed.');
    return { state: 'invalid', checks: [{ id: 'signature', ok: false, detail }] };
  }
  const roots = trust.certificates.filter(({ isSelfSigned }) => isSelfSigned);
  const path = findPath({ signer: signer!, intermediates: [...rest, ...trust.certificates], roots, at: trust.at });
  const root = path?.at(-1);
  return {
    state: path ? 'trusted' : 'untrusted',
    checks: [
      { id: 'signature', ok: true, detail: t('The signature was made with the certificate of {0}.', signer!.subject) },
      ...trustChecks(signer!, root, trust),
    ],
    signer: {
      id: {
        method: 'certificate',
        subject: signer!.subject,
        ...(root ? { authority: toHex(cryptography.sha256(root.der)) } : {}),
      },
      name: signer!.subject,
      facts: [
        [t('Issued by'), signer!.issuer],
        [t('Serial number'), signer!.serialNumber],
        [t('Valid until'), signer!.notAfter.toISOString()],
      ],
    },
    ...(root ? { trust: t('root certificate {0}, valid until {1}', root.subject, root.notAfter.toISOString()) } : {}),
    ...(legacy ? { legacy } : {}),
  };
}

/** Signed as model_signing 0.2.0 did, which took SHA-256 for every curve. */
function isSignedAsLegacy({ payload, signature }: EnvelopeContent, { publicKey }: Certificate): boolean {
  return publicKey.verify('sha256', legacyPreAuthEncoding(payload), signature);
}

/** Says of a certificate whether it is valid, and whether it leads to a root. */
function trustChecks(signer: Certificate, root: Certificate | undefined, { at }: CertificateTrust): Check[] {
  const [from, until] = [signer.notBefore.toISOString(), signer.notAfter.toISOString()];
  if (!isValidAt(signer, at)) {
    const detail = t(
      'The certificate is valid from {0} to {1}, and nothing proves that it was used then.',
      from,
      until,
    );
    return [{ id: 'certificate-validity', ok: false, detail }];
  }
  const validity = t('The certificate is valid now, until {0}. Revocation is not looked up.', until);
  return [
    { id: 'certificate-validity', ok: true, detail: validity },
    root
      ? { id: 'certificate', ok: true, detail: t('The certificate leads to the trusted root {0}.', root.subject) }
      : { id: 'certificate', ok: false, detail: t('No valid path leads from the certificate to a trusted root.') },
  ];
}
