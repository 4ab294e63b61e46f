import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { askExpected } from '../signing/ask-expected';
import { chooseModel, isFile } from '../signing/model-folder';
import { named, signingService, succeeded } from '../signing/service';
import { chooseSignature } from '../signing/signature-file';
import { verifyAndShow } from '../signing/verification';
import { type VerifiedModel } from '../signing/verified-models';

/**
 * Verifies a model: a folder or file of the Explorer, the folder of a MOF file, or one that is picked.
 * @param given the signature file, where it is known
 */
export async function verifyModel(
  extension: Extension,
  uri?: vscode.Uri | string,
  given?: vscode.Uri,
): Promise<VerifiedModel | undefined> {
  const signing = await signingService(extension);
  if (!signing) return undefined;
  // A lens knows texts only.
  const about = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri;
  const model = await chooseModel(about, vscode.l10n.t('The model to verify'));
  if (!model) return undefined;
  const isOneFile = await isFile(model);
  const signature = given ?? (await chooseSignature(model, isOneFile));
  if (!signature) return undefined;
  const found = await signing.inspect(named(signature));
  if (!succeeded(found)) return undefined;
  // What signs a file signs no folder; the verdict says so.
  const kind = found?.kind === 'bundle' && !isOneFile ? ({ ...found, kind: 'model' } as const) : found;
  const answer = await askExpected(extension, signing, { model, kind });
  if (!answer) return undefined;
  const subject = { model, isFile: isOneFile, signature, kind, ignoreUnsignedFiles: false, allowSymlinks: false };
  return verifyAndShow(extension, signing, { ...subject, ...answer });
}
