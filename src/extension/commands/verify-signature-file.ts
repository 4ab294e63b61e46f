import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { type Extension } from '../extension';
import { askExpected } from '../signing/ask-expected';
import { isFile, nameOf, parentOf } from '../signing/model-folder';
import { inert, named, shownName, signingService, succeeded } from '../signing/service';
import { browseForSignature, signatureInFront } from '../signing/signature-file';
import { verifyAndShow } from '../signing/verification';
import { type VerifiedModel } from '../signing/verified-models';
import { verifyModel } from './verify-model';

/** Verifies what a signature file is about: the model that it signs, or the file of a Sigstore bundle. */
export async function verifySignatureFile(extension: Extension, uri?: vscode.Uri): Promise<VerifiedModel | undefined> {
  const signing = await signingService(extension);
  if (!signing) return undefined;
  const signature = uri ?? signatureInFront() ?? (await browseForSignature());
  if (!signature) return undefined;
  const kind = await signing.inspect(named(signature));
  if (!succeeded(kind)) return undefined;
  if (kind?.kind === 'model') return verifyModel(extension, await modelOf(signature), undefined, { signature });
  if (kind?.kind !== 'bundle') {
    const reason = kind ? printable(kind.reason) : vscode.l10n.t('does not exist');
    void vscode.window.showErrorMessage(
      inert(vscode.l10n.t('{0} is no signature that can be verified: it {1}.', shownName(signature), reason)),
    );
    return undefined;
  }
  const artifact = await artifactOf(signature);
  if (!artifact) return undefined;
  const answer = await askExpected(extension, signing, { model: artifact, kind });
  if (!answer) return undefined;
  const options = { isFile: true, ignoreUnsignedFiles: false, allowSymlinks: false, allowRemembered: true };
  return verifyAndShow(extension, signing, { model: artifact, signature, kind, ...options, ...answer });
}

/** What a signature file is beside and named after, if there is such a thing. */
async function subjectBeside(signature: vscode.Uri): Promise<vscode.Uri | undefined> {
  const name = nameOf(signature).replace(/(?:\.sigstore)?\.[^.]+$/i, '');
  const subject = vscode.Uri.joinPath(signature, '..', name);
  return vscode.workspace.fs.stat(subject).then(
    () => subject,
    () => undefined,
  );
}

/** What signatures are called that belong to the folder that they are in. */
const OF_FOLDER = 'model.sig';

/** The model that a signature is of: what it is named after, else the folder that it is in. */
async function modelOf(signature: vscode.Uri): Promise<vscode.Uri> {
  if (nameOf(signature) === OF_FOLDER) return parentOf(signature);
  return (await subjectBeside(signature)) ?? parentOf(signature);
}

/** The file that a bundle is of: what it is named after, else the one that the user picks. */
async function artifactOf(bundle: vscode.Uri): Promise<vscode.Uri | undefined> {
  const beside = await subjectBeside(bundle);
  if (beside && (await isFile(beside))) return beside;
  const title = vscode.l10n.t('The file that {0} signs', shownName(bundle));
  const [picked] = (await vscode.window.showOpenDialog({ title, defaultUri: parentOf(bundle) })) ?? [];
  return picked;
}
