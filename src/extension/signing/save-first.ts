import * as vscode from 'vscode';
import { shownName } from './service';

/**
 * What is signed or packaged is what is on the disk: asks about files of the model that are not saved.
 * @param save the button that saves them first
 * @param anyway the button that takes them as they are on the disk
 * @returns false where the user gives up
 */
export async function saveFirst(model: vscode.Uri, save: string, anyway: string): Promise<boolean> {
  const isInModel = ({ path }: vscode.Uri) => path === model.path || path.startsWith(`${model.path}/`);
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && isInModel(uri));
  if (!unsaved.length) return true;
  const message = vscode.l10n.t(
    'Files of the model are not saved: {0}.',
    unsaved.map(({ uri }) => shownName(uri)).join(', '),
  );
  const choice = await vscode.window.showWarningMessage(message, { modal: true }, save, anyway);
  if (choice !== save) return choice === anyway;
  const saved = await Promise.all(unsaved.map((document) => document.save()));
  return saved.every(Boolean);
}
