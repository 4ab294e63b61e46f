import * as vscode from 'vscode';
import { type Signing } from '../../node/api';
import { type Failure, type NamedPath } from '../../node/signing/service';
import { type Extension } from '../extension';
import { messages } from '../messages';

let loaded: Promise<Signing> | undefined;
let log: vscode.LogOutputChannel | undefined;

/** What signs and verifies, loaded when it is first needed; says so and answers nothing where it can't be had. */
export async function signingService({ library, ...extension }: Extension): Promise<Signing | undefined> {
  log = extension.log;
  if (!library) {
    const message = vscode.l10n.t(
      'Models are signed and verified where their files are: open the folder on the desktop or in a remote window.',
    );
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  loaded ??= library()
    .loadSigning()
    .then((signing) => {
      signing.loadMessages(messages());
      return signing;
    });
  return loaded;
}

/** A file as messages name it. */
export function named(uri: vscode.Uri): NamedPath {
  return { path: uri.fsPath, shown: shownName(uri) };
}

/** A file or folder as people know it: relative to the workspace, and the folders of the workspace by their names. */
export function shownName(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === uri.toString() ? folder.name : vscode.workspace.asRelativePath(uri);
}

export function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'failure' in answer;
}

/**
 * A message with names that other people chose. VS Code makes links of what looks like Markdown in notifications, and a link
 * can run a command.
 */
export function inert(message: string): string {
  return message.replaceAll('](', '] (');
}

async function tellFailure(failure: string): Promise<void> {
  log?.error(failure);
  const openLog = vscode.l10n.t('Open Log');
  if ((await vscode.window.showErrorMessage(inert(failure), openLog)) === openLog) log?.show();
}

/** Says what could not be done; nothing for what the user gave up. True where there was nothing to say. */
export function succeeded<T>(answer: T | Failure): answer is T {
  if (!isFailure(answer)) return true;
  if (answer.kind !== 'cancelled') void tellFailure(answer.failure);
  return false;
}
