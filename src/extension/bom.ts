import * as vscode from 'vscode';
import { type BomFailure, type BomText } from '../server/protocol';
import { t } from '../core/l10n';
import { type Extension } from './extension';

const SCHEME = 'model-openness-report';

/** What is shown in a report. */
export interface Report {
  report: string;
  /** The document whose lines it names. */
  about?: vscode.Uri;
}

/** Reports by the URI that they are shown under; there is one of each kind. */
const reports = new Map<string, Report>();
const changed = new vscode.EventEmitter<vscode.Uri>();
let registered = false;

/**
 * Shows a report beside the editor, as a document that can't be changed and whose lines lead into the one that it is
 * about. A report of the same name is replaced.
 */
export async function showReport({ context }: Extension, name: string, report: Report): Promise<void> {
  if (!registered) {
    registered = true;
    context.subscriptions.push(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri) => reports.get(uri.toString())?.report ?? '',
      }),
      vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, { provideDocumentLinks: linksOf }),
    );
  }
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
  reports.set(uri.toString(), report);
  changed.fire(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** A link for each `(line 12)`. */
function linksOf(document: vscode.TextDocument): vscode.DocumentLink[] {
  const about = reports.get(document.uri.toString())?.about;
  if (!about) return [];
  const line = new RegExp(`\\(${t('line {0}', '(\\d+)')}\\)`, 'g');
  return [...document.getText().matchAll(line)].map(({ 0: words, 1: number, index }) => {
    const range = new vscode.Range(document.positionAt(index + 1), document.positionAt(index + words.length - 1));
    const link = new vscode.DocumentLink(range, about.with({ fragment: `L${number}` }));
    link.tooltip = vscode.workspace.asRelativePath(about);
    return link;
  });
}

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
