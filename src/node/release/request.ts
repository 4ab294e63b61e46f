import { type Annotations } from '../../core/oci/annotations';
import { type Intentions } from '../../core/oci/profile/claims';
import { type Severity } from '../../core/findings/finding';
import { type ExportFormat } from '../../core/inspection/export';
import { type Repository } from '../oci/registry/repository';
import { type NamedPath } from '../signing/model';
import { type ReleaseSigner } from './signer';
import { type StepId } from './step';

/** Formats of bills of materials. */
export type BomFormat = 'spdx' | 'cyclonedx';

/** A finding that the gate was told of. */
export interface GateFinding {
  /** As people are shown it. */
  file: string;
  /** From 1. */
  line: number;
  severity: Severity;
  rule: string;
  message: string;
}

/** What checking the documents of a folder came to. */
export interface GateReport {
  /** Documents that were checked. */
  files: number;
  findings: readonly GateFinding[];
  /** Documents that could not be read, each with why. */
  unchecked: readonly string[];
  /** Whether something is at or above what stops a release. */
  stops: boolean;
}

/** What is to be released, and how. */
export interface ReleaseRequest {
  /** The model folder. */
  model: NamedPath;
  /** Whether the user trusts the folder, so that `git` may be asked for its history. */
  trusted: boolean;
  layout: NamedPath;
  /**
   * What the artifact is to be called: a local name or registry/repository:tag, which is where it is pushed to. Made of what the
   * model says of itself without it.
   */
  name?: string;
  /** Opens the repository that the name is of; only for names of a registry. Whoever opens it closes it. */
  open?: () => Repository;
  /** Whether a tag that stands for another artifact may be moved to this one. */
  moveTag: boolean;
  /** Formats of the bills of materials that there have to be; whatever is there will do without it, and SPDX is made where nothing is. */
  boms?: readonly BomFormat[];
  /** Checks the documents of the folder. */
  gate: (folder: NamedPath) => Promise<GateReport>;
  /** Who signs; nobody without it. */
  signer?: ReleaseSigner;
  annotations: Annotations;
  /** Claims by the annotation profile of the CNCF, where they are wanted. */
  profile?: Partial<Intentions>;
  allowSymlinks: boolean;
  /** The latest time that is written into the package (reproducible-builds.org, SOURCE_DATE_EPOCH). */
  latest?: Date;
  now: Date;
  report: { file: NamedPath; format: ExportFormat };
  /** Steps to leave out, each with why. */
  skip: ReadonlyMap<StepId, string>;
  /** Folder of what can be had again, where the journal is kept; none is without it. */
  cacheDir?: string | undefined;
}
