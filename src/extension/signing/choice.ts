import * as vscode from 'vscode';
import { type SigningChoice } from '../../node/signing/service';
import { keylessUi } from './keyless';
import { type Work } from './progress';
import { named } from './service';
import { type SignAnswers } from './sign-steps';
import { trustConfig } from './trust-config';

/** How to sign, as the user answered. */
export function choiceOf(answers: SignAnswers, model: vscode.Uri, work: Work): SigningChoice {
  const { method, key, passphrase, certificate, chain = [], way, token } = answers;
  if (method === 'sigstore') {
    const config = trustConfig();
    return {
      method,
      way: way!,
      ui: keylessUi(model, work),
      ...(token === undefined ? {} : { token }),
      ...(config ? { trustConfig: config } : {}),
    };
  }
  if (method === 'token')
    return {
      method,
      uri: answers.uri!,
      pin: askPin,
      chain: chain.map(named),
      ...(answers.certified ? { certificate: named(certificate!) } : {}),
    };
  const file = { privateKey: named(key!), ...(passphrase === undefined ? {} : { passphrase }) };
  if (method === 'key') return { method, ...file };
  return { method: 'certificate', ...file, certificate: named(certificate!), chain: chain.map(named) };
}

async function askPin(token: string): Promise<string | undefined> {
  const prompt = vscode.l10n.t('The PIN of the token "{0}". It is not kept.', token);
  return vscode.window.showInputBox({ prompt, password: true, ignoreFocusOut: true });
}
