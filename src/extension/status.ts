import * as vscode from 'vscode';
import { standingWords } from './words';
import { documentSelector } from './documents';
import { type Extension } from './extension';

/** Shows the class of the MOF configuration in the active editor among the language's status, and the server's state. */
export function registerLanguageStatus({ releases, server }: Extension): vscode.Disposable {
  let item: vscode.LanguageStatusItem | undefined;
  const update = () => {
    const active = releases.active;
    const failed = server.state === 'failed';
    // Nothing is said about the YAML and JSON of other people.
    if (!active && !failed) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= vscode.languages.createLanguageStatusItem('modelOpenness.class', documentSelector());
    item.name = 'Model Openness';
    item.busy = server.state === 'starting';
    if (failed) {
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.text = vscode.l10n.t('Model Openness stopped');
      item.detail = vscode.l10n.t('Nothing is checked');
      item.command = { title: vscode.l10n.t('Open Log'), command: 'modelOpenness.showLog' };
    } else if (active) {
      item.severity = vscode.LanguageStatusSeverity.Information;
      item.text = standingWords(active.openness);
      item.detail = active.openness.summary;
      item.command = {
        title: vscode.l10n.t('Show Openness'),
        command: 'modelOpenness.showOpenness',
        arguments: [active.uri.toString()],
      };
    }
  };
  return vscode.Disposable.from(
    releases.onDidChange(update),
    server.onDidChangeState(update),
    new vscode.Disposable(() => item?.dispose()),
  );
}
