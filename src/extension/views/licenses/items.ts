import * as vscode from 'vscode';
import { type FileGroup, type LicenseGroup } from '../../../core/licenses/inventory/groups';
import { type LicenseRow } from '../../../core/licenses/inventory/row';
import { type LicenseSummary, type Openness } from '../../../core/licenses/inventory/summary';
import { type Severity } from '../../../core/findings/finding';
import { type LicensedContent } from '../../../core/licenses/statement';
import { type Grouping } from './tree';

const OPENNESS: Record<Openness, vscode.ThemeIcon> = {
  open: new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
  'not-open': new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('testing.iconFailed')),
  unknown: new vscode.ThemeIcon('question'),
};

const FINDING: Partial<Record<Severity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
};

const CONTENT: Record<LicensedContent, vscode.ThemeIcon> = {
  model: new vscode.ThemeIcon('package'),
  data: new vscode.ThemeIcon('database'),
  code: new vscode.ThemeIcon('code'),
  document: new vscode.ThemeIcon('book'),
};

export function licenseItem({ summary, rows }: LicenseGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(summary.license, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `license ${summary.license}`;
  item.description = [summary.word, places(rows.length)].filter(Boolean).join(' · ');
  item.iconPath = OPENNESS[summary.openness];
  item.contextValue = 'license';
  item.tooltip = tooltip(summary);
  item.accessibilityInformation = { label: [summary.license, item.description, ...summary.sentences].join(', ') };
  return item;
}

export function fileItem({ file, rows }: FileGroup): vscode.TreeItem {
  const uri = vscode.Uri.parse(file);
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `file ${file}`;
  item.description = [folderOf(uri), licenses(rows.length)].filter(Boolean).join(' · ');
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = 'file';
  item.accessibilityInformation = { label: `${vscode.workspace.asRelativePath(uri)}, ${licenses(rows.length)}` };
  return item;
}

/** A place: below its licence with what is licensed, below its file with the licence. */
export function placeItem(row: LicenseRow, summary: LicenseSummary, below: Grouping): vscode.TreeItem {
  const { file, subject, content, severity, written } = row;
  const uri = vscode.Uri.parse(file);
  const { start, end } = row.range;
  const place = `${vscode.workspace.asRelativePath(uri)}:${start.line + 1}`;
  const name = below === 'license' ? (subject ?? nameOf(uri)) : summary.license;
  const item = new vscode.TreeItem(name);
  item.description = below === 'license' ? place : [subject, summary.word].filter(Boolean).join(' · ');
  const finding = severity && FINDING[severity];
  item.iconPath =
    finding ??
    (below === 'file' ? OPENNESS[summary.openness] : content ? CONTENT[content] : new vscode.ThemeIcon('law'));
  item.contextValue = 'place';
  item.tooltip = tooltip(summary, [
    written === summary.license ? '' : vscode.l10n.t('Written as {0}', written),
    finding ? vscode.l10n.t('Something is wrong here: see Problems once the file is open.') : '',
    place,
  ]);
  const findingWord = severity === 'error' || severity === 'warning' ? [vscode.l10n.t('with a finding')] : [];
  item.accessibilityInformation = { label: [name, item.description, ...findingWord].join(', ') };
  item.command = {
    title: vscode.l10n.t('Show in Editor'),
    command: 'vscode.open',
    arguments: [uri, { selection: new vscode.Range(start.line, start.character, end.line, end.character) }],
  };
  return item;
}

function tooltip({ license, name, word, sentences, url }: LicenseSummary, more: string[] = []): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(license).appendMarkdown('**');
  if (name && name !== license) text.appendText(` ${name}`);
  for (const line of [word, ...sentences, ...more]) if (line) text.appendMarkdown('\n\n').appendText(line);
  if (url) text.appendMarkdown(`\n\n[${vscode.l10n.t('Text of the licence')}](${encodeURI(decodeURI(url))})`);
  return text;
}

function places(count: number): string {
  return count === 1 ? vscode.l10n.t('1 place') : vscode.l10n.t('{0} places', count);
}

function licenses(count: number): string {
  return count === 1 ? vscode.l10n.t('1 licence') : vscode.l10n.t('{0} licences', count);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The folder of a file in the workspace; empty at the top. */
function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
