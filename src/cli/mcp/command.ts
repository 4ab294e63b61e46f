import { type DefineCommand } from '../commands';

/** `mof mcp`: the tools for language models, over standard input and output. */
export const mcpCommand: DefineCommand = (program, host) => {
  program
    .command('mcp')
    .description('serve read-only tools to language models (Model Context Protocol, over standard input and output)')
    .argument('[folder...]', 'folders that the tools may look at (default: the current folder)')
    .action(async (folders: string[]) => {
      const { serveTools } = await import('./server');
      await serveTools(folders, host);
    });
};
