import { byPath } from '../folder/paths';
import { t } from '../l10n';
import { derive } from './derive';
import { Draft } from './draft';
import { findingsOf } from './findings';
import { type FolderProblem, type Inventory, type InventoryFile, type ReaderId } from './inventory';
import { conflictsOf, mergeFacts } from './merge';
import { UnreadableError, type Reader, type SourceFile } from './reader';
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
    if (!isSource(file)) continue;
    for (const reader of readers) {
      if (!reader.pattern.test(file.path)) continue;
      yield file.path;
      const before = draft.found;
      read(reader, folder.open(file), draft);
      if (draft.found > before) file.role ??= reader.id;
    }
  }
  folder.surroundings?.(draft);
  derive(draft);
  const facts = mergeFacts(draft);
  const conflicts = conflictsOf(facts);
  const inventory = { root: folder.root, ...facts, files, complete: folder.complete, conflicts, problems: [] };
  return { ...inventory, problems: findingsOf(inventory, draft.problems) };
}

/** Whether a file may say something of the model: the pointer to a file does not, and what is made of the folder must not. */
function isSource({ pointerTo, role }: InventoryFile): boolean {
  return pointerTo === undefined && (role === undefined || role === 'mof');
}

function read(reader: Reader, file: SourceFile, draft: Draft): void {
  try {
    reader.read(file, draft);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    draft.problem(unreadable, file.path, t('This file {0}.', error.message.replace(/\.$/, '')), error.line);
  }
}
