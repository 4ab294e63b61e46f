import * as vscode from 'vscode';
import { sizeText } from '../../core/report/size';
import { type Signing } from '../../node/api';
import { type Coverage, type IdentityWay } from '../../node/signing/service';
import { type Extension } from '../extension';
import { showReport } from '../reports';
import { cancelled, runSteps, type Step, type StepItem, type StepUi } from '../steps';
import { PEM_FILES } from './ask-expected';
import { nameOf, parentOf } from './model-folder';
import { lastToken, privateKeys } from './private-keys';
import { inert, isFailure, named, shownName, succeeded } from './service';
import { usualSignature } from './signature-file';
import { trustConfig } from './trust-config';

/** What is asked before a model is signed. */
export interface SignAnswers {
  method?: 'key' | 'certificate' | 'sigstore' | 'token';
  key?: vscode.Uri;
  /** Whether the key has to be opened with a passphrase. */
  encrypted?: boolean;
  /** Kept as long as it takes to sign. */
  passphrase?: string;
  certificate?: vscode.Uri;
  /** Empty where nothing stands between the certificate and its root. */
  chain?: vscode.Uri[];
  /** Which key of which token. */
  uri?: string;
  /** Whether the key of the token is used with its certificate. */
  certified?: boolean;
  way?: IdentityWay;
  /** Secret. */
  token?: string;
  signature?: vscode.Uri;
  /** Whether links to files in the model are followed. */
  allowSymlinks?: boolean;
}

interface Asking {
  extension: Extension;
  signing: Signing;
  model: vscode.Uri;
  isFile: boolean;
}

/** Asks how to sign a model, in steps that can be gone back. Undefined when the user gives up. */
export async function askHowToSign(asking: Asking): Promise<SignAnswers | undefined> {
  const series = (answers: SignAnswers): Step<SignAnswers>[] => [
    ...askWhoSigns(asking, answers),
    askSignature(asking),
    confirm(asking),
  ];
  const done = await runSteps<SignAnswers>(vscode.l10n.t('Sign {0}', shownName(asking.model)), series, {});
  return done === cancelled ? undefined : done;
}

/** The steps that tell with what is signed, in view of the answers so far. */
export function askWhoSigns(asking: Asking, answers: SignAnswers): Step<SignAnswers>[] {
  return [askMethod, ...stepsOfMethod(asking, answers)];
}

function stepsOfMethod(asking: Asking, { method, encrypted, certified, way }: SignAnswers): Step<SignAnswers>[] {
  const passphrase = encrypted ? [askPassphrase(asking)] : [];
  const certificate = askCertificate(asking);
  const chain = askChain(asking);
  switch (method) {
    case 'key':
      return [askKey(asking), ...passphrase];
    case 'certificate':
      return [certificate, askKey(asking), ...passphrase, chain];
    case 'token':
      return [askUri(asking), askCertified, ...(certified ? [certificate, chain] : [])];
    case 'sigstore':
      return [askWay, ...(way === 'token' ? [askToken] : [])];
    case undefined:
      return [];
  }
}

const askMethod: Step<SignAnswers> = async (step, answers) => {
  const items: StepItem<NonNullable<SignAnswers['method']>>[] = [
    {
      iconPath: new vscode.ThemeIcon('key'),
      label: vscode.l10n.t('Private key'),
      detail: vscode.l10n.t('In a PEM file, on the curve P-256, P-384 or P-521. Others verify with its public key.'),
      value: 'key',
    },
    {
      iconPath: new vscode.ThemeIcon('shield'),
      label: vscode.l10n.t('Certificate'),
      detail: vscode.l10n.t('With its private key, in PEM files. Others verify with the root certificate.'),
      value: 'certificate',
    },
    {
      iconPath: new vscode.ThemeIcon('circuit-board'),
      label: vscode.l10n.t('Token or smart card'),
      detail: vscode.l10n.t('With a key that it keeps, and its certificate if you like. Needs pkcs11-tool of OpenSC.'),
      value: 'token',
    },
    {
      iconPath: new vscode.ThemeIcon('account'),
      label: vscode.l10n.t('Sigstore'),
      detail: vscode.l10n.t('No key of your own: you sign in, and who you are becomes public. Uses the network.'),
      value: 'sigstore',
    },
  ];
  const active = items.find(({ value }) => value === answers.method);
  answers.method = await step.pick({ items, active, placeholder: vscode.l10n.t('How to sign') });
};

