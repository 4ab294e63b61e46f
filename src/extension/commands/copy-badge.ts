import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { exportCurrent } from './export';

export async function copyBadge(extension: Extension): Promise<void> {
  const badge = await exportCurrent(extension, 'badge');
  if (badge === undefined) return;
  await vscode.env.clipboard.writeText(badge);
  void vscode.window.showInformationMessage(vscode.l10n.t('The badge is on the clipboard, as Markdown for a README.'));
}
