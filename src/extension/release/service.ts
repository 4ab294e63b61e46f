import * as vscode from 'vscode';
import { type ReleaseService } from '../../node/release/service';
import { type Extension } from '../extension';
import { messages } from '../messages';
import { isTrusted } from '../trust';

let loaded: Promise<ReleaseService> | undefined;

/** What releases models, loaded when it is first needed; says so and answers nothing where it can't be had, or must not. */
export async function releaseServiceToWrite({ library }: Extension): Promise<ReleaseService | undefined> {
  const untrusted = vscode.l10n.t('Models are not released from a workspace that you do not trust.');
  if (!(await isTrusted(untrusted))) return undefined;
  if (!library) {
    const message = vscode.l10n.t(
      'Models are released where their files are: open the folder on the desktop or in a remote window.',
    );
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  loaded ??= library()
    .loadRelease()
    .then((service) => {
      service.loadMessages(messages());
      return service;
    });
  return loaded;
}
