import * as vscode from 'vscode';
import { type BomFailure, type BomText } from '../server/protocol';
import { type Extension } from './extension';

/** A BOM for the server: what the editor shows of it, whether it is saved or not. */
export async function bomText(uri: vscode.Uri): Promise<BomText> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  return { name: vscode.workspace.asRelativePath(uri), text };
}

/** The BOM that a command is about: the file it was called for, or the active editor. */
export function currentBom(uri: vscode.Uri | undefined): vscode.Uri | undefined {
  const current = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (current) return current;
  void vscode.window.showInformationMessage(vscode.l10n.t('Open an AI BOM first: SPDX 3 or CycloneDX, in JSON.'));
  return undefined;
}

/** Asks the server about BOMs, with progress that can be cancelled. Undefined where that was done, or there is no answer. */
export async function askAboutBoms<R extends object>(
  { server }: Extension,
  title: string,
  method: string,
  params: unknown,
): Promise<R | undefined> {
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const answer = await server.request<R | BomFailure>(method, params, token);
      if (answer === undefined && !token.isCancellationRequested)
        throw new Error(vscode.l10n.t('The language server does not answer.'));
      return answer;
    },
  );
  if (answer === undefined || !('failure' in answer)) return answer as R | undefined;
  void vscode.window.showWarningMessage((answer as BomFailure).failure);
  return undefined;
}
