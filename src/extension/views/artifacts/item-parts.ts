import * as vscode from 'vscode';
import { printable } from '../../../core/report/printable';
import { type ArtifactsNode } from './nodes';

/** What a row of the view says; all of it made inert here, whoever chose it. */
export interface Row {
  label: string;
  /** What stands behind it, in order; empty ones are left out. */
  description?: readonly (string | undefined)[];
  icon: vscode.ThemeIcon;
  /** `none` for a leaf. */
  children?: 'open' | 'closed' | 'none';
  /** Paragraphs below the label in the tooltip. */
  tooltip?: readonly (string | undefined)[];
  context?: string;
  command?: vscode.Command;
  resource?: vscode.Uri;
  /** What a screen reader says where that is not label and description. */
  spoken?: string;
}

export function rowItem(node: ArtifactsNode, row: Row): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const { children = 'none' } = row;
  const label = printable(row.label);
  const description = (row.description ?? []).filter(Boolean).map((text) => printable(text!));
  const item = new vscode.TreeItem(label, children === 'open' ? Expanded : children === 'closed' ? Collapsed : None);
  item.id = node.id;
  item.description = description.join(' · ');
  item.iconPath = row.icon;
  item.contextValue = row.context ?? node.kind;
  item.tooltip = tooltip(label, row.tooltip ?? []);
  item.accessibilityInformation = { label: printable(row.spoken ?? [label, ...description].join(', ')) };
  if (row.command) item.command = row.command;
  if (row.resource) item.resourceUri = row.resource;
  return item;
}

/** Text is appended, not Markdown: it stays text whatever is in it. */
function tooltip(label: string, lines: readonly (string | undefined)[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(label).appendMarkdown('**');
  for (const line of lines) if (line) text.appendMarkdown('\n\n').appendText(printable(line));
  return text;
}
