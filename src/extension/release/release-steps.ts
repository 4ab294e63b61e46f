import * as vscode from 'vscode';
import { parseReference } from '../../core/oci/reference';
import { type Packaging, type Signing } from '../../node/api';
import { type EditorRelease, type ReleasePlan, type ReleaseService } from '../../node/release/service';
import { type Extension } from '../extension';
import { askLayout } from '../packaging/layouts';
import { nameOf, parentOf } from '../signing/model-folder';
import { named, shownName, succeeded } from '../signing/service';
import { askWhoSigns, type SignAnswers } from '../signing/sign-steps';
import { trustConfig } from '../signing/trust-config';
import { cancelled, isLeft, runSteps, type Step, type StepItem, type StepUi } from '../steps';

/** What is asked before a model is released. */
export interface ReleaseAnswers extends SignAnswers {
  /** Whether somebody signs. */
  signs?: boolean;
  name?: string;
  layout?: vscode.Uri;
  allowSymlinks?: boolean;
  /** A tag of a registry may be moved to this artifact. */
  moveTag?: boolean;
  /** Steps to leave out, each with why. */
  skip?: ReadonlyMap<string, string>;
}

interface Asking {
  extension: Extension;
  releasing: ReleaseService;
  packaging: Packaging;
  signing: Signing;
  model: vscode.Uri;
}

/** Asks how to release a model, in steps that can be gone back; the last one is the plan. Undefined when the user gives up. */
export async function askHowToRelease(asking: Asking, known: ReleaseAnswers): Promise<ReleaseAnswers | undefined> {
  const series = (answers: ReleaseAnswers): Step<ReleaseAnswers>[] => [
    ...(known.layout
      ? []
      : [askLayout<ReleaseAnswers>(asking, vscode.l10n.t('Where the artifact is made on this machine'))]),
    askName(asking),
    askWhether,
    ...(answers.signs ? askWhoSigns({ ...asking, isFile: false }, answers) : []),
    confirm(asking),
  ];
  const answers: ReleaseAnswers = { ...known };
  const done = await runSteps<ReleaseAnswers>(vscode.l10n.t('Release {0}', shownName(asking.model)), series, answers);
  return done === cancelled ? undefined : done;
}

/** The release that answers are about, but for what is known when it is made: how to sign, and who asks the registry. */
export function releaseOf(model: vscode.Uri, answers: ReleaseAnswers): EditorRelease {
  const { name, layout, allowSymlinks = false, moveTag = false, skip = new Map<string, string>() } = answers;
  const report = vscode.Uri.joinPath(parentOf(model), `${nameOf(model)}-evidence.html`);
  const config = trustConfig();
  return {
    model: named(model),
    layout: named(layout!),
    ...(name === undefined ? {} : { name }),
    ...(answers.signs ? { signer: { method: answers.method!, shown: signerWords(answers) } } : {}),
    ...(config ? { trustConfig: config } : {}),
    moveTag,
    allowSymlinks,
    report: { file: named(report), format: 'html' },
    skip,
  };
}

function signerWords({ method, key, certificate }: ReleaseAnswers): string {
  switch (method) {
    case 'key':
      return shownName(key!);
    case 'certificate':
      return shownName(certificate!);
    case 'token':
      return vscode.l10n.t('the key of a token');
    default:
      return 'Sigstore';
  }
}

const askName =
  ({ releasing, packaging, model }: Asking): Step<ReleaseAnswers> =>
  async (step, answers) => {
    const usual = answers.name === undefined ? await usualName(releasing, model, answers) : answers.name;
    answers.name = await step.ask({
      prompt: vscode.l10n.t('The name of the artifact: registry/repository:tag to push it, or any name of your own'),
      placeholder: 'registry.example.org/repository:tag',
      value: usual,
      checkAccepted: async (text) => (await packaging.whyNoName(text))?.failure,
    });
  };

