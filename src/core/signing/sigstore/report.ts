/**
 * What verification of a Sigstore bundle came to.
 * - `verified`: everything holds, and whoever signed is who was asked for
 * - `untrusted`: everything holds, but somebody else signed
 * - `invalid`: something does not hold
 * - `unchecked`: it could not be found out: the trusted root, the key or the file can't be used, or this runtime's
 *   cryptography can't verify
 */
export type SigstoreState = 'verified' | 'untrusted' | 'invalid' | 'unchecked';

/**
 * What is checked; the first that fails is the last.
 * - `runtime`, `trusted-root`: whether anything can be verified here; told only when it can't
 * - `bundle`: it has the form of a bundle of a known version
 * - `method`: it was signed in the way that was asked for, with a key or keyless
 * - `timestamp`: every time in it was vouched for by a trusted log or timestamp authority
 * - `key`, `certificate`, `certificate-transparency`: the key was the signer's, a trusted authority says so, and said so publicly
 * - `transparency-log`: a trusted log has the entry
 * - `log-entry`: the entry is about this signature, this key and this content
 * - `signature`: it fits the content
 * - `artifact`: the content is the file that was given, or names it
 * - `identity`: whoever signed is who was asked for
 */
export type SigstoreCheckId =
  | 'runtime'
  | 'trusted-root'
  | 'bundle'
  | 'method'
  | 'timestamp'
  | 'key'
  | 'certificate'
  | 'certificate-transparency'
  | 'transparency-log'
  | 'log-entry'
  | 'signature'
  | 'artifact'
  | 'identity';

export interface SigstoreCheck {
  id: SigstoreCheckId;
  ok: boolean;
  /** One sentence: what was found. */
  detail: string;
}

/** Who a certificate says has signed. */
export interface CertificateSigner {
  /** Subject alternative name: a URI or an e-mail address. */
  identity: string;
  /** Who made sure of the identity: the URL of an OpenID Connect issuer. */
  issuer: string;
  /** What the issuer knew further, for instance repository, workflow and ref: name to value. */
  extensions: ReadonlyMap<string, string>;
  /** Validity of the certificate. */
  notBefore: Date;
  notAfter: Date;
}

/** A moment at which the signature existed, and who vouches for that. */
export interface ProvedTime {
  by: 'transparency-log' | 'timestamp-authority';
  time: Date;
}

/** An entry of a transparency log that was found to be there. */
export interface ProvedEntry {
  /** The log, as the trusted root names it. */
  log: string;
  /** Position in the log. */
  index: string;
  kind: string;
  /** By a path to a signed tree head, by the log's promise, or both. */
  inclusion: readonly ('proof' | 'promise')[];
}

export interface SigstoreReport {
  state: SigstoreState;
  /** How the bundle was signed; absent where that could not be read. */
  method?: 'key' | 'sigstore';
  checks: readonly SigstoreCheck[];
  /** Only when the signature holds, as the following. Absent for a key: it was given. */
  signer?: CertificateSigner;
  times: readonly ProvedTime[];
  entries: readonly ProvedEntry[];
  /** One line: which trusted root, and how old. */
  trust: string;
}
