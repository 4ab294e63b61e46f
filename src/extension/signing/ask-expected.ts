import * as vscode from 'vscode';
import { type Signing } from '../../node/api';
import { type ExpectedSigner, type TrustedFile } from '../../node/signing/service';
import { type Extension } from '../extension';
import { cancelled, runSteps, type Step, type StepItem } from '../steps';
import { policySearch } from '../policy/search';
import { policyService } from '../policy/service';
import { expectedSigners, forgetExpected, isSame, rememberExpected, signerItem } from './expected-signers';
import { lastExpected } from './last-verified';
import { named, shownName, succeeded } from './service';
import { type VerifiedSubject } from './verified-models';

/** Who is known to make sure of identities for Sigstore, with words for people. */
const ISSUERS: readonly (readonly [url: string, words: string])[] = [
  ['https://github.com/login/oauth', 'GitHub'],
  ['https://accounts.google.com', 'Google'],
  ['https://login.microsoftonline.com', 'Microsoft'],
  ['https://token.actions.githubusercontent.com', 'GitHub Actions'],
  ['https://gitlab.com', 'GitLab CI'],
];

/** What the user says of who should have signed. `nobody`: they want to see who did, or the policies say who may. */
type Answer = ExpectedSigner | 'nobody';

interface Answers {
  signer?: Answer;
  /** A new identity is to be entered. */
  enter?: boolean;
  identity?: string;
}

/**
 * Asks who should have signed: somebody from earlier, or somebody new. A signature names whom it likes, so it is never taken
 * from there.
 * @returns undefined when the user gives up
 */
export async function askExpected(
  extension: Extension,
  signing: Signing,
  subject: Pick<VerifiedSubject, 'model' | 'kind'> & { shown?: string },
): Promise<{ expected: ExpectedSigner | undefined } | undefined> {
  const { kind } = subject;
  const method = kind && kind.kind !== 'other' ? kind.method : undefined;
  // Nobody can have signed what is no signature.
  if (!method) return { expected: undefined };
  const answers: Answers = {};
  const title = vscode.l10n.t('Verify {0}', subject.shown ?? shownName(subject.model));
  const allowed = await policyItem(extension, subject.model);
  const who = askWho(extension, signing, subject, method, allowed);
  const done = await runSteps(title, ({ enter }) => (enter ? [who, askIdentity, askIssuer] : [who]), answers);
  if (done === cancelled || !done.signer) return undefined;
  if (done.signer === 'nobody') return { expected: undefined };
  await rememberExpected(extension.context, done.signer);
  return { expected: done.signer };
}

type Choice = Answer | 'choose' | 'enter' | 'forget';

const askWho =
  (
    { context }: Extension,
    signing: Signing,
    { model, kind }: Pick<VerifiedSubject, 'model' | 'kind'>,
    method: ExpectedSigner['method'],
    allowed: StepItem<Choice> | undefined,
  ): Step<Answers> =>
  async (step, answers) => {
    answers.enter = false;
    for (;;) {
      const last = lastExpected(context, model);
      const earlier = expectedSigners(context).filter((each) => each.method === method);
      const items = [
        ...(allowed ? [allowed] : []),
        ...earlier.map((value): StepItem<Choice> => {
          const isLast = last !== undefined && isSame(last, value);
          return { ...signerItem(value), value, ...(isLast ? { description: vscode.l10n.t('as last time') } : {}) };
        }),
        ...newItems(method).filter(({ value }) => !allowed || value !== 'nobody'),
        ...(earlier.length
          ? [
              {
                iconPath: new vscode.ThemeIcon('trash'),
                label: vscode.l10n.t('Forget those above'),
                value: 'forget' as const,
              },
            ]
          : []),
      ];
      const placeholder = claimWords(kind);
      const choice: Choice = await step.pick<Choice>({
        items,
        placeholder,
        active: items.find(({ description }) => description !== undefined),
      });
      if (choice === 'forget') {
        await forgetExpected(context, method);
      } else if (choice === 'enter') {
        answers.enter = true;
        return;
      } else if (choice === 'choose') {
        const chosen = await chooseFile(signing, method as 'key' | 'certificate', model);
        if (chosen) {
          answers.signer = chosen;
          return;
        }
      } else {
        answers.signer = choice;
        return;
      }
    }
  };

/** The policies say who may have signed, where there are some: nobody else has to be named then. */
async function policyItem(extension: Extension, model: vscode.Uri): Promise<StepItem<Choice> | undefined> {
  const policies = await policyService(extension);
  const counting = policies?.policies(policySearch(model)).filter(({ state }) => state !== 'ignored') ?? [];
  if (!counting.length) return undefined;
  const files = counting.map(({ place }) => shownName(vscode.Uri.file(place))).join(', ');
  return {
    iconPath: new vscode.ThemeIcon('law'),
    label: vscode.l10n.t('Whoever the policy lists'),
    detail: vscode.l10n.t('Policies: {0}', files),
    value: 'nobody',
  };
}

