import * as vscode from 'vscode';
import { type Packaging } from '../../node/api';
import { type Extension } from '../extension';
import { messages } from '../messages';
import { isTrusted } from '../trust';

let loaded: Promise<Packaging> | undefined;

/** What packages models, loaded when it is first needed; says so and answers nothing where it can't be had. */
export async function packagingService({ library }: Pick<Extension, 'library'>): Promise<Packaging | undefined> {
  if (!library) {
    const message = vscode.l10n.t(
      'Models are packaged and moved where their files are: open the folder on the desktop or in a remote window.',
    );
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  loaded ??= library()
    .loadPackaging()
    .then((packaging) => {
      packaging.loadMessages(messages());
      return packaging;
    });
  return loaded;
}

/** The same for what writes or sends; not in a workspace that nobody trusts. */
export async function packagingServiceToWrite(extension: Extension): Promise<Packaging | undefined> {
  const message = vscode.l10n.t(
    'Artifacts are not packaged, sent, fetched or extracted in a workspace that you do not trust.',
  );
  return (await isTrusted(message)) ? packagingService(extension) : undefined;
}
