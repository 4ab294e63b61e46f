import * as vscode from 'vscode';
import { type ExpectedSigner } from '../../node/signing/service';

const KEY = 'signing.expectedSigners';
const MAX_KEPT = 10;

/** Whom the user expected to have signed, the last one first. Kept for the user, never in the workspace. */
export function expectedSigners({ globalState }: vscode.ExtensionContext): ExpectedSigner[] {
  return globalState.get<ExpectedSigner[]>(KEY, []);
}

export async function rememberExpected(context: vscode.ExtensionContext, expected: ExpectedSigner): Promise<void> {
  const others = expectedSigners(context).filter((each) => !isSame(each, expected));
  await context.globalState.update(KEY, [expected, ...others].slice(0, MAX_KEPT));
}

export async function forgetExpected(
  context: vscode.ExtensionContext,
  method: ExpectedSigner['method'],
): Promise<void> {
  const others = expectedSigners(context).filter((each) => each.method !== method);
  await context.globalState.update(KEY, others);
}

export function isSame(a: ExpectedSigner, b: ExpectedSigner): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** An expected signer as an item to pick. */
export function signerItem(expected: ExpectedSigner): vscode.QuickPickItem {
  switch (expected.method) {
    case 'key':
      return {
        iconPath: new vscode.ThemeIcon('key'),
        label: expected.publicKey.shown,
        detail: expected.publicKey.path,
      };
    case 'certificate':
      return {
        iconPath: new vscode.ThemeIcon('shield'),
        label: expected.roots.map(({ shown }) => shown).join(', '),
        detail: expected.roots.map(({ path }) => path).join(', '),
      };
    case 'sigstore':
      return { iconPath: new vscode.ThemeIcon('account'), label: expected.identity, detail: expected.issuer };
  }
}