const askKey =
  ({ extension, signing, model }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    const key = await pickFile(step, {
      items: privateKeys(extension.context).map((uri) => fileItem('key', uri)),
      browse: vscode.l10n.t('Choose the file of the private key…'),
      title: vscode.l10n.t('The private key'),
      active: answers.key,
      why: async (uri) => {
        if (uri.path.startsWith(`${model.path}/`))
          return vscode.l10n.t(
            '{0} is in the model, where others would get it. Keep private keys elsewhere.',
            shownName(uri),
          );
        const state = await signing.privateKeyState(named(uri));
        if (isFailure(state)) return state.failure;
        answers.encrypted = state.encrypted;
        if (state.readByAll)
          void vscode.window.showWarningMessage(
            inert(
              vscode.l10n.t(
                'Everybody on this machine can read the private key {0}: take that right away.',
                shownName(uri),
              ),
            ),
          );
        return undefined;
      },
    });
    answers.key = key;
  };

const askPassphrase =
  ({ signing }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    answers.passphrase = await step.ask({
      prompt: vscode.l10n.t('The passphrase of {0}. It is not kept.', shownName(answers.key!)),
      value: '',
      secret: true,
      checkAccepted: async (text) => (await signing.checkPassphrase(named(answers.key!), text))?.failure,
    });
  };

const askCertificate =
  ({ signing }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    answers.certificate = await pickFile(step, {
      items: answers.certificate ? [fileItem('shield', answers.certificate)] : [],
      browse: vscode.l10n.t('Choose the file of the certificate…'),
      title: vscode.l10n.t('The certificate to sign with'),
      active: answers.certificate,
      why: (uri) => whyNoCertificates(signing, uri),
    });
  };

async function whyNoCertificates(signing: Signing, uri: vscode.Uri): Promise<string | undefined> {
  const found = await signing.certificatesOf(named(uri));
  return isFailure(found) ? found.failure : undefined;
}

const askChain =
  ({ signing }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    for (;;) {
      const has = await step.pick({
        items: [
          { label: vscode.l10n.t('A root issued it: nothing stands between'), value: false },
          {
            iconPath: new vscode.ThemeIcon('folder-opened'),
            label: vscode.l10n.t('Choose the certificates between it and its root…'),
            value: true,
          },
        ],
        placeholder: vscode.l10n.t('What leads from the certificate to the root that others trust'),
      });
      const title = vscode.l10n.t('The certificates between');
      const chosen = has
        ? await vscode.window.showOpenDialog({ title, canSelectMany: true, filters: PEM_FILES() })
        : [];
      if (!chosen) continue;
      const reasons = await Promise.all(chosen.map((uri) => whyNoCertificates(signing, uri)));
      const reason = reasons.find((each) => each !== undefined);
      if (reason) {
        void vscode.window.showErrorMessage(inert(reason));
        continue;
      }
      answers.chain = chosen;
      return;
    }
  };

const askUri =
  ({ extension, signing }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    answers.uri = await step.ask({
      prompt: vscode.l10n.t('The key of the token, as a PKCS #11 URI. The PIN is asked for later, and is not kept.'),
      placeholder: 'pkcs11:token=NAME;object=KEY?module-path=/usr/lib/…/module.so',
      value: answers.uri ?? lastToken(extension.context) ?? '',
      checkAccepted: async (text) => (await signing.checkTokenUri(text))?.failure,
    });
  };

