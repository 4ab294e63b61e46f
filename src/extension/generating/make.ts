import * as vscode from 'vscode';
import { type FolderRequest, type GeneratedKind } from '../../node/generate/service';
import { type Extension } from '../extension';
import { createFile } from '../new-files';
import { chooseModel, isFile, parentOf } from '../signing/model-folder';
import { withProgress } from '../signing/progress';
import { inert, named, shownName, succeeded } from '../signing/service';
import { generatingServiceOrMessage, requestBase } from './service';

/** A document to make, and the file that it goes to. */
export interface Wanted {
  kind: GeneratedKind;
  file: string;
  request: Partial<Pick<FolderRequest, 'without' | 'cycloneDxVersion'>>;
}

/**
 * Makes a document from a model folder, writes it there and shows it; what only people know is in Problems then.
 * @returns the file, where it was written
 */
export async function makeInto(
  extension: Extension,
  uri: vscode.Uri | undefined,
  { kind, file, request }: Wanted,
): Promise<vscode.Uri | undefined> {
  const service = await generatingServiceOrMessage(extension);
  if (!service) return undefined;
  const chosen = await chooseModel(uri, vscode.l10n.t('The folder of the model'));
  if (!chosen) return undefined;
  const folder = (await isFile(chosen)) ? parentOf(chosen) : chosen;
  const title = vscode.l10n.t('Reading {0}', shownName(folder));
  const made = await withProgress(title, ({ progress, signal }) =>
    service.makeDocument(kind, { ...requestBase(extension), folder: named(folder), ...request, progress, signal }),
  );
  if (!succeeded(made)) return undefined;
  const written = await createFile(vscode.Uri.joinPath(folder, file), made.text);
  if (written && made.toDos.length) void tellToDos(made.toDos.length);
  return written;
}

async function tellToDos(count: number): Promise<void> {
  const show = vscode.l10n.t('Show Problems');
  const message = vscode.l10n.t('Written from what the files say. {0} things only people know: see Problems.', count);
  if ((await vscode.window.showInformationMessage(inert(message), show)) === show)
    await vscode.commands.executeCommand('workbench.actions.view.problems');
}
