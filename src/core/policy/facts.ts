import { type ClassLevel } from '../mof/components';
import { type LicenseForm } from '../licenses/statement';
import { type ProfileReport } from '../oci/profile/check';
import { type ShownVerdict } from '../signing/verdict/text';
import { type PolicySubject } from './names';

/** Why something could not be found out, in a sentence. */
export interface NotFoundOut {
  unknown: string;
}

/** A signature that was found. Who signed is proved or absent; whether they are to be trusted, the policy says. */
export interface FoundSignature {
  /** The path of its file, or the digest of what attaches it. */
  place: string;
  verdict: Pick<ShownVerdict, 'state' | 'method' | 'signer' | 'checks'>;
}

/** A bill of materials that was found. */
export interface FoundBom {
  place: string;
  /**
   * - `fits`: every hash that it states of a file is that of the file, and there is one
   * - `stale`: it states another hash of a file
   * - `unproved`: it states no hash of any of the files
   * - `unreadable`: it can't be read
   */
  state: 'fits' | 'stale' | 'unproved' | 'unreadable';
  /** A sentence. */
  detail: string;
}

/** A licence as it is stated. */
export interface FoundLicense {
  text: string;
  form: LicenseForm;
  /** The name of what is licensed. */
  subject?: string;
  /** The path of the document. */
  place: string;
}

/** All that a policy may ask about a model or an artifact. Plain data. */
export interface PolicyFacts {
  subject: PolicySubject;
  signatures: readonly FoundSignature[] | NotFoundOut;
  boms: readonly FoundBom[] | NotFoundOut;
  /** What the MOF configurations come to. */
  mof: readonly { place: string; class: 0 | ClassLevel }[] | NotFoundOut;
  /** Absent where the artifact claims nothing by the profile. */
  profile?: ProfileReport | NotFoundOut;
  licenses: readonly FoundLicense[] | NotFoundOut;
  /** What the model says of its version, wherever it does. */
  versions: readonly { text: string; place: string }[] | NotFoundOut;
}

export function isUnknown(fact: unknown): fact is NotFoundOut {
  return typeof fact === 'object' && fact !== null && 'unknown' in fact;
}
