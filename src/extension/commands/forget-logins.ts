import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { Logins } from '../packaging/logins';

/** Takes logins of registries out of VS Code's secret storage. */
export async function forgetLogins({ context }: Extension): Promise<void> {
  const logins = new Logins(context);
  const { registries } = logins;
  if (!registries.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('VS Code keeps no login of a registry.'));
    return;
  }
  const placeHolder = vscode.l10n.t('The registries whose logins are forgotten');
  const chosen = await vscode.window.showQuickPick([...registries], { placeHolder, canPickMany: true });
  for (const registry of chosen ?? []) await logins.forget(registry);
}
