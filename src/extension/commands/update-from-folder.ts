import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { generatingServiceOrMessage, requestBase } from '../generating/service';
import { withProgress } from '../signing/progress';
import { inert, named, shownName, succeeded } from '../signing/service';

/**
 * Brings a document that was made from a folder up to date with it. What was written by hand stays; the change is one step to undo.
 * @param uri the document; that of the active editor where absent
 * @returns whether the document changed
 */
export async function updateFromFolder(extension: Extension, uri?: vscode.Uri): Promise<boolean> {
  const target = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (target?.scheme !== 'file') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the MOF file or bill of materials that is to be brought up to date.'),
    );
    return false;
  }
  const service = await generatingServiceOrMessage(extension);
  if (!service) return false;
  const document = await vscode.workspace.openTextDocument(target);
  const { version } = document;
  const title = vscode.l10n.t('Comparing {0} with its folder', shownName(target));
  const compared = await withProgress(title, ({ progress, signal }) =>
    service.compareDocument({
      ...requestBase(extension),
      file: named(target),
      text: document.getText(),
      hash: 'all',
      progress,
      signal,
    }),
  );
  if (!succeeded(compared)) return false;
  const name = shownName(target);
  if (!compared.outOfDate) {
    // Large files are known now.
    extension.drift?.checkSoon(target);
    void vscode.window.showInformationMessage(inert(vscode.l10n.t('{0} is up to date.', name)));
    return false;
  }
  if (document.version !== version) {
    void vscode.window.showWarningMessage(inert(vscode.l10n.t('{0} changed meanwhile and was left as it is.', name)));
    return false;
  }
  const change = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  change.replace(target, document.validateRange(whole), compared.text);
  const done = await vscode.workspace.applyEdit(change);
  if (done) {
    await vscode.window.showTextDocument(document);
    const said = [...compared.toDos, ...compared.changes].map(({ message }) => message);
    const more = said.length > SHOWN ? [vscode.l10n.t('and {0} more', said.length - SHOWN)] : [];
    void vscode.window.showInformationMessage(inert([...said.slice(0, SHOWN), ...more].join(' ')));
  }
  return done;
}

/** Changes that a notification tells. */
const SHOWN = 3;
