import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { withProgress } from '../signing/progress';
import { signingService, succeeded } from '../signing/service';

/** Downloads whom Sigstore's public instance trusts, once the user has agreed to use the network. */
export async function refreshTrustedRoot(extension: Extension): Promise<void> {
  const signing = await signingService(extension);
  if (!signing) return;
  const download = vscode.l10n.t('Download');
  const message = vscode.l10n.t("Download the trusted root of Sigstore's public instance?");
  const detail = vscode.l10n.t(
    'Signatures are verified with the {0}. A newer one is asked of tuf-repo-cdn.sigstore.dev, and checked.',
    await signing.trustedRootLine(),
  );
  if ((await vscode.window.showInformationMessage(message, { modal: true, detail }, download)) !== download) return;
  const title = vscode.l10n.t('Refreshing the trusted root');
  const answer = await withProgress(title, ({ signal }) => signing.refreshTrustedRoot(signal));
  if (!succeeded(answer)) return;
  if (answer.warning) void vscode.window.showWarningMessage(answer.warning);
  else
    void vscode.window.showInformationMessage(vscode.l10n.t('Signatures are now verified with the {0}.', answer.line));
}
