import * as vscode from 'vscode';
import { type Words } from '../../../webview/protocol';

/** What the page says of itself. */
export function pageWords(): Words {
  return {
    sections: vscode.l10n.t('Sections'),
    copy: vscode.l10n.t('Copy {0}'),
    copied: vscode.l10n.t('Copied.'),
    open: vscode.l10n.t('Open where this comes from'),
    filter: vscode.l10n.t('Filter'),
    state: vscode.l10n.t('State'),
    allStates: vscode.l10n.t('All states'),
    shownRows: vscode.l10n.t('{0} of {1}'),
    noRows: vscode.l10n.t('Nothing fits the filter.'),
    sortBy: vscode.l10n.t('Sort by {0}'),
    gridHelp: vscode.l10n.t(
      'Arrow keys move between cells; Home, End, Page Up and Page Down between rows. Space shows all of a row, Enter opens where it comes from, Ctrl+C copies the cell.',
    ),
    selectedRow: vscode.l10n.t('The selected row'),
    closeRow: vscode.l10n.t('Close'),
    components: vscode.l10n.t('{0}: {1}'),
  };
}
