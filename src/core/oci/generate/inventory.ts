import { byPath } from '../../folder/paths';
import { isAuxiliary } from '../auxiliary';
import { type FileClass } from '../modelpack/classify/classify';
import { type ModelFacts } from '../modelpack/config';

/** A file of a model, and what it was found to be. */
export interface InventoryFile {
  /** Relative to the folder, with `/`. */
  path: string;
  /** Bytes. */
  size: number;
  class: FileClass;
}

/** What is known of a model folder. */
export interface ModelInventory {
  /** Name of the folder, for a model that has no other. */
  folder: string;
  files: readonly InventoryFile[];
  facts: ModelFacts;
}

/** The files that are part of a model, in the order of their paths. */
export function modelFilesOf({ files }: ModelInventory): InventoryFile[] {
  return files.filter(({ path }) => !isAuxiliary(path)).sort((a, b) => byPath(a.path, b.path));
}

/** What a model is called: what its files say, or else its folder. */
export function nameOf({ facts, folder }: ModelInventory): { name: string; isGuess: boolean } {
  const { name } = facts.descriptor;
  return name ? { name, isGuess: false } : { name: folder.trim() || 'my-model', isGuess: true };
}
