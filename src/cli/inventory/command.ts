import { Option } from 'commander';
import { THRESHOLDS, type Threshold } from '../../core/report/report';
import { type DefineCommand } from '../commands';
import { formatOption, type OutputFormat } from '../oci/options';

export interface InventoryFlags {
  format: OutputFormat;
  failOn: Threshold;
  git: boolean;
}

/** `mof inventory` */
export const inventoryCommand: DefineCommand = (program, host, done) => {
  program
    .command('inventory')
    .description(
      'list what the files of a model folder say of the model, where they say it, and where they contradict each other',
    )
    .argument('[folder]', 'model folder, or a folder of the cache of Hugging Face', '.')
    .addOption(formatOption())
    .addOption(
      new Option('--fail-on <severity>', 'lightest finding that makes the exit code 1')
        .choices(THRESHOLDS)
        .default('error'),
    )
    .option('--no-git', 'do not ask git for the history of the folder')
    .action(async (folder: string, flags: InventoryFlags) => {
      const { runInventory } = await import('./run');
      done(await runInventory(folder, flags, host));
    });
};
