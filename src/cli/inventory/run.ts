import path from 'node:path';
import { type Inventory } from '../../core/modelfolder/inventory';
import { inventoryText } from '../../core/modelfolder/text';
import { printable } from '../../core/report/printable';
import { atThreshold } from '../../core/report/report';
import { FileError } from '../../node/files/errors';
import { loadInventory } from '../../node/modelfolder/load';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { type InventoryFlags } from './command';
import { configured } from './configured';

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
