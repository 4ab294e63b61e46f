import * as vscode from 'vscode';

const KEY = 'signing.privateKeys';
const MAX_KEPT = 5;
const TOKEN = 'signing.token';

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

/** The key of a token that was last signed with, as a PKCS #11 URI. It holds no PIN. */
export function lastToken({ globalState }: vscode.ExtensionContext): string | undefined {
  return globalState.get<string>(TOKEN);
}

export async function rememberToken({ globalState }: vscode.ExtensionContext, uri: string): Promise<void> {
  await globalState.update(TOKEN, uri);
}
