import * as vscode from 'vscode';
import { type Generating } from '../../node/api';
import { type Extension } from '../extension';
import { messages } from '../messages';

let loaded: Promise<Generating> | undefined;

/** What makes documents from folders, loaded when it is first needed; undefined in a browser. */
export async function generatingService({ library }: Pick<Extension, 'library'>): Promise<Generating | undefined> {
  if (!library) return undefined;
  loaded ??= library()
    .loadGenerating()
    .then((generating) => {
      generating.loadMessages(messages());
      return generating;
    });
  return loaded;
}

/** The same for a command, which says what is missing. */
export async function generatingServiceOrMessage(extension: Extension): Promise<Generating | undefined> {
  const service = await generatingService(extension);
  if (!service)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Folders are read where their files are: open the folder on the desktop or in a remote window.'),
    );
  return service;
}

/** What every request has: git is asked only where the user trusts the workspace, as a repository can bring settings of its own. */
export function requestBase({ context }: Pick<Extension, 'context'>): {
  trusted: boolean;
  now: Date;
  toolVersion: string;
} {
  const { version } = context.extension.packageJSON as { version: string };
  return { trusted: vscode.workspace.isTrusted, now: new Date(), toolVersion: version };
}