const askCertified: Step<SignAnswers> = async (step, answers) => {
  const items: StepItem<boolean>[] = [
    {
      iconPath: new vscode.ThemeIcon('key'),
      label: vscode.l10n.t('With the key alone'),
      detail: vscode.l10n.t('Others verify with its public key.'),
      value: false,
    },
    {
      iconPath: new vscode.ThemeIcon('shield'),
      label: vscode.l10n.t('With its certificate'),
      detail: vscode.l10n.t('In a PEM file. Others verify with the root certificate.'),
      value: true,
    },
  ];
  answers.certified = await step.pick({
    items,
    active: items.find(({ value }) => value === answers.certified),
    placeholder: vscode.l10n.t('How to use the key of the token'),
  });
};

const askWay: Step<SignAnswers> = async (step, answers) => {
  const items: StepItem<IdentityWay>[] = [
    {
      iconPath: new vscode.ThemeIcon('globe'),
      label: vscode.l10n.t('Sign in with the browser'),
      detail: vscode.l10n.t('It comes back by itself. Where it cannot, it shows a code to enter here.'),
      value: 'browser',
    },
    {
      iconPath: new vscode.ThemeIcon('link-external'),
      label: vscode.l10n.t('Sign in with a browser elsewhere'),
      detail: vscode.l10n.t('You open a page, and enter the code that it shows in the end.'),
      value: 'code',
    },
    {
      iconPath: new vscode.ThemeIcon('device-mobile'),
      label: vscode.l10n.t('Sign in on another device'),
      detail: vscode.l10n.t('You confirm a code there.'),
      value: 'device',
    },
    {
      iconPath: new vscode.ThemeIcon('file-code'),
      label: vscode.l10n.t('Identity token'),
      detail: vscode.l10n.t('One that you have got elsewhere, made for Sigstore. It is not kept.'),
      value: 'token',
    },
  ];
  const config = trustConfig();
  answers.way = await step.pick({
    items,
    active: items.find(({ value }) => value === answers.way),
    placeholder: config
      ? vscode.l10n.t('How to prove who you are, to the Sigstore of {0}', config.shown)
      : vscode.l10n.t("How to prove who you are, to Sigstore's public instance"),
  });
};

const askToken: Step<SignAnswers> = async (step, answers) => {
  answers.token = await step.ask({ prompt: vscode.l10n.t('The identity token'), value: '', secret: true });
};

const askSignature =
  ({ model, isFile }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    const beside = vscode.Uri.joinPath(model, '..', `${nameOf(model)}.sig`);
    const [usual, other] = [usualSignature(model, isFile), vscode.l10n.t('Another file…')];
    const items: StepItem<vscode.Uri | undefined>[] = [
      {
        iconPath: new vscode.ThemeIcon('file'),
        label: nameOf(usual),
        description: isFile ? vscode.l10n.t('beside the model') : vscode.l10n.t('in the folder of the model'),
        detail: vscode.l10n.t('Whoever gets the model gets the signature with it.'),
        value: usual,
      },
      ...(isFile
        ? []
        : [
            {
              iconPath: new vscode.ThemeIcon('file'),
              label: nameOf(beside),
              description: vscode.l10n.t('beside the folder'),
              value: beside,
            },
          ]),
      { iconPath: new vscode.ThemeIcon('folder-opened'), label: other, value: undefined },
    ];
    for (;;) {
      const chosen =
        (await step.pick({
          items,
          placeholder: vscode.l10n.t('Where the signature goes'),
          active: items.find(({ value }) => value?.toString() === answers.signature?.toString()),
        })) ??
        (await vscode.window.showSaveDialog({
          defaultUri: beside,
          title: vscode.l10n.t('Where the signature goes'),
          filters: { [vscode.l10n.t('Signatures')]: ['sig'] },
        }));
      if (!chosen) continue;
      answers.signature = chosen;
      return;
    }
  };

