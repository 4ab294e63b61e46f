/**
 * What the editor asks of model folders. It loads this from the bundle of the command line: values go in and come out, and what the
 * user can do something about is a {@link Failure}.
 */
import { loadMessages } from '../../core/l10n';
import { type FolderProblem } from '../../core/modelfolder/inventory';
import { inventoryText } from '../../core/modelfolder/text';
import { orFailure, type Failure } from '../failure';
import { type NamedPath } from '../signing/model';
import { loadInventory, type InventoryOptions } from './load';

/** A model folder that was read. */
export interface CheckedFolder {
  /** Everything that it says, for people. */
  report: string;
  problems: readonly FolderProblem[];
}

export interface FolderChecks {
  loadMessages: typeof loadMessages;
  check(folder: NamedPath, options: InventoryOptions): Promise<CheckedFolder | Failure>;
}

/**
 * Reads model folders.
 * @param weigh gives findings the weight that the project of a folder, by its absolute path, wants them to have
 */
export function folderChecks(
  weigh: (problems: readonly FolderProblem[], folder: string) => FolderProblem[],
): FolderChecks {
  return {
    loadMessages,
    check: (folder, options) =>
      orFailure(async () => {
        const inventory = await loadInventory(folder, options);
        const problems = weigh(inventory.problems, folder.path);
        return { report: inventoryText({ ...inventory, problems }), problems };
      }),
  };
}
