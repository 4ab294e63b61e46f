import * as vscode from 'vscode';
import { detectKindId } from '../../core/documents/detect';
import { CompareBomsRequest, type CompareBomsParams } from '../../server/protocol';
import { askAboutBoms, bomText } from '../bom';
import { type Extension } from '../extension';
import { showReport } from '../reports';

/** Files of the workspace that may be BOMs by their names; others can be browsed for. */
const FILES = '**/{*.cdx.json,*.spdx.json,*.spdx3.json,*bom*.json}';
const MAX_FILES = 500;

interface FileItem extends vscode.QuickPickItem {
  /** Absent for the item that opens the file dialog. */
  uri?: vscode.Uri;
}

/**
 * Shows what two BOMs say differently: those that are selected in the Explorer, or two that are picked. The first is
 * taken for the older one.
 */
export async function compareBoms(extension: Extension, uri?: vscode.Uri, selected?: vscode.Uri[]): Promise<void> {
  const pair = selected?.length === 2 ? selected : await pickTwo(uri ?? vscode.window.activeTextEditor?.document.uri);
  if (!pair) return;
  const [a, b] = await Promise.all(pair.map(bomText));
  const params: CompareBomsParams = { a: a!, b: b! };
  const title = vscode.l10n.t('Comparing {0} with {1}', a!.name, b!.name);
  const report = await askAboutBoms<{ report: string }>(extension, title, CompareBomsRequest, params);
  if (report) await showReport(extension, vscode.l10n.t('Comparison of AI BOMs'), report);
}

/** Two files, one after the other; a BOM that is in front is the first. */
async function pickTwo(current: vscode.Uri | undefined): Promise<vscode.Uri[] | undefined> {
  const items = await candidates();
  const first = items.find(({ uri }) => uri?.toString() === current?.toString());
  const a = first?.uri ?? (await pick(items, vscode.l10n.t('The first AI BOM: the older one')));
  if (!a) return undefined;
  const others = items.filter(({ uri }) => uri?.toString() !== a.toString());
  const b = await pick(others, vscode.l10n.t('The AI BOM to compare {0} with', vscode.workspace.asRelativePath(a)));
  return b && [a, b];
}

/** BOMs that are open, then files of the workspace, then the way to all others. */
async function candidates(): Promise<FileItem[]> {
  const open = vscode.workspace.textDocuments
    .filter((document) => ['spdx', 'cyclonedx'].includes(detectKindId(document.uri.path, head(document)) ?? ''))
    .map(({ uri }) => uri);
  const files = await vscode.workspace.findFiles(FILES, '**/node_modules/**', MAX_FILES);
  const known = new Map([...open, ...files.sort(byPath)].map((uri) => [uri.toString(), uri]));
  const items: FileItem[] = [...known.values()].map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  return [...items, { label: vscode.l10n.t('$(folder-opened) Another file…') }];
}

async function pick(items: readonly FileItem[], placeHolder: string): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen || chosen.uri) return chosen?.uri;
  const [file] = (await vscode.window.showOpenDialog({ filters: { JSON: ['json', 'jsonld'] } })) ?? [];
  return file;
}

function head(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, 200, 0));
}

function byPath(a: vscode.Uri, b: vscode.Uri): number {
  return a.path < b.path ? -1 : 1;
}
