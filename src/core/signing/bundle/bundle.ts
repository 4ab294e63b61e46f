import { type EnvelopeContent } from '../dsse/envelope';

/**
 * How a model was signed: with a key of one's own, with a certificate and its key, or keyless with Sigstore. PKCS#11 tokens
 * leave the first two.
 */
export type Method = 'key' | 'certificate' | 'sigstore';

/** What a bundle brings to check its signature with. Nothing of it is trusted by itself. */
export type VerificationMaterial =
  | {
      method: 'key';
      /** SHA-256 of the key's PEM text, in hexadecimal: tells keys apart. Empty or absent in some bundles. */
      hint?: string;
      /** The PEM text of the key, which bundles until model_signing 1.0.1 hold instead of a hint. */
      pem?: string;
    }
  | {
      method: 'certificate';
      /** DER, the signer's certificate first; at least one. */
      chain: readonly Uint8Array[];
    }
  | {
      method: 'sigstore';
      /** DER. The rest of what Sigstore needs is in {@link Bundle.json}. */
      certificate: Uint8Array;
    };

/** A Sigstore bundle around a DSSE envelope, as a signature file holds it. Its form has been checked, its signature not. */
export interface Bundle {
  mediaType: string;
  material: VerificationMaterial;
  envelope: EnvelopeContent;
  /** The bundle as it was parsed, for libraries that read it themselves. */
  json: unknown;
}

/** The media type of bundles that are written, and the only one for keys and certificates. */
export const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** A file that is no bundle that could hold the signature of a model. */
export class BundleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BundleError';
  }
}
