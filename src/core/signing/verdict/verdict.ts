import { type Bundle, type Method } from '../bundle/bundle';

/**
 * What verification came to.
 * - `verified`: the signature holds, whoever signed is trusted, and every file is as it was signed
 * - `untrusted`: all holds, but nothing says that whoever signed is to be trusted
 * - `partial`: as `verified`, but files that nobody signed were left aside because the user wanted that
 * - `invalid`: the signature does not hold, or files are not as they were signed
 * - `unsigned`: there is no signature
 * - `unchecked`: it could not be found out, for instance because a file can't be read
 */
export type VerdictState = 'verified' | 'untrusted' | 'partial' | 'invalid' | 'unsigned' | 'unchecked';

/** One thing that was checked, in the order of checking. */
export interface Check {
  id: CheckId;
  ok: boolean;
  /** One sentence: what was found, and what would be right. */
  detail: string;
}

/**
 * What is checked.
 * - `bundle`: the signature file has the form of a bundle
 * - `method`: the bundle was signed by the method that was asked for
 * - `key`, `certificate`, `identity`: who signed is who is trusted
 * - `certificate-validity`, `timestamp`, `transparency-log`: it happened at a time at which that meant something
 * - `certificate-transparency`, `log-entry`, `runtime`, `trusted-root`: see `sigstore/report.ts`
 * - `signature`: the signature fits the payload
 * - `statement`, `serialization`, `resources`, `root-digest`: what was signed makes sense and fits itself
 * - `symlinks`: the model has no symbolic links, or may have
 * - `files`: the files are those that were signed
 * - `artifact`: the manifest is the one that was signed
 */
export type CheckId =
  | 'bundle'
  | 'method'
  | 'key'
  | 'certificate'
  | 'identity'
  | 'certificate-validity'
  | 'timestamp'
  | 'transparency-log'
  | 'certificate-transparency'
  | 'log-entry'
  | 'runtime'
  | 'trusted-root'
  | 'signature'
  | 'statement'
  | 'serialization'
  | 'resources'
  | 'root-digest'
  | 'symlinks'
  | 'files'
  | 'artifact';

/** What tells a signer from all others. Each is compared to the letter. */
export type SignerId =
  | { method: 'key'; /** SHA-256 of the public key in PEM, in hexadecimal. */ hint: string }
  | {
      method: 'certificate';
      /** Distinguished name on one line. */
      subject: string;
      /** SHA-256 of the root certificate that was trusted, in hexadecimal; absent where none is. */
      authority?: string;
    }
  | { method: 'sigstore'; identity: string; issuer: string };

/** Who signed, as far as it was proved. */
export interface Signer {
  id: SignerId;
  /** One line: an identity, the subject of a certificate, or the fingerprint of a key. */
  name: string;
  /** Who made sure of an identity, which is nothing without. */
  issuer?: string;
  /** Further facts for display, in order: label and value. */
  facts: readonly (readonly [label: string, value: string])[];
}

/**
 * What a method says of a bundle. It looks at the payload's bytes only. `trusted` and `untrusted` both mean that the
 * signature holds; only then is the payload parsed.
 */
export interface SignatureResult {
  state: 'trusted' | 'untrusted' | 'invalid' | 'unchecked';
  checks: readonly Check[];
  signer?: Signer;
  /** What the trust rests on, and how old it is: `public key key.pub`, `trusted root of 2026-08-04, bundled`. */
  trust?: string;
  /** Set when the payload is signed as model_signing 0.2.0 did; only its own kind of statement is accepted then. */
  legacy?: true;
}

/** A method of verification: what is trusted has been given to it before. It never throws for what a bundle holds. */
export interface SignatureVerifier {
  method: Method;
  verify(bundle: Bundle): Promise<SignatureResult>;
}

/** How the files of the model compare to what was signed. Names are relative to the model, with `/`. */
export interface FileComparison {
  /** How many are as they were signed. */
  matched: number;
  changed: readonly ChangedFile[];
  /** Signed, but not there. */
  missing: readonly string[];
  /** There, but not signed. */
  unsigned: readonly string[];
  /** Left out of the signature on purpose; folders end with `/`. */
  ignored: readonly string[];
  /** Files that were not hashed this time, and that are unchanged at least since then as far as the file system tells. */
  remembered?: Remembered;
}

/** A hint, no proof: times of files can be forged. */
export interface Remembered {
  files: number;
  since: Date;
}

/** A file that is not as it was signed. Digests in hexadecimal; empty where one side has no such shard. */
export interface ChangedFile {
  file: string;
  /** The first shard that differs, `start:end`; only where shards were signed. */
  shard?: string;
  signed: string;
  found: string;
}

/** What verification found out. It is true of one moment. */
export interface Verdict {
  state: VerdictState;
  /** The method of the bundle; absent where there is no bundle. */
  method?: Method;
  signer?: Signer;
  trust?: string;
  /** Signed as model_signing 0.2.0 did: a list of files without a digest of the whole. */
  legacy: boolean;
  checks: readonly Check[];
  /** Absent where it did not come to comparing files. */
  files?: FileComparison;
}
