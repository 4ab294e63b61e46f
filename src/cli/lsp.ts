import { type DefineCommand } from './commands';

/** `mof lsp --stdio`: the language server for any editor. */
export const lspCommand: DefineCommand = (program) => {
  program
    .command('lsp')
    .description('start the language server, for editors')
    .requiredOption('--stdio', 'talk over standard input and output')
    // Clients add arguments of their own, such as --clientProcessId, which the server reads itself.
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      const { startNodeServer } = await import('../server/node');
      startNodeServer();
    });
};
