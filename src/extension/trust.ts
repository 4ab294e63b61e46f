import * as vscode from 'vscode';

/**
 * A workspace that is not trusted could bring what is signed or sent, and have it done in passing.
 * @param message said where it is not trusted: what is not done there
 */
export async function isTrusted(message: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  if ((await vscode.window.showWarningMessage(message, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
