import * as vscode from 'vscode';

/** The folders of the workspace; where none is open, offers to open one and gives none. */
export async function modelFolders(file: string): Promise<readonly vscode.WorkspaceFolder[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length) return folders;
  const openFolder = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('Open the folder of the model first: {0} is written there.', file);
  if ((await vscode.window.showInformationMessage(message, openFolder)) === openFolder)
    await vscode.commands.executeCommand('vscode.openFolder');
  return [];
}

/** Writes a file and shows it. Never replaces one. */
export async function createFile(file: vscode.Uri, text: string): Promise<vscode.Uri | undefined> {
  const change = new vscode.WorkspaceEdit();
  change.createFile(file, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(change))) {
    const open = vscode.l10n.t('Open It');
    const message = vscode.l10n.t('{0} is there already and was left as it is.', vscode.workspace.asRelativePath(file));
    if ((await vscode.window.showWarningMessage(message, open)) === open) await vscode.window.showTextDocument(file);
    return undefined;
  }
  await vscode.window.showTextDocument(file);
  return file;
}
