import path from 'node:path';
import { CONFIG_NAME } from '../../core/config/configuration';
import { weighed } from '../../core/modelfolder/findings';
import { type FolderProblem, type Inventory } from '../../core/modelfolder/inventory';
import { inventoryText } from '../../core/modelfolder/text';
import { printable } from '../../core/report/printable';
import { atThreshold } from '../../core/report/report';
import { FileError } from '../../node/files/errors';
import { loadInventory } from '../../node/modelfolder/load';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { Configurations, orUsageError } from '../lint/configurations';
import { type InventoryFlags } from './command';

/**
 * `mof inventory`: everything that a model folder says.
 * @throws {UsageError} when a configuration can't be read
 */
export async function runInventory(folder: string, flags: InventoryFlags, host: Host): Promise<ExitCode> {
  try {
    const root = path.resolve(host.cwd, folder);
    const found = await loadInventory({ path: root, shown: folder }, { trusted: flags.git });
    const inventory: Inventory = { ...found, problems: configured(found.problems, root, host) };
    host.stdout(flags.format === 'json' ? `${JSON.stringify(inventory, null, 2)}\n` : inventoryText(inventory));
    const fails = inventory.problems.some(({ severity }) => atThreshold(severity, flags.failOn));
    return fails ? Exit.findings : Exit.clean;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    host.stderr(`mof: ${printable(`${error.file} ${error.message}`)}\n`);
    return Exit.unchecked;
  }
}

/** Findings as the project's configuration weighs them. Those of the folder itself are weighed as of the configuration in it. */
function configured(problems: readonly FolderProblem[], root: string, host: Host): FolderProblem[] {
  const configurations = new Configurations(host.cwd, host.today, undefined);
  const fileOf = ({ path: place }: FolderProblem) => path.join(root, place || CONFIG_NAME);
  return orUsageError(() =>
    weighed(
      problems.filter((problem) => !configurations.excludes(fileOf(problem))),
      (problem) => configurations.severityOf(fileOf(problem))(problem.rule),
    ),
  );
}
