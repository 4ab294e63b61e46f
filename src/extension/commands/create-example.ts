import * as vscode from 'vscode';
import { EXAMPLE_NAME, exampleFiles } from '../../core/example/example';
import { type Extension } from '../extension';
import { pickFolder } from '../packaging/layouts';
import { inert } from '../signing/service';

/** The folder that the example is written to. */
const FOLDER = 'model-openness-example';

/**
 * Writes a small model with real files, and documents with mistakes beside it, into a folder that the user picks, and opens it.
 * @param given where to, by a test: nothing is asked and opened then
 * @returns the folder of the example
 */
export async function createExample(_extension: Extension, given?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const parent =
    given instanceof vscode.Uri
      ? given
      : await pickFolder(vscode.l10n.t('Where the example goes'), vscode.l10n.t('Create Example Here'));
  if (!parent) return undefined;
  const folder = vscode.Uri.joinPath(parent, FOLDER);
  if (!(await write(folder))) return undefined;
  if (!given) await open(folder);
  return folder;
}

/** Writes all files that are not there; what somebody has worked on stays. */
async function write(folder: vscode.Uri): Promise<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const { path, bytes } of exampleFiles())
    change.createFile(vscode.Uri.joinPath(folder, path), { ignoreIfExists: true, contents: bytes });
  if (await vscode.workspace.applyEdit(change)) return true;
  void vscode.window.showErrorMessage(
    inert(vscode.l10n.t('The example could not be written to {0}. Choose another folder.', folder.fsPath)),
  );
  return false;
}

async function open(folder: vscode.Uri): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
    return;
  }
  const here = vscode.l10n.t('Open Here');
  const other = vscode.l10n.t('Open in New Window');
  const message = vscode.l10n.t('The example model {0} is in {1}.', EXAMPLE_NAME, folder.fsPath);
  const answer = await vscode.window.showInformationMessage(inert(message), here, other);
  if (answer) await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: answer === other });
}
