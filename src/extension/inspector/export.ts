import * as vscode from 'vscode';
import { type ExportFormat } from '../../core/inspection/export';
import { type Inspection } from '../../core/inspection/inspection';
import { type Extension } from '../extension';
import { isFailure, shownName, succeeded } from '../signing/service';
import { withProgress } from '../signing/progress';
import { inspect } from './inspections';
import { inspectionServiceOrTell } from './service';
import { titleOf, type Single } from './target';

interface FormatItem extends vscode.QuickPickItem {
  format: ExportFormat;
  suffix: string;
}

/** Writes the evidence report of something into a file: of what its inspector shows, or else it is inspected now. */
export async function exportEvidence(extension: Extension, target: Single): Promise<vscode.Uri | undefined> {
  const service = await inspectionServiceOrTell(extension);
  if (!service) return undefined;
  const inspection = extension.inspectors.of(target)?.loaded?.inspections[0] ?? (await inspectNow(extension, target));
  if (!inspection) return undefined;
  const format = await vscode.window.showQuickPick(formats(), {
    placeHolder: vscode.l10n.t('How to write the evidence report'),
    ignoreFocusOut: true,
  });
  if (!format) return undefined;
  const file = await vscode.window.showSaveDialog({
    filters: { [format.label]: [format.suffix] },
    ...defaultFile(target, format.suffix),
  });
  if (!file) return undefined;
  const text = service.exportInspection(inspection, format.format);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  void tell(file);
  return file;
}

async function inspectNow(extension: Extension, target: Single): Promise<Inspection | undefined> {
  const answer = await withProgress(vscode.l10n.t('Inspecting {0}', titleOf(target)), (work) =>
    inspect(extension, target, work),
  );
  if (answer === undefined) return undefined;
  if (!isFailure(answer)) return answer;
  succeeded(answer);
  return undefined;
}

async function tell(file: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open It');
  const message = vscode.l10n.t('The evidence report is in {0}.', shownName(file));
  if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
  // A report in HTML is for a browser.
  if (file.path.endsWith('.html')) await vscode.env.openExternal(file);
  else await vscode.window.showTextDocument(file);
}

/** Beside what was inspected, or in the workspace: a report in a signed folder would be a file that nobody signed. */
function defaultFile(target: Single, suffix: string): { defaultUri?: vscode.Uri } {
  const name = `${titleOf(target).replace(/[^\w.-]+/g, '-')}.evidence.${suffix}`;
  const folder =
    'uri' in target
      ? vscode.Uri.joinPath(vscode.Uri.parse(target.uri), '..')
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {};
}

function formats(): FormatItem[] {
  return [
    {
      label: 'HTML',
      detail: vscode.l10n.t('For people: one page that needs nothing besides'),
      format: 'html',
      suffix: 'html',
    },
    {
      label: 'Markdown',
      detail: vscode.l10n.t('For issues and pull requests'),
      format: 'markdown',
      suffix: 'md',
    },
    {
      label: 'JSON',
      detail: vscode.l10n.t('For programs: everything that was found, with the signatures and manifests themselves'),
      format: 'json',
      suffix: 'json',
    },
  ];
}
