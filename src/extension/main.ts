import type * as vscode from 'vscode';
import { activateExtension, type ExtensionApi } from './activate';
import { createNodeClient } from './client-node';
import { nodeLibrary } from './library-node';

/** Called by the desktop's and the server's extension host. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  return activateExtension(context, createNodeClient, nodeLibrary(context));
}
