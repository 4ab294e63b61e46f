import { processHost } from './host';

const args = process.argv.slice(2);

/** Our extension starts the server like this, on a channel of its own: nothing of the command line is needed then. */
if (args[0] === 'lsp' && args.includes('--node-ipc')) {
  void import('../server/node').then(({ startNodeServer }) => startNodeServer());
} else {
  void import('./program')
    .then(({ runMof }) => runMof(args, processHost()))
    // Setting the code instead of exiting lets what was written to a pipe arrive.
    .then((code) => {
      process.exitCode = code;
    });
}
