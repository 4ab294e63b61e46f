import type * as vscode from 'vscode';
import { activateExtension, type ExtensionApi } from './activate';
import { createWebClient } from './client-web';

/** Called by the extension host of a browser. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  return activateExtension(context, createWebClient);
}
