import * as vscode from 'vscode';
import { type InspectionService } from '../../node/api';
import { type Extension } from '../extension';
import { messages } from '../messages';

let loaded: Promise<InspectionService> | undefined;

/** What inspects, loaded when it is first needed; undefined in a browser. */
export function inspectionService({ library }: Extension): Promise<InspectionService> | undefined {
  loaded ??= library?.()
    .loadInspection()
    .then((service) => {
      service.loadMessages(messages());
      return service;
    });
  return loaded;
}

/** The same for commands: says so where it can't be had. */
export async function inspectionServiceOrTell(extension: Extension): Promise<InspectionService | undefined> {
  const service = await inspectionService(extension);
  if (!service) void vscode.window.showInformationMessage(needsADisk());
  return service;
}

export function needsADisk(): string {
  return vscode.l10n.t(
    'Models and artifacts are inspected where their files are: open the folder on the desktop or in a remote window.',
  );
}
