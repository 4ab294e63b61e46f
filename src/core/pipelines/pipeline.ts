import { t } from '../l10n';
import { argo } from './argo';
import { github } from './github';
import { gitlab } from './gitlab';
import { kubernetes } from './kubernetes';
import { preCommit } from './pre-commit';
import { tekton } from './tekton';

/** What runs a pipeline. */
export const PIPELINE_SYSTEMS = ['github', 'gitlab', 'tekton', 'argo', 'pre-commit', 'kubernetes'] as const;
export type PipelineSystem = (typeof PIPELINE_SYSTEMS)[number];

export interface PipelineOptions {
  /** The folder of the model, relative to the root of the repository, with `/`; `.` for the root itself. */
  model: string;
  /** What npm installs to have `mof`: a package with its version, or the path or URL of an archive. */
  mofPackage: string;
}

/** A file of a pipeline, relative to the root of the repository. */
export interface PipelineFile {
  path: string;
  text: string;
}

export interface Pipeline {
  files: readonly PipelineFile[];
  /** What people have to do besides; one sentence each. */
  next: readonly string[];
  /** The same where the files are there already, with something else in them, for systems whose files include others. */
  beside?: Pipeline;
}

export interface PipelineTemplate {
  /** The name of the system, as its makers write it. */
  title: string;
  describe(): string;
  make(options: PipelineOptions): Pipeline;
}

/** A pipeline that cannot be written. The message says why. */
export class PipelineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PipelineError';
  }
}

/** Every system. A new one is one file and one line here. */
export const PIPELINES: Readonly<Record<PipelineSystem, PipelineTemplate>> = {
  github,
  gitlab,
  tekton,
  argo,
  'pre-commit': preCommit,
  kubernetes,
};

/**
 * The files of a pipeline that checks, signs, packages and publishes a model, or keeps one out that was not.
 * @throws {PipelineError} where the name of the folder means something else in a pipeline
 */
export function initPipeline(system: PipelineSystem, options: PipelineOptions): Pipeline {
  refuseSpecial(options.model);
  return PIPELINES[system].make(options);
}

/** Letters, digits and what stands for itself in YAML, shells and the expressions of all systems. */
const PLAIN = /^[\p{L}\p{M}\p{N}._+@/-]+$/u;

function refuseSpecial(model: string): void {
  const isInside = !model.startsWith('/') && !model.split('/').includes('..');
  if (!PLAIN.test(model) || model.startsWith('-') || !isInside)
    throw new PipelineError(
      t(
        'A pipeline cannot name the folder "{0}": only letters, digits and . _ + - @ are safe in one. Rename it first.',
        model,
      ),
    );
}
