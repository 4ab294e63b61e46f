import path from 'node:path';
import { FileError } from '../../node/files/errors';
import { loadInventory } from '../../node/modelfolder/load';
import { inventoryText } from '../../core/modelfolder/text';
import { printable } from '../../core/report/printable';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { type InventoryFlags } from './command';

/**
 * `mof inventory`: contradictions and damaged sources are shown; only errors, and what could not be read, decide the exit code.
 */
export async function runInventory(folder: string, { format, git }: InventoryFlags, host: Host): Promise<ExitCode> {
  try {
    const inventory = await loadInventory({ path: path.resolve(host.cwd, folder), shown: folder }, { trusted: git });
    host.stdout(format === 'json' ? `${JSON.stringify(inventory, null, 2)}\n` : inventoryText(inventory));
    return inventory.problems.some(({ severity }) => severity === 'error') ? Exit.findings : Exit.clean;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    host.stderr(`mof: ${printable(`${error.file} ${error.message}`)}\n`);
    return Exit.unchecked;
  }
}
