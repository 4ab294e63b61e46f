import { byPath } from '../folder/paths';
import { t } from '../l10n';
import { derive } from './derive';
import { Draft } from './draft';
import { findingsOf } from './findings';
import { type FolderProblem, type Inventory, type InventoryFile, type ReaderId } from './inventory';
import { conflictsOf, mergeFacts } from './merge';
import { UnreadableError, type SourceFile } from './reader';
import { READERS } from './readers';
import { unreadable } from './rules';

/** What a host knows of a folder before anything in it is read. */
export interface FolderToRead {
  /** Its name. */
  root: string;
  files: readonly InventoryFile[];
  /** Whether these are all. */
  complete: boolean;
  /** What is wrong with files and links already. */
  problems: readonly FolderProblem[];
  /** Opens a file for its readers. */
  open(file: InventoryFile): SourceFile;
  /** Adds what is known without reading files: the cache it lies in, its history. */
  surroundings?(draft: Draft): void;
  /** Readers that are not asked: what was made from the folder must not speak for it. */
  without?: readonly ReaderId[];
}

/**
 * Reads a folder. Gives the path of each source before it is read, so that hosts can let other work run, show progress or stop.
 */
export function* collect(folder: FolderToRead): Generator<string, Inventory> {
  const files = [...folder.files].sort((a, b) => byPath(a.path, b.path));
  const draft = new Draft(folder.root, files);
  draft.problems.push(...folder.problems);
  const readers = READERS.filter(({ id }) => !folder.without?.includes(id));
  for (const file of files) {
    if (file.pointerTo !== undefined) continue;
    for (const reader of readers) {
      if (!reader.pattern.test(file.path)) continue;
      yield file.path;
      file.role ??= reader.id;
      try {
        reader.read(folder.open(file), draft);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        draft.problem(unreadable, file.path, t('This file {0}.', error.message.replace(/\.$/, '')), error.line);
      }
    }
  }
  folder.surroundings?.(draft);
  derive(draft);
  const facts = mergeFacts(draft);
  const conflicts = conflictsOf(facts);
  const inventory = { root: folder.root, ...facts, files, complete: folder.complete, conflicts, problems: [] };
  return { ...inventory, problems: findingsOf(inventory, draft.problems) };
}
