import { Option } from 'commander';
import { type InventoryFormatName } from '../core/licenses/inventory/export';
import { type DefineCommand } from './commands';

/** Not those of the core: they would be loaded with every command. */
const FORMATS: readonly InventoryFormatName[] = ['text', 'csv', 'json', 'markdown'];

/** `mof licenses [PATH…]` */
export const licensesCommand: DefineCommand = (program, host, done) => {
  program
    .command('licenses')
    .description('list every licence that files, folders and globs state; of the current folder when none is named')
    .argument('[path...]', 'files, folders or globs; - reads standard input')
    .addOption(new Option('--format <format>', 'how to print the list').choices(FORMATS).default('text'))
    .action(async (paths: string[], { format }: { format: InventoryFormatName }) => {
      const { runLicenses } = await import('./licenses/run');
      done(await runLicenses({ paths, format }, host));
    });
};
