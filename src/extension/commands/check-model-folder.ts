import * as vscode from 'vscode';
import { type CheckedFolder, type FolderChecks } from '../../node/modelfolder/service';
import { type Extension } from '../extension';
import { FolderProblems } from '../modelfolder/problems';
import { folderChecks } from '../modelfolder/service';
import { showReport } from '../reports';
import { chooseModel, nameOf } from '../signing/model-folder';
import { withProgress } from '../signing/progress';
import { inert, named, shownName, succeeded } from '../signing/service';

let problems: FolderProblems | undefined;

/**
 * Reads a model folder: a folder of the Explorer, the folder of a MOF file, or one that is picked. What is wrong goes into Problems,
 * and is kept true from then on.
 */
export async function checkModelFolder(extension: Extension, uri?: vscode.Uri): Promise<CheckedFolder | undefined> {
  const checks = await folderChecks(extension);
  const folder = checks && (await chooseModel(uri, vscode.l10n.t('The model folder to check')));
  if (!folder) return undefined;
  const checked = await withProgress(vscode.l10n.t('Reading {0}', shownName(folder)), ({ say, signal }) =>
    checks.check(named(folder), { trusted: vscode.workspace.isTrusted, progress: say, signal }),
  );
  if (!succeeded(checked)) return undefined;
  problemsOf(extension, checks).show(folder, checked.problems);
  void tell(extension, folder, checked);
  return checked;
}

function problemsOf({ context }: Extension, checks: FolderChecks): FolderProblems {
  if (!problems) context.subscriptions.push((problems = new FolderProblems(checks)));
  return problems;
}

async function tell(
  extension: Extension,
  folder: vscode.Uri,
  { report, problems: found }: CheckedFolder,
): Promise<void> {
  const [facts, list] = [vscode.l10n.t('Show What Was Found'), vscode.l10n.t('Show Problems')];
  const message = found.length
    ? vscode.l10n.t('{0}: {1} findings.', shownName(folder), found.length)
    : vscode.l10n.t('{0}: nothing contradicts or is missing.', shownName(folder));
  const choice = await vscode.window.showInformationMessage(inert(message), facts, ...(found.length ? [list] : []));
  if (choice === list) await vscode.commands.executeCommand('workbench.actions.view.problems');
  else if (choice === facts)
    await showReport(extension, `${shownName(folder)}/${vscode.l10n.t('What {0} Says', nameOf(folder))}`, {
      report,
      wide: true,
    });
}
