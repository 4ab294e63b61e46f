import * as vscode from 'vscode';
import { type CreateClient } from './server';

/** The language server in a process of its own, so that no text can stop the other extensions. */
export const createNodeClient: CreateClient = async (context, options) => {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  const cache = vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath;
  const run = {
    // The command line holds the server as well: a bundle of its own would bring the core a second time.
    module: context.asAbsolutePath('dist/mof.js'),
    args: ['lsp'],
    transport: TransportKind.ipc,
    // From Node 22.1 on, what was compiled once is kept; that is a fifth of the start.
    options: { env: { NODE_COMPILE_CACHE: cache } },
  };
  const debug = { ...run, options: { ...run.options, execArgv: ['--nolazy', '--inspect=6009'] } };
  return new LanguageClient('modelOpenness', 'Model Openness', { run, debug }, options);
};
