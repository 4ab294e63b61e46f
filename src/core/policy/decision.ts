/**
 * Where a policy comes from.
 * - `user`: of the user, for everything on this machine
 * - `folder`: in the folder of a model, or above it
 * - `named`: named for this one check
 */
export type PolicyLevel = 'user' | 'folder' | 'named';

/** A policy file, and whether it counted. Plain data. */
export interface PolicyFile {
  level: PolicyLevel;
  /** Absolute path, or what people call the file where it has none. */
  place: string;
  /**
   * - `counted`: it was applied
   * - `refused`: it can't be applied, so nothing is accepted
   * - `ignored`: it has no say here, for instance because its folder is not trusted
   */
  state: 'counted' | 'refused' | 'ignored';
  /** Sentences: why it was refused or ignored, with the line where there is one. */
  reasons: readonly string[];
  /** SHA-256 of its bytes in hexadecimal, where it was read: what was applied, whatever the file says later. */
  sha256?: string;
}

/**
 * What a policy can ask for.
 * - `policy`: the policies themselves can be applied
 * - `signature`: there is a signature, it holds, and everything is as it was signed
 * - `signer`: who signed may sign this artifact
 * - `bom`: there is a bill of materials that fits what it is of
 * - `mof-class`: the class of the Model Openness Framework is reached
 * - `profile`: the annotation profile of the CNCF is met
 * - `license`: every licence may be used
 * - `version`: it is not older than the oldest that may be used
 */
export type RequirementId = 'policy' | 'signature' | 'signer' | 'bom' | 'mof-class' | 'profile' | 'license' | 'version';

/** The entry of a policy file that decided. Lines and characters from 0. */
export interface PolicyEntry {
  /** The file, as {@link PolicyFile.place} has it. */
  place: string;
  /** Keys and indexes from the root: `signers[1]`. */
  entry: string;
  line: number;
  character: number;
}

/** What came of one thing that a policy asks for. */
export interface RequirementResult {
  id: RequirementId;
  /**
   * - `ok`: it is met
   * - `failed`: it is not
   * - `excused`: it is not met, and an exception allows that
   * - `unknown`: it could not be found out, which accepts nothing
   */
  state: 'ok' | 'failed' | 'excused' | 'unknown';
  /** One sentence: what was found, and what would be right. May hold names out of the artifact, raw. */
  detail: string;
  /** Absent where no entry did: for instance where a policy can't be read. */
  decidedBy?: PolicyEntry;
}

/** An exception that made a difference. */
export interface UsedException {
  requirement: RequirementId;
  reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  expires: string;
  at: PolicyEntry;
}

/**
 * What the policies that count say of an artifact or a model: all of them have to accept it. Plain data, true of one moment.
 */
export interface PolicyDecision {
  /** Undefined where it could not be judged, which is no acceptance. */
  accepted?: boolean;
  /** The day it was judged for, `YYYY-MM-DD`. */
  day: string;
  /** In the order in which they are asked: the user's first. */
  policies: readonly PolicyFile[];
  /** In the order of {@link RequirementId}, policy by policy. */
  requirements: readonly RequirementResult[];
  exceptions: readonly UsedException[];
}
