import { type CreateClient } from './server';

/** The language server in a process of its own, so that no text can stop the other extensions. */
export const createNodeClient: CreateClient = async (context, options) => {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  // The command line holds the server as well: a bundle of its own would bring the core a second time.
  const run = { module: context.asAbsolutePath('dist/mof.js'), args: ['lsp'], transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return new LanguageClient('modelOpenness', 'Model Openness', { run, debug }, options);
};
