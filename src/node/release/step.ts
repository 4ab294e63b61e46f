import { t } from '../../core/l10n';
import { type Progress } from '../../core/signing/model/model';
import { type Work } from './work';

/** The steps of a release, in their order. */
export const STEP_IDS = [
  'inventory',
  'files',
  'mof',
  'bom',
  'lint',
  'sign',
  'pack',
  'seal',
  'push',
  'verify',
  'report',
] as const;

export type StepId = (typeof STEP_IDS)[number];

/** Steps without which there is nothing to release. */
const NEEDED: ReadonlySet<StepId> = new Set(['inventory', 'files', 'pack']);

/** Whether a release can do without a step. */
export function isSkippable(id: StepId): boolean {
  return !NEEDED.has(id);
}

/** What people call a step. */
export function stepTitle(id: StepId): string {
  switch (id) {
    case 'inventory':
      return t('Read the model folder');
    case 'files':
      return t('Store the files');
    case 'mof':
      return t('MOF configuration');
    case 'bom':
      return t('Bill of materials');
    case 'lint':
      return t('Check the documents');
    case 'sign':
      return t('Sign the files');
    case 'pack':
      return t('Package');
    case 'seal':
      return t('Sign the artifact');
    case 'push':
      return t('Push');
    case 'verify':
      return t('Verify as a stranger');
    case 'report':
      return t('Evidence report');
  }
}

/**
 * What is going to become of a step.
 * - `do`: it is done
 * - `check`: what is there is checked, and done again only where it no longer fits
 * - `skip`: it is not done, and `detail` says why
 */
export type PlannedState = 'do' | 'check' | 'skip';

/** A step as it is shown before anything happens. Plain data. */
export interface PlannedStep {
  id: StepId;
  title: string;
  state: PlannedState;
  /** One sentence: what will happen, or why not. */
  detail: string;
}

/**
 * What became of a step.
 * - `done`: it was done
 * - `kept`: what was there is as it should be, from an earlier run or by somebody's hand
 * - `skipped`: see {@link PlannedState}
 * - `failed`: the release ended here
 */
export type StepState = 'done' | 'kept' | 'skipped' | 'failed';

export interface StepOutcome {
  id: StepId;
  title: string;
  state: StepState;
  /** One sentence. */
  detail: string;
}

/** What a step tells while it runs, and how it is given up. */
export interface Running {
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** One step. What it needs of those before it, and leaves for those behind it, is in the {@link Work}. */
export interface Step {
  id: StepId;
  plan(work: Work): Pick<PlannedStep, 'state' | 'detail'>;
  /**
   * Does it, or finds that it is done. To do it twice comes to the same as once.
   * @throws {ReleaseError} and what the parts it is made of throw
   */
  run(work: Work, running: Running): Promise<{ state: 'done' | 'kept'; detail: string }>;
}

/** Why a release can't go on. The message is a sentence: what was found, and what to do. */
export class ReleaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReleaseError';
  }
}
