import * as vscode from 'vscode';
import { type OpennessLevel } from '../../core/mof/openness';

const ICON: Record<OpennessLevel['state'], vscode.ThemeIcon> = {
  met: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
  next: new vscode.ThemeIcon('circle-large-outline'),
  later: new vscode.ThemeIcon('lock'),
};

/** The required components of a class that are not listed. */
export function missingIn(level: OpennessLevel): number[] {
  return level.components.filter(({ required, state }) => required && state === 'missing').map(({ id }) => id);
}

export function levelItem(level: OpennessLevel): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(level.label, level.state === 'next' ? Expanded : Collapsed);
  const count = vscode.l10n.t('{0} of {1}', level.included, level.total);
  item.id = `class-${level.level}`;
  item.description = level.state === 'met' ? vscode.l10n.t('met') : count;
  item.iconPath = ICON[level.state];
  item.contextValue = missingIn(level).length ? 'level.incomplete' : 'level';
  item.tooltip = explanation(level);
  item.accessibilityInformation = { label: `${level.label}, ${item.description}` };
  return item;
}

function explanation({ state, included, total }: OpennessLevel): string {
  switch (state) {
    case 'met':
      return vscode.l10n.t('Met: every required component is listed with an open licence.');
    case 'next':
      return vscode.l10n.t('{0} of {1} required components are listed with an open licence.', included, total);
    case 'later':
      return vscode.l10n.t(
        '{0} of {1} required components are listed with an open licence. The class below has to be met first.',
        included,
        total,
      );
  }
}
