import * as vscode from 'vscode';
import { type FolderChecks } from '../../node/modelfolder/service';
import { type Extension } from '../extension';
import { messages } from '../messages';

let loaded: Promise<FolderChecks> | undefined;

/** What reads model folders, loaded when it is first needed; says so and answers nothing where it can't be had. */
export async function folderChecks({ library }: Extension): Promise<FolderChecks | undefined> {
  if (!library) {
    const message = vscode.l10n.t(
      'Model folders are checked where their files are: open the folder on the desktop or in a remote window.',
    );
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  loaded ??= library()
    .loadFolderChecks()
    .then((checks) => {
      checks.loadMessages(messages());
      return checks;
    });
  return loaded;
}
