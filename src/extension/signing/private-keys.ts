import * as vscode from 'vscode';

const KEY = 'signing.privateKeys';
const MAX_KEPT = 5;

/** Where private keys are that the user has signed with, the last one first. Only where: never what is in them. */
export function privateKeys({ globalState }: vscode.ExtensionContext): vscode.Uri[] {
  return globalState.get<string[]>(KEY, []).map((path) => vscode.Uri.file(path));
}

export async function rememberPrivateKey(context: vscode.ExtensionContext, key: vscode.Uri): Promise<void> {
  const others = privateKeys(context)
    .map(({ fsPath }) => fsPath)
    .filter((path) => path !== key.fsPath);
  await context.globalState.update(KEY, [key.fsPath, ...others].slice(0, MAX_KEPT));
}
