import * as vscode from 'vscode';
import { type BomFailure, type BomText } from '../server/protocol';
import { type Extension } from './extension';

const SCHEME = 'model-openness-report';

/** Reports by the URI that they are shown under. */
const reports = new Map<string, string>();
const changed = new vscode.EventEmitter<vscode.Uri>();
let provider: vscode.Disposable | undefined;

/** Shows a report beside the editor, as a document that can't be changed. A report of the same name is replaced. */
export async function showReport({ context }: Extension, name: string, markdown: string): Promise<void> {
  if (!provider) {
    provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => reports.get(uri.toString()) ?? '',
    });
    const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => reports.delete(uri.toString()));
    context.subscriptions.push(provider, closed);
  }
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
  reports.set(uri.toString(), markdown);
  changed.fire(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** A BOM for the server: what the editor shows of it, whether it is saved or not. */
export async function bomText(uri: vscode.Uri): Promise<BomText> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const name = vscode.workspace.asRelativePath(uri);
  return uri.scheme === 'untitled' ? { name, text } : { name, text, uri: uri.toString() };
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
