/** The curves of OMS, and what a signature over each hashes with. */
export const CURVES = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;

export type Curve = keyof typeof CURVES;
export type SignatureHash = (typeof CURVES)[Curve];

export interface PublicKey {
  /** Absent for keys that OMS does not sign with: RSA, Ed25519, other curves. */
  curve?: Curve;
  /** Name of the algorithm or curve, for messages. */
  algorithm: string;
  /** SubjectPublicKeyInfo as PEM, as OpenSSL writes it. */
  pem: string;
  /** Whether a signature in DER fits. Never throws for a malformed one. */
  verify(hash: SignatureHash, data: Uint8Array, signature: Uint8Array): boolean;
}

/** A key that signs: in memory, or on a token that it does not leave. */
export interface SigningKey {
  publicKey: PublicKey;
  /** A signature in DER. */
  sign(hash: SignatureHash, data: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** A key in memory. */
export interface PrivateKey extends SigningKey {
  sign(hash: SignatureHash, data: Uint8Array): Uint8Array;
}

/** An X.509 certificate; what its extensions allow is read by `certificates/extensions.ts`. */
export interface Certificate {
  der: Uint8Array;
  /** Distinguished names on one line: `CN=root-ca`. */
  subject: string;
  issuer: string;
  /** Hexadecimal. */
  serialNumber: string;
  notBefore: Date;
  notAfter: Date;
  publicKey: PublicKey;
  /** Whether it was signed with its own key, whatever that may be used for. */
  isSelfSigned: boolean;
  /** Whether another certificate, which may do so, named and signed this one. */
  issuedBy(issuer: Certificate): boolean;
}

/** Cryptography of the runtime: the core has none of its own. */
export interface Cryptography {
  sha256(data: Uint8Array): Uint8Array;
  /** @throws {Error} when it is no public key */
  publicKey(pem: string): PublicKey;
  /** @throws {Error} when it is no certificate */
  certificate(der: Uint8Array): Certificate;
}
