import { processHost } from './host';

export * from '../node/api';

/** The tools for language models: see `core/tools`. */
export const loadTools = () => import('./tools/service');

/** Releasing models, which checks documents as the command line does. */
export const loadRelease = async () => (await import('./release/service')).releases;

/** Reading model folders, whose findings are weighed as the command line does. */
export const loadFolderChecks = async () => (await import('./inventory/service')).checks;

/** The extension loads this file, too, for what the command line is made of. */
if (require.main === module) start(process.argv.slice(2));

function start(args: readonly string[]): void {
  // Our extension starts the server like this, on a channel of its own: nothing of the command line is needed then.
  if (args[0] === 'lsp' && args.includes('--node-ipc')) {
    void import('../server/node').then(({ startNodeServer }) => startNodeServer());
    return;
  }
  void import('./program')
    .then(({ runMof }) => runMof(args, processHost()))
    // Setting the code instead of exiting lets what was written to a pipe arrive.
    .then((code) => {
      process.exitCode = code;
    });
}
