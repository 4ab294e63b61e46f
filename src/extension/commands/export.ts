import * as vscode from 'vscode';
import { type ExportFormat } from '../../core/mof/export';
import { ExportRequest, type ExportParams } from '../../server/protocol';
import { type Extension } from '../extension';

/** The current MOF configuration in another form; says so and answers nothing where there is none. */
export async function exportCurrent(
  { releases, server }: Extension,
  format: ExportFormat,
): Promise<string | undefined> {
  const release = releases.current;
  const params: ExportParams | undefined = release && { uri: release.uri.toString(), format };
  const text = params && (await server.request<string | null>(ExportRequest, params));
  if (typeof text === 'string') return text;
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a MOF file first, such as mof.yml.'));
  return undefined;
}

/** Shows a text in a document that has no file yet. */
export async function showText(language: string, content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}
