import * as vscode from 'vscode';
import { type Policies } from '../../node/api';
import { type NewSigner } from '../../node/policy/service';
import { inert, shownName } from '../signing/service';

/**
 * Writes a signer into a policy, which is made where there is none, and saves it. What stands in it stays as it is.
 * @returns whether it was written; what is in the way is told to the user
 */
export async function addSigner(policies: Policies, file: vscode.Uri, signer: NewSigner): Promise<boolean> {
  const existing = await open(file);
  if (existing?.isDirty)
    return told(vscode.l10n.t('{0} has changes that are not saved. Save them first.', shownName(file)));
  const edits = policies.withSigner(existing?.getText(), signer);
  if (!edits) {
    if (!existing) return told(vscode.l10n.t('Nothing was written: no policy can name this signer.'));
    await vscode.window.showTextDocument(existing);
    return told(vscode.l10n.t('Nothing was written: {0} has mistakes. Mend them first.', shownName(file)));
  }
  const edit = new vscode.WorkspaceEdit();
  if (!existing) edit.createFile(file, { contents: new TextEncoder().encode(edits[0]!.newText) });
  else
    for (const { start, end, newText } of edits)
      edit.replace(file, new vscode.Range(existing.positionAt(start), existing.positionAt(end)), newText);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await (await vscode.workspace.openTextDocument(file)).save()))
    return told(vscode.l10n.t('{0} could not be written.', shownName(file)));
  return true;
}

async function open(file: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const exists = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  return exists ? vscode.workspace.openTextDocument(file) : undefined;
}

function told(message: string): false {
  void vscode.window.showErrorMessage(inert(message));
  return false;
}
