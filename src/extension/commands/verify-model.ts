import * as vscode from 'vscode';
import { type ExpectedSigner } from '../../node/signing/service';
import { type Extension } from '../extension';
import { askExpected } from '../signing/ask-expected';
import { chooseModel, isFile } from '../signing/model-folder';
import { named, signingService, succeeded } from '../signing/service';
import { chooseSignature } from '../signing/signature-file';
import { verifyAndShow } from '../signing/verification';
import { type VerifiedModel } from '../signing/verified-models';

/** What is known already and is not asked. */
export interface GivenToVerify {
  signature?: vscode.Uri;
  expected?: ExpectedSigner;
}

/**
 * Verifies a model: a folder or file of the Explorer, the folder of a MOF file, or one that is picked.
 * @param _selected what the Explorer hands over beside
 */
export async function verifyModel(
  extension: Extension,
  uri?: vscode.Uri | string,
  _selected?: unknown,
  given: GivenToVerify = {},
): Promise<VerifiedModel | undefined> {
  const signing = await signingService(extension);
  if (!signing) return undefined;
  // A lens knows texts only.
  const about = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri;
  const model = await chooseModel(about, vscode.l10n.t('The model to verify'));
  if (!model) return undefined;
  const isOneFile = await isFile(model);
  const signature = given.signature ?? (await chooseSignature(model, isOneFile));
  if (!signature) return undefined;
  const found = await signing.inspect(named(signature));
  if (!succeeded(found)) return undefined;
  // What signs a file signs no folder; the verdict says so.
  const kind = found?.kind === 'bundle' && !isOneFile ? ({ ...found, kind: 'model' } as const) : found;
  const { expected } = given;
  const answer = expected ? { expected } : await askExpected(extension, signing, { model, kind });
  if (!answer) return undefined;
  const options = { ignoreUnsignedFiles: false, allowSymlinks: false, allowRemembered: true };
  const subject = { model, isFile: isOneFile, signature, kind, ...options };
  return verifyAndShow(extension, signing, { ...subject, ...answer });
}
