import * as vscode from 'vscode';

const README = 'https://github.com/model-openness/model-openness#readme';

export async function openDocumentation(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(README));
}