/** Says what will be signed; the last step. */
const confirm =
  ({ extension, signing, model }: Asking): Step<SignAnswers> =>
  async (step, answers) => {
    const signature = answers.signature!;
    const paths = { model: named(model), signature: named(signature) };
    const isThere = await exists(signature);
    answers.allowSymlinks = false;
    for (;;) {
      const coverage = await signing.coverageOf(paths, answers.allowSymlinks);
      if (!succeeded(coverage)) throw cancelled;
      const chosen = await step.pick({
        items: [
          coverage.links.length ? followItem(coverage) : signItem(coverage, signature, isThere),
          showItem(coverage),
        ],
        placeholder: vscode.l10n.t('What is signed'),
      });
      if (chosen === 'sign') return;
      if (chosen === 'follow') answers.allowSymlinks = true;
      else await showCoverage(extension, model, coverage);
    }
  };

type Confirmation = 'sign' | 'follow' | 'show';

function signItem({ files }: Coverage, signature: vscode.Uri, isThere: boolean): StepItem<Confirmation> {
  const size = sizeText(files.reduce((sum, file) => sum + file.size, 0));
  return {
    iconPath: new vscode.ThemeIcon('pencil'),
    label: vscode.l10n.t('Sign'),
    description:
      files.length === 1 ? vscode.l10n.t('1 file, {0}', size) : vscode.l10n.t('{0} files, {1}', files.length, size),
    detail: isThere
      ? vscode.l10n.t('Replaces the signature in {0}', shownName(signature))
      : vscode.l10n.t('Writes {0}', shownName(signature)),
    value: 'sign',
  };
}

function followItem({ links }: Coverage): StepItem<Confirmation> {
  return {
    iconPath: new vscode.ThemeIcon('file-symlink-file'),
    label: vscode.l10n.t('Follow symbolic links to files in the model'),
    description: shortened(links),
    detail: vscode.l10n.t(
      'That is written into the signature, and whoever verifies has to allow it. Better sign a copy without links.',
    ),
    value: 'follow',
  };
}

function showItem({ ignored }: Coverage): StepItem<Confirmation> {
  return {
    iconPath: new vscode.ThemeIcon('list-flat'),
    label: vscode.l10n.t('Show what is signed'),
    detail: ignored.length ? vscode.l10n.t('Left out: {0}', shortened(ignored)) : vscode.l10n.t('Nothing is left out.'),
    value: 'show',
  };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function shortened(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? vscode.l10n.t('{0} and {1} more', shown, names.length - 3) : shown;
}

async function showCoverage(extension: Extension, model: vscode.Uri, { files, ignored }: Coverage): Promise<void> {
  const lines = [
    vscode.l10n.t('Signed with {0}: {1} files', shownName(model), files.length),
    ...files.map(({ name, size }) => `  ${name}  ${sizeText(size)}`),
    ...(ignored.length ? ['', vscode.l10n.t('Left out:'), ...ignored.map((name) => `  ${name}`)] : []),
  ];
  const name = `${shownName(model)}/${vscode.l10n.t('What is signed with {0}', nameOf(model))}`;
  await showReport(extension, name, { report: `${lines.join('\n')}\n`, wide: true });
}

interface FileQuestion {
  items: readonly StepItem<vscode.Uri>[];
  browse: string;
  title: string;
  active: vscode.Uri | undefined;
  /** Says what is wrong with a file. */
  why(file: vscode.Uri): Promise<string | undefined>;
}

/** Lets the user choose one of some files, or any other; asks again until it is one that will do. */
async function pickFile(step: StepUi, { items, browse, title, active, why }: FileQuestion): Promise<vscode.Uri> {
  for (;;) {
    const chosen =
      (await step.pick<vscode.Uri | undefined>({
        items: [...items, { iconPath: new vscode.ThemeIcon('folder-opened'), label: browse, value: undefined }],
        placeholder: title,
        active: items.find(({ value }) => value.toString() === active?.toString()),
      })) ?? (await vscode.window.showOpenDialog({ title, filters: PEM_FILES() }))?.[0];
    if (!chosen) continue;
    const reason = await why(chosen);
    if (!reason) return chosen;
    void vscode.window.showErrorMessage(inert(reason));
  }
}

function fileItem(icon: string, uri: vscode.Uri): StepItem<vscode.Uri> {
  const iconPath = new vscode.ThemeIcon(icon);
  return { iconPath, label: nameOf(uri), description: parentOf(uri).fsPath, value: uri };
}
