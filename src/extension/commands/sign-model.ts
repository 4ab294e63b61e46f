import * as vscode from 'vscode';
import { type WrittenSignature } from '../../node/signing/service';
import { type Method } from '../../core/signing/bundle/bundle';
import { verifyCommandLine } from '../../core/signing/command-line';
import { type Extension } from '../extension';
import { choiceOf } from '../signing/choice';
import { chooseModel, isFile, nameOf, parentOf } from '../signing/model-folder';
import { rememberPrivateKey, rememberToken } from '../signing/private-keys';
import { withProgress } from '../signing/progress';
import { inert, named, shownName, signingService, succeeded } from '../signing/service';
import { askHowToSign, type SignAnswers } from '../signing/sign-steps';
import { saveFirst } from '../signing/save-first';
import { isTrusted } from '../trust';
import { verifyModel } from './verify-model';

/**
 * Signs a model: a folder or file of the Explorer, the folder of a MOF file, or one that is picked.
 * @param _selected what the Explorer hands over beside
 * @param given how to sign, where that is known and is not asked
 */
export async function signModel(
  extension: Extension,
  uri?: vscode.Uri | string,
  _selected?: unknown,
  given?: SignAnswers,
): Promise<WrittenSignature | undefined> {
  const untrusted = vscode.l10n.t(
    'Models are not signed in a workspace that you do not trust. They can be verified here.',
  );
  if (!(await isTrusted(untrusted))) return undefined;
  const signing = await signingService(extension);
  if (!signing) return undefined;
  const about = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri;
  const model = await chooseModel(about, vscode.l10n.t('The model to sign'));
  if (!model) return undefined;
  const answers = given ?? (await askHowToSign({ extension, signing, model, isFile: await isFile(model) }));
  if (!answers) return undefined;
  const [save, anyway] = [vscode.l10n.t('Save and Sign'), vscode.l10n.t('Sign as on Disk')];
  if (!(await saveFirst(model, save, anyway))) return undefined;
  const signature = answers.signature!;
  const signed = await withProgress(vscode.l10n.t('Signing {0}', shownName(model)), (work) =>
    signing.sign({
      ...work,
      allowSymlinks: answers.allowSymlinks ?? false,
      model: named(model),
      signature: named(signature),
      choice: choiceOf(answers, model, work),
    }),
  );
  if (!succeeded(signed)) return undefined;
  if (answers.method === 'token') await rememberToken(extension.context, answers.uri!);
  else if (answers.key) await rememberPrivateKey(extension.context, answers.key);
  void tell(extension, { model, signature, signed, method: methodOf(answers) });
  return signed;
}

interface Told {
  model: vscode.Uri;
  signature: vscode.Uri;
  signed: WrittenSignature;
  method: Method;
}

/** How others verify. */
function methodOf({ method, certified }: SignAnswers): Method {
  if (method === 'token') return certified ? 'certificate' : 'key';
  return method!;
}

async function tell(extension: Extension, told: Told): Promise<void> {
  const { model, signature, signed } = told;
  const [verify, copy, show] = [
    vscode.l10n.t('Verify'),
    vscode.l10n.t('Copy Command for Others'),
    vscode.l10n.t('Show Signature'),
  ];
  const where = shownName(signature);
  const message =
    signed.files === 1
      ? vscode.l10n.t('{0} is signed: 1 file. The signature is in {1}.', shownName(model), where)
      : vscode.l10n.t('{0} is signed: {1} files. The signature is in {2}.', shownName(model), signed.files, where);
  const choice = await vscode.window.showInformationMessage(inert(message), verify, copy, show);
  if (choice === verify) await verifyModel(extension, model, undefined, { signature });
  else if (choice === copy) await vscode.env.clipboard.writeText(commandFor(told));
  else if (choice === show) await vscode.commands.executeCommand('revealInExplorer', signature);
}

/** What others type to verify the model, from the folder that they have it in. */
function commandFor({ model, signature, signed, method }: Told): string {
  const folder = parentOf(model).path.replace(/\/$/, '');
  const below = signature.path.startsWith(`${folder}/`) ? signature.path.slice(folder.length + 1) : nameOf(signature);
  const signer = signed.signer ? { signer: signed.signer } : {};
  return verifyCommandLine({ method, model: nameOf(model), signature: below, ...signer });
}
