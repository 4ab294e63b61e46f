import * as vscode from 'vscode';
import { ExportLicensesRequest, type ExportLicensesParams } from '../../server/protocol';
import { type Extension } from '../extension';
import { showText } from './export';

interface FormatItem extends vscode.QuickPickItem {
  format: ExportLicensesParams['format'];
  extension: string;
  language: string;
}

/** Writes the list of all licences to a file; where files are not on a disk, into a document that has no file yet. */
export async function exportLicenses({ server }: Extension): Promise<void> {
  const chosen = await vscode.window.showQuickPick(formats(), { placeHolder: vscode.l10n.t('How to write the list') });
  if (!chosen) return;
  const text = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Listing the licences of the workspace'),
      cancellable: true,
    },
    async (_progress, token) => {
      const params: ExportLicensesParams = { format: chosen.format };
      const written = await server.request<string>(ExportLicensesRequest, params, token);
      if (written === undefined && !token.isCancellationRequested)
        throw new Error(vscode.l10n.t('The language server does not answer.'));
      return written;
    },
  );
  if (text === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder && folder.scheme !== 'file' && folder.scheme !== 'vscode-remote') {
    await showText(chosen.language, text);
    return;
  }
  const name = `licences.${chosen.extension}`;
  const target = await vscode.window.showSaveDialog({
    filters: { [chosen.label]: [chosen.extension] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open It');
  const message = vscode.l10n.t('The licences are in {0}.', vscode.workspace.asRelativePath(target));
  if ((await vscode.window.showInformationMessage(message, open)) === open)
    await vscode.window.showTextDocument(target);
}

function formats(): FormatItem[] {
  return [
    {
      label: 'CSV',
      detail: vscode.l10n.t('For spreadsheets: a line for each place'),
      format: 'csv',
      extension: 'csv',
      language: 'plaintext',
    },
    {
      label: 'JSON',
      detail: vscode.l10n.t('For scripts: all that is known of each licence and place'),
      format: 'json',
      extension: 'json',
      language: 'json',
    },
    {
      label: 'Markdown',
      detail: vscode.l10n.t('For people: tables of the licences and their places'),
      format: 'markdown',
      extension: 'md',
      language: 'markdown',
    },
  ];
}
