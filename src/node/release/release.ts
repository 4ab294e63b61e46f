import { t } from '../../core/l10n';
import { type GateReport, type ReleaseRequest } from './request';
import {
  isSkippable,
  ReleaseError,
  stepTitle,
  type PlannedStep,
  type Running,
  type StepId,
  type StepOutcome,
} from './step';
import { STEPS } from './steps';
import { Work, type OpenQuestion } from './work';

/** What is going to happen. Plain data. */
export interface ReleasePlan {
  /** What the artifact is called, in the layout. */
  name: string;
  /** Where it is pushed to. */
  reference?: string;
  steps: PlannedStep[];
  /** What an earlier run that was ended had done last. */
  interrupted?: StepOutcome;
}

/** What a release came to. Plain data. */
export interface ReleaseResult {
  name: string;
  reference?: string;
  /** Of the manifest. */
  digest?: string;
  steps: StepOutcome[];
  /** What documents that were made leave open. */
  questions: OpenQuestion[];
  warnings: string[];
  /** What the gate was told of, where it ended the release or not. */
  gate?: GateReport;
  /** Who signed. */
  signer?: string;
}

/** What is told while a release runs. */
export interface ReleaseEvents extends Running {
  /** A step begins. */
  starting?: (id: StepId, title: string) => void;
  /** A step is over. */
  ended?: (outcome: StepOutcome) => void;
}

/**
 * From a model folder to an artifact that others can verify: plan, then run. Every step looks at what is there before it does
 * anything, so that a run that was interrupted is gone on with by another run, and comes to the same.
 */
export class Release {
  private constructor(private readonly work: Work) {}

  /**
   * Looks at a model folder, and plans. Nothing is written.
   * @throws {ReleaseError}, {FileError}, {ModelError}, {OciError}
   */
  static async prepare(request: ReleaseRequest, running: Running = {}): Promise<Release> {
    for (const id of request.skip.keys())
      if (!isSkippable(id)) throw new ReleaseError(t('The step "{0}" cannot be left out.', id));
    return new Release(await Work.open(request, running));
  }

  get plan(): ReleasePlan {
    const { work } = this;
    const { entry, isInterrupted } = work.journal;
    return {
      ...named(work),
      steps: STEPS.map((step) => ({ id: step.id, title: stepTitle(step.id), ...this.planned(step.id) })),
      ...(isInterrupted ? { interrupted: entry.steps.at(-1)! } : {}),
    };
  }

  /**
   * Does what was planned.
   * @returns what became of each step; the last one has failed where the release could not be finished because of what it is
   * @throws {CancelledError}, and what a step throws that is not about the release itself
   */
  async run({ starting, ended, ...running }: ReleaseEvents = {}): Promise<ReleaseResult> {
    const { work } = this;
    const steps: StepOutcome[] = [];
    const end = (outcome: Omit<StepOutcome, 'title'>) => {
      const told = { ...outcome, title: stepTitle(outcome.id) };
      steps.push(told);
      work.journal.save({ steps });
      ended?.(told);
    };
    // A key that does not open is told before anything is read or written.
    if (this.planned('sign').state !== 'skip' || this.planned('seal').state !== 'skip')
      await work.request.signer!.prepare();
    const layout = await work.layout();
    // What is stored before the artifact names it must not be cleared away meanwhile.
    await layout.writing(async () => {
      for (const step of STEPS) {
        running.signal?.throwIfAborted();
        const { state, detail } = this.planned(step.id);
        if (state === 'skip') {
          end({ id: step.id, state: 'skipped', detail });
          continue;
        }
        starting?.(step.id, stepTitle(step.id));
        try {
          end({ id: step.id, ...(await step.run(work, running)) });
        } catch (error) {
          if (!(error instanceof ReleaseError)) throw error;
          end({ id: step.id, state: 'failed', detail: error.message });
          return;
        }
      }
    });
    return resultOf(work, steps);
  }

  private planned(id: StepId): Pick<PlannedStep, 'state' | 'detail'> {
    const reason = this.work.request.skip.get(id);
    if (reason !== undefined) return { state: 'skip', detail: t('Left out: {0}', reason) };
    return STEPS.find((step) => step.id === id)!.plan(this.work);
  }
}

function named({ name: { local, reference } }: Work): { name: string; reference?: string } {
  return { name: local, ...(reference === undefined ? {} : { reference }) };
}

function resultOf(work: Work, steps: StepOutcome[]): ReleaseResult {
  return {
    ...named(work),
    ...(work.artifact ? { digest: work.artifact.digest } : {}),
    steps,
    questions: work.questions,
    warnings: [...work.warnings],
    ...(work.gate ? { gate: work.gate } : {}),
    ...(work.signer ? { signer: work.signer.name } : {}),
  };
}
