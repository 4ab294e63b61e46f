import { lstatSync, readdirSync, readlinkSync, realpathSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { t } from '../../core/l10n';
import { type FolderProblem } from '../../core/modelfolder/inventory';
import { link, tooManyFiles, unreadable, type FolderRule } from '../../core/modelfolder/rules';
import { SKIPPED } from '../../files/ignore-rules';
import { readError } from '../files/errors';

/** Files that are listed at most. */
export const MOST_FILES = 200_000;

/** How long other work waits at most, in milliseconds. */
const SLICE = 25;

/** Folders of what tools keep for themselves. */
const CACHES = new Set([
  ...SKIPPED,
  '.cache',
  '__pycache__',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.tox',
]);

/** A file that was found. */
export interface FoundFile {
  /** Relative to the folder, with `/`. */
  path: string;
  /** Absolute path of its bytes, without links. */
  real: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** Where a link leads, as it is written. */
  link?: string;
}

export interface FoundFiles {
  files: FoundFile[];
  complete: boolean;
  problems: FolderProblem[];
}

export interface WalkRequest {
  /** Another folder that links may lead to: where the Hub's cache keeps its files. */
  alsoInside?: string;
  signal?: AbortSignal;
}

/**
 * Lists the files of a model. Links to files in the folder count as these files; links to folders are not followed, so that a circle
 * of them can't trap it.
 * @param root absolute path without links
 */
export async function walkModel(root: string, { alsoInside, signal }: WalkRequest): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], complete: true, problems: [] };
  const report = ({ id, severity }: FolderRule, path: string, message: string) =>
    found.problems.push({ path, severity, rule: id, message });
  const waiting = [''];
  let since = performance.now();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    signal?.throwIfAborted();
    if (performance.now() - since > SLICE) {
      await setImmediate();
      since = performance.now();
    }
    for (const entry of entriesOf(root, folder, report)) {
      const name = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!CACHES.has(entry.name) && !isEnvironment(path.join(root, name))) waiting.push(name);
        continue;
      }
      if (found.files.length >= MOST_FILES) {
        found.complete = false;
        report(tooManyFiles, '', t('The folder has more than {0} files; those that follow are left out.', MOST_FILES));
        return found;
      }
      const file = entry.isSymbolicLink()
        ? followed(root, name, alsoInside, report)
        : entry.isFile()
          ? fileAt(path.join(root, name), name)
          : undefined;
      if (file) found.files.push(file);
    }
  }
  return found;
}

type Tell = (rule: FolderRule, path: string, message: string) => void;

function entriesOf(root: string, folder: string, report: Tell): Dirent[] {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true });
  } catch (error) {
    const told = readError(folder, error);
    // The folder itself is the caller's concern.
    if (folder === '' || !(told instanceof Error)) throw error;
    report(unreadable, folder, t('This folder {0}.', told.message));
    return [];
  }
}

/** Whether a folder is a virtual environment of Python (PEP 405). */
function isEnvironment(folder: string): boolean {
  return /(?:^|[/\\])\.?(?:v?env|venv.*)$/.test(folder) && statOf(path.join(folder, 'pyvenv.cfg')) !== undefined;
}

function statOf(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}

function fileAt(real: string, name: string): FoundFile | undefined {
  try {
    const stats = lstatSync(real);
    return stats.isFile() ? { path: name, real, size: stats.size, modified: stats.mtimeMs } : undefined;
  } catch {
    // It went away while the folder was listed.
    return undefined;
  }
}

/** The file that a link stands for; undefined, and reported, where that is none of the model. */
function followed(root: string, name: string, alsoInside: string | undefined, report: Tell): FoundFile | undefined {
  const at = path.join(root, name);
  const target = targetOf(at);
  const shown = target ?? '?';
  try {
    const real = realpathSync.native(at);
    const inside = [root, ...(alsoInside === undefined ? [] : [alsoInside])].some(
      (folder) => real === folder || real.startsWith(folder + path.sep),
    );
    if (!inside) report(link, name, t('This link leads out of the folder, to "{0}".', shown));
    else if (lstatSync(real).isDirectory())
      report(link, name, t('This link leads to a folder; what is in it is listed there.'));
    else {
      const file = fileAt(real, name);
      return file && { ...file, ...(target !== undefined && { link: target }) };
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ELOOP') report(link, name, t('This link leads in a circle.'));
    else if (code === 'ENOENT' || code === 'ENOTDIR')
      report(link, name, t('This link leads nowhere: there is no "{0}".', shown));
    else report(link, name, t('This link to "{0}" cannot be followed ({1}).', shown, code ?? '?'));
  }
  return undefined;
}

function targetOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
