import type * as vscode from 'vscode';
import { type Extension } from '../extension';
import { makeInto } from '../generating/make';

/**
 * Writes a MOF configuration from what the files of a folder say. Replaces no file.
 * @param uri a folder of the Explorer, or a file in the folder of the model
 */
export function generateMofFile(extension: Extension, uri?: vscode.Uri): Promise<vscode.Uri | undefined> {
  return makeInto(extension, uri, { kind: 'mof', request: { without: ['mof'] } });
}