/** The name that the model gives itself. */
async function usualName(releasing: ReleaseService, model: vscode.Uri, answers: ReleaseAnswers): Promise<string> {
  for (;;) {
    const unnamed = { ...releaseOf(model, { ...answers, signs: false }) };
    const plan = await releasing.plan(unnamed);
    if ('steps' in plan) return plan.name;
    if (answers.allowSymlinks || !(await followLinks(model, plan.failure))) throw cancelled;
    answers.allowSymlinks = true;
  }
}

/** What stands in the way of looking at a model may be its links. */
async function followLinks(model: vscode.Uri, failure: string): Promise<boolean> {
  const follow = vscode.l10n.t('Release What Links Lead To');
  const message = vscode.l10n.t('{0} cannot be released as it is.', shownName(model));
  return (await vscode.window.showWarningMessage(message, { modal: true, detail: failure }, follow)) === follow;
}

const askWhether: Step<ReleaseAnswers> = async (step, answers) => {
  const items: StepItem<boolean>[] = [
    {
      iconPath: new vscode.ThemeIcon('verified'),
      label: vscode.l10n.t('Sign it'),
      detail: vscode.l10n.t('Its files and the artifact, so that others can verify who released it.'),
      value: true,
    },
    {
      iconPath: new vscode.ThemeIcon('circle-slash'),
      label: vscode.l10n.t('Do not sign it'),
      detail: vscode.l10n.t('Nothing tells others where it comes from.'),
      value: false,
    },
  ];
  const active = items.find(({ value }) => value === answers.signs);
  answers.signs = await step.pick({ items, active, placeholder: vscode.l10n.t('Whether it is signed') });
};

/** Shows the plan; the last step. A step of it that is chosen is left out, with why, or taken in again. */
const confirm =
  ({ releasing, model }: Asking): Step<ReleaseAnswers> =>
  async (step, answers) => {
    for (;;) {
      const plan = await releasing.plan(releaseOf(model, answers));
      if (!succeeded(plan)) throw cancelled;
      const chosen = await step.pick({
        items: planItems(plan, answers),
        placeholder: plan.interrupted
          ? vscode.l10n.t('An earlier run ended after "{0}"; this one goes on', plan.interrupted.title)
          : vscode.l10n.t('What happens. Choose a step to leave it out'),
      });
      if (chosen === RELEASE) return;
      if (chosen === MOVE_TAG) answers.moveTag = !answers.moveTag;
      else if (releasing.skippable.includes(chosen)) await leaveOut(step, answers, chosen);
    }
  };

const RELEASE = 'release';
const MOVE_TAG = 'move-tag';

function planItems({ name, reference, steps }: ReleasePlan, answers: ReleaseAnswers): StepItem<string>[] {
  return [
    {
      iconPath: new vscode.ThemeIcon('rocket'),
      label: vscode.l10n.t('Release'),
      description: reference ?? name,
      value: RELEASE,
    },
    ...steps.map(({ id, title, state, detail }) => ({
      iconPath: new vscode.ThemeIcon(ICONS[state]),
      label: title,
      detail,
      value: id,
    })),
    ...(reference === undefined
      ? []
      : [
          {
            iconPath: new vscode.ThemeIcon(answers.moveTag ? 'check' : 'tag'),
            label: vscode.l10n.t('Move the tag {0}', parseReference(reference).tag!),
            detail: answers.moveTag
              ? vscode.l10n.t('Where it stands for another artifact, it is moved to this one.')
              : vscode.l10n.t('Where it stands for another artifact, nothing is pushed.'),
            value: MOVE_TAG,
          },
        ]),
  ];
}

const ICONS = { do: 'circle-large-outline', check: 'search', skip: 'debug-step-over' } as const;

async function leaveOut(step: StepUi, answers: ReleaseAnswers, id: string): Promise<void> {
  const skip = new Map(answers.skip);
  if (!skip.delete(id))
    try {
      skip.set(id, await step.ask({ prompt: vscode.l10n.t('Why is it left out? The summary says so'), value: '' }));
    } catch (signal) {
      // Back to the plan.
      if (!isLeft(signal)) throw signal;
    }
  answers.skip = skip;
}
