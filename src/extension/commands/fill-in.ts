import type * as vscode from 'vscode';
import { type Extension } from '../extension';
import { fillIn as ask } from '../generating/fill-in';

/** Asks for what a placeholder stands for; called by its quick fix. */
export function fillIn(_extension: Extension, uri: vscode.Uri, range: vscode.Range): Promise<boolean> {
  return ask(uri, range);
}
