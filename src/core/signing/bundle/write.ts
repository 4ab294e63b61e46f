import { toBase64 } from '../bytes';
import { PAYLOAD_TYPE, type EnvelopeContent } from '../dsse/envelope';
import { MEDIA_TYPE, type VerificationMaterial } from './bundle';

/** A signature file for a key or a certificate: JSON on one line, as model_signing writes it. */
export function writeBundle(
  material: Exclude<VerificationMaterial, { method: 'sigstore' }>,
  { payload, signature }: EnvelopeContent,
): string {
  return JSON.stringify({
    mediaType: MEDIA_TYPE,
    verificationMaterial: {
      ...(material.method === 'key'
        ? { publicKey: { hint: material.hint } }
        : { x509CertificateChain: { certificates: material.chain.map((der) => ({ rawBytes: toBase64(der) })) } }),
      tlogEntries: [],
    },
    dsseEnvelope: {
      payload: toBase64(payload),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: toBase64(signature), keyid: '' }],
    },
  });
}
