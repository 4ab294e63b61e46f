import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { t } from '../../core/l10n';
import { collect } from '../../core/modelfolder/collect';
import { addHub } from '../../core/modelfolder/derive';
import { type Draft } from '../../core/modelfolder/draft';
import { type Inventory, type InventoryFile, type ReaderId } from '../../core/modelfolder/inventory';
import { FileError, readError } from '../files/errors';
import { type NamedPath } from '../signing/model';
import { classify } from './classify';
import { addGit, gitFacts } from './git';
import { downloadNotes, hubSnapshot, type HubSnapshot } from './hub-cache';
import { sourceFile } from './source-file';
import { walkModel } from './walk';

export interface InventoryOptions {
  /** The user trusts the folder, so that `git` may be asked for its history: a repository can hold settings that run programs. */
  trusted?: boolean;
  /** Readers that are not asked: what was made from the folder must not speak for it when it is brought up to date. */
  without?: readonly ReaderId[];
  /** Told the path of each source before it is read. */
  progress?: (path: string) => void;
  signal?: AbortSignal;
}

/** How long other work waits at most, in milliseconds. */
const SLICE = 25;

/**
 * Finds out everything that a model folder says of its model. Nothing is hashed, and no code in it is run.
 * @param folder absolute; a folder of the Hub's cache stands for the revision in it
 * @throws {FileError} for a folder that is none, or cannot be read
 */
export async function loadInventory(folder: NamedPath, options: InventoryOptions = {}): Promise<Inventory> {
  const { shown } = folder;
  const { root, snapshot } = modelFolder(folder);
  const { signal } = options;
  const found = await walkModel(root, {
    ...(snapshot && { alsoInside: snapshot.blobs }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw readError(shown, error);
  });
  const real = new Map(found.files.map((file) => [file.path, file]));
  const open = (file: InventoryFile) => sourceFile(real.get(file.path)!);
  const classified = await classify(found.files, signal);
  const notes = snapshot ? [] : downloadNotes(root);
  for (const { path, sha256 } of notes) {
    const file = classified.files.find((each) => each.path === path);
    if (file && sha256 !== undefined) file.sha256 ??= sha256;
  }
  const git = options.trusted ? await gitFacts(root, signal) : undefined;
  const reading = collect({
    root: snapshot ? snapshot.id.slice(snapshot.id.indexOf('/') + 1) : path.basename(root),
    files: classified.files,
    complete: found.complete,
    problems: [...found.problems, ...classified.problems],
    open,
    surroundings: (draft) => {
      if (snapshot) addSnapshot(snapshot, draft);
      const revisions = new Set(notes.map(({ revision }) => revision));
      const [revision] = revisions;
      if (revision !== undefined && revisions.size === 1)
        draft.add(
          'identifiers',
          { type: 'commit', value: revision },
          { path: '.cache/huggingface', reader: 'hub-cache' },
        );
      if (git) addGit(git, draft);
    },
    ...(options.without && { without: options.without }),
  });
  let since = performance.now();
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
    signal?.throwIfAborted();
    options.progress?.(value);
    if (performance.now() - since <= SLICE) continue;
    await setImmediate();
    since = performance.now();
  }
}

/** Where the files of a model are: in the folder itself, or in the revision that a folder of the Hub's cache stands for. */
export function modelFolder({ path: folder, shown }: NamedPath): { root: string; snapshot?: HubSnapshot } {
  try {
    const given = realpathSync.native(folder);
    const snapshot = hubSnapshot(given);
    const root = snapshot ? realpathSync.native(snapshot.folder) : given;
    if (!statSync(root).isDirectory()) throw new FileError(shown, t('is a file, not a folder'));
    return { root, ...(snapshot && { snapshot }) };
  } catch (error) {
    throw readError(shown, error);
  }
}

function addSnapshot({ id, revision }: HubSnapshot, draft: Draft): void {
  const source = { path: '', key: `models--${id.replace('/', '--')}`, reader: 'hub-cache' } as const;
  draft.add('identifiers', { type: 'commit', value: revision }, source);
  addHub(id, source, draft, revision);
}
