import * as vscode from 'vscode';
import { type DevicePrompt, type Disclosure, type KeylessUi } from '../../node/signing/service';
import { type Work } from './progress';
import { inert, shownName } from './service';

/** Signing keyless as the editor asks about it. */
export function keylessUi(model: vscode.Uri, { say }: Work): KeylessUi {
  return {
    open: async (url) => {
      say(vscode.l10n.t('waiting for you to sign in with the browser'));
      await openPage(url);
    },
    reach: async (address) => (await vscode.env.asExternalUri(vscode.Uri.parse(address))).toString(true),
    askForCode: async (url, signal) => {
      say(vscode.l10n.t('waiting for the code that the browser shows'));
      await openPage(url);
      return askForCode(signal);
    },
    showDevice: (prompt) => void showDevice(prompt),
    consent: async (disclosure) => {
      const agreed = await consent(model, disclosure);
      if (agreed) say(vscode.l10n.t('asking the services of Sigstore'));
      return agreed;
    },
  };
}

/** VS Code asks the user before it opens a page that they have not trusted. */
async function openPage(url: string): Promise<void> {
  // A blank as plus sign does not survive the way through a Uri.
  if (await vscode.env.openExternal(vscode.Uri.parse(url.replaceAll('+', '%20')))) return;
  const copy = vscode.l10n.t('Copy Address');
  const message = vscode.l10n.t('The page to sign in did not open. Open it yourself.');
  if ((await vscode.window.showWarningMessage(message, copy)) === copy) await vscode.env.clipboard.writeText(url);
}

async function askForCode(signal: AbortSignal | undefined): Promise<string | undefined> {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await vscode.window.showInputBox(
      {
        title: vscode.l10n.t('Sign In'),
        prompt: vscode.l10n.t('The code that the browser shows when you have signed in'),
        ignoreFocusOut: true,
      },
      source.token,
    );
  } finally {
    signal?.removeEventListener('abort', cancel);
    source.dispose();
  }
}

async function showDevice({ url, code, urlWithCode }: DevicePrompt): Promise<void> {
  const [copy, open] = [vscode.l10n.t('Copy Code'), vscode.l10n.t('Open Page')];
  const message = vscode.l10n.t('Open {0} on any device, sign in, and confirm the code {1}.', url, code);
  const choice = await vscode.window.showInformationMessage(inert(message), copy, open);
  if (choice === copy) await vscode.env.clipboard.writeText(code);
  else if (choice === open) await vscode.env.openExternal(vscode.Uri.parse(urlWithCode ?? url));
}

/** What is published can never be taken back, so that it is told to the letter, and asked. */
async function consent(model: vscode.Uri, { identity, digest, hosts }: Disclosure): Promise<boolean> {
  const sign = vscode.l10n.t('Publish and Sign');
  const message = vscode.l10n.t('Sign {0} as {1}?', shownName(model), identity.name);
  const detail = [
    vscode.l10n.t('This becomes public for ever, in logs that everybody can search:'),
    vscode.l10n.t('• who you are: {0}', identity.name),
    vscode.l10n.t('• who made sure of that: {0}', identity.issuer),
    vscode.l10n.t('• the time'),
    vscode.l10n.t('• the SHA-256 of what is signed: {0}', digest),
    vscode.l10n.t('{0} publish it. Names and contents of files stay unpublished.', hosts.join(', ')),
  ].join('\n');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, sign)) === sign;
}
