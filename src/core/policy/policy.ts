import { type ClassLevel } from '../mof/components';
import { type PolicyEntry, type RequirementId } from './decision';

/** Where a part of a policy is written in its file. */
export type EntryAt = Omit<PolicyEntry, 'place'>;

/**
 * Who signs. Everything is compared to the letter. Of a key and an authority at least the hash is known once the policy has
 * been resolved; see `resolve.ts`.
 */
export type PolicySigner =
  | { method: 'sigstore'; identity: string; issuer: string }
  | { method: 'key'; hint?: string; publicKey?: string }
  | {
      method: 'certificate';
      /** SHA-256 of the root certificate. */
      authority?: string;
      rootCertificate?: string;
      /** Everybody with a certificate of the authority where absent. */
      subject?: string;
    };

/** Somebody who may sign something. */
export interface SignerRule {
  signer: PolicySigner;
  /** Patterns of names; everything where absent. */
  artifacts?: readonly string[];
  /** Everywhere where absent. */
  registries?: readonly string[];
  at: EntryAt;
}

/** A text of a list, and where it is written. */
export interface Listed {
  text: string;
  at: EntryAt;
}

export interface MinimumVersion {
  artifacts?: readonly string[];
  version: string;
  at: EntryAt;
}

/** Requirements that may be left unmet. */
export type ExcusableId = Exclude<RequirementId, 'policy' | 'signer'>;

export interface PolicyException {
  requirement: ExcusableId;
  license?: string;
  artifacts?: readonly string[];
  reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  expires: string;
  at: EntryAt;
}

/** A policy that is sound. */
export interface Policy {
  /** Nothing is said of who signs where absent. */
  signers?: readonly SignerRule[];
  require: {
    bom?: EntryAt;
    mofClass?: { level: ClassLevel; at: EntryAt };
    profile?: EntryAt;
  };
  licenses: {
    open?: EntryAt;
    allow?: { ids: readonly Listed[]; at: EntryAt };
    deny?: { ids: readonly Listed[] };
  };
  minimumVersions: readonly MinimumVersion[];
  exceptions: readonly PolicyException[];
}

/** Where a policy is in the folder of a model, or above it. */
export const POLICY_PATH = '.modelopenness/policy.yml';

/** Where the policy of a user is in their folder of configurations. */
export const USER_POLICY_PATH = 'model-openness/policy.yml';