/** The ways to name somebody new. */
function newItems(method: ExpectedSigner['method']): StepItem<Choice>[] {
  const nobody: StepItem<Choice> = {
    iconPath: new vscode.ThemeIcon('eye'),
    label: vscode.l10n.t('Only see who signed'),
    detail: vscode.l10n.t('Nobody is trusted: the verdict says who signed, and that this proves nothing yet.'),
    value: 'nobody',
  };
  switch (method) {
    case 'key':
      return [
        {
          iconPath: new vscode.ThemeIcon('key'),
          label: vscode.l10n.t('Choose the public key of the signer…'),
          detail: vscode.l10n.t('In PEM, from somebody you trust; not from where the model came from.'),
          value: 'choose',
        },
      ];
    case 'certificate':
      return [
        {
          iconPath: new vscode.ThemeIcon('shield'),
          label: vscode.l10n.t('Choose the root certificate you trust…'),
          detail: vscode.l10n.t('In PEM, from somebody you trust; not from where the model came from.'),
          value: 'choose',
        },
        nobody,
      ];
    case 'sigstore':
      return [
        {
          iconPath: new vscode.ThemeIcon('account'),
          label: vscode.l10n.t('Enter who should have signed…'),
          detail: vscode.l10n.t('An e-mail address or the URI of a workflow, and who makes sure of it.'),
          value: 'enter',
        },
        nobody,
      ];
  }
}

function claimWords(kind: VerifiedSubject['kind']): string {
  const who = vscode.l10n.t('Who should have signed?');
  if (kind?.kind !== 'model' || !kind.claim) return who;
  return kind.method === 'key'
    ? vscode.l10n.t('{0} The signature names the key {1}; it may name any.', who, `${kind.claim.slice(0, 16)}…`)
    : vscode.l10n.t('{0} The signature names {1}; it may name anybody.', who, kind.claim);
}

/** Lets the user choose a public key or root certificates. Undefined when they think better of it. */
async function chooseFile(
  signing: Signing,
  method: 'key' | 'certificate',
  model: vscode.Uri,
): Promise<ExpectedSigner | undefined> {
  const title =
    method === 'key' ? vscode.l10n.t('The public key of the signer') : vscode.l10n.t('The root certificate you trust');
  const [file] = (await vscode.window.showOpenDialog({ title, filters: PEM_FILES() })) ?? [];
  if (!file || !(await isMeant(file, model))) return undefined;
  const trusted = await signing.trusted(method, named(file));
  if (!succeeded<TrustedFile>(trusted)) return undefined;
  return method === 'key' ? { method, publicKey: trusted } : { method, roots: [trusted] };
}

/** What the file dialog offers for keys and certificates. */
export const PEM_FILES = (): Record<string, string[]> => ({
  [vscode.l10n.t('Keys and certificates')]: ['pem', 'pub', 'key', 'crt', 'cer'],
  [vscode.l10n.t('All files')]: ['*'],
});

/** A key that comes with the model proves nothing: whoever changed the model could change the key. */
async function isMeant(file: vscode.Uri, model: vscode.Uri): Promise<boolean> {
  if (!file.path.startsWith(`${model.path}/`)) return true;
  const useIt = vscode.l10n.t('Use It');
  const message = vscode.l10n.t('{0} came with the model.', shownName(file));
  const detail = vscode.l10n.t(
    'Whoever could change the model could also change this file, so that a signature that fits it proves nothing. Take the file from somewhere else.',
  );
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, useIt)) === useIt;
}

const askIdentity: Step<Answers> = async (step, answers) => {
  answers.identity = await step.ask({
    prompt: vscode.l10n.t('Who should have signed, to the letter: an e-mail address or a URI'),
    placeholder: 'release@example.org',
    value: answers.identity ?? '',
  });
};

const askIssuer: Step<Answers> = async (step, answers) => {
  const other = vscode.l10n.t('Another issuer…');
  const chosen = await step.pick<string>({
    items: [...ISSUERS.map(([value, label]) => ({ label, description: value, value })), { label: other, value: '' }],
    placeholder: vscode.l10n.t('Who made sure of that: the issuer of the identity'),
  });
  const issuer =
    chosen ||
    (await step.ask({
      prompt: vscode.l10n.t('The issuer, to the letter'),
      placeholder: 'https://accounts.example.org',
      value: '',
      check: (text) =>
        URL.canParse(text) ? undefined : vscode.l10n.t('An issuer is a URL, such as {0}.', ISSUERS[1]![0]),
    }));
  answers.signer = { method: 'sigstore', identity: answers.identity!, issuer };
};
