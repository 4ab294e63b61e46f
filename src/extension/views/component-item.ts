import * as vscode from 'vscode';
import { componentMeaning } from '../../core/mof/components';
import { type ComponentState, type OpennessComponent } from '../../core/mof/openness';
import { sourceWord, stateWord } from '../../core/mof/words';
import { type OpennessNode } from './openness';

const ICON: Record<ComponentState, vscode.ThemeIcon> = {
  included: new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
  missing: new vscode.ThemeIcon('circle-large-outline'),
  invalid: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  unlicensed: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  replaced: new vscode.ThemeIcon('references'),
};

export function componentItem(node: OpennessNode & { kind: 'component' }): vscode.TreeItem {
  const { component, level } = node;
  const item = new vscode.TreeItem(component.name);
  item.id = `class-${level.level}/${component.id}`;
  item.description = describe(component);
  item.iconPath = ICON[component.state];
  item.contextValue = `component.${component.action.kind}`;
  item.tooltip = tooltip(component);
  item.accessibilityInformation = { label: `${component.name}, ${item.description}` };
  item.command = {
    title: vscode.l10n.t('Show in Editor'),
    command: 'modelOpenness.revealComponent',
    arguments: [node],
  };
  return item;
}

/** `included · Apache-2.0, from the licence for code`. */
function describe({ state, required, license, source }: OpennessComponent): string {
  const origin = license === undefined ? '' : [license, source ? sourceWord(source) : ''].filter(Boolean).join(', ');
  return [stateWord(state), origin, required ? '' : vscode.l10n.t('optional')].filter(Boolean).join(' · ');
}

function tooltip(component: OpennessComponent): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(component.name).appendMarkdown('**\n\n');
  text.appendText(componentMeaning(component.id)).appendMarkdown('\n\n');
  text.appendText(describe(component));
  for (const more of [component.warning, component.action.title])
    if (more) text.appendMarkdown('\n\n').appendText(more);
  return text;
}
