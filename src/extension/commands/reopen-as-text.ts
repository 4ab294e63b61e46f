import * as vscode from 'vscode';
import { type Extension } from '../extension';

/** Shows the text of the file that is inspected in front. */
export async function reopenAsText(_extension: Extension, given?: vscode.Uri): Promise<void> {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const uri = given ?? (input instanceof vscode.TabInputCustom ? input.uri : undefined);
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}
