import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Which revision of which model on the Hub a folder holds. */
export interface HubSnapshot {
  /** Absolute path of the files. */
  folder: string;
  /** `account/name`. */
  id: string;
  /** Commit. */
  revision: string;
  /** Absolute path of the folder that the links lead to. */
  blobs: string;
}

/** How the Hub's library names its folders (huggingface_hub, file_download.py, `repo_folder_name`). */
const REPOSITORY = /^models--([^/\\]+?)--([^/\\]+)$/;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * The revision that a folder of the Hub's cache holds: `models--…/snapshots/<commit>`, or of a folder of a model the one that `main`
 * stands for.
 */
export function hubSnapshot(folder: string): HubSnapshot | undefined {
  const [above, name] = [path.dirname(folder), path.basename(folder)];
  const repository = path.basename(above) === 'snapshots' ? path.dirname(above) : folder;
  const [, account, model] = REPOSITORY.exec(path.basename(repository)) ?? [];
  if (account === undefined || model === undefined) return undefined;
  const revision = repository === folder ? mainOf(repository) : name;
  if (revision === undefined || !COMMIT.test(revision)) return undefined;
  const at = path.join(repository, 'snapshots', revision);
  return { folder: at, id: `${account}/${model}`, revision, blobs: path.join(repository, 'blobs') };
}

function mainOf(repository: string): string | undefined {
  try {
    const main = readFileSync(path.join(repository, 'refs', 'main'), 'utf8').trim();
    if (COMMIT.test(main)) return main;
  } catch {
    // A revision by its commit has no name.
  }
  try {
    const [only, ...others] = readdirSync(path.join(repository, 'snapshots'));
    return others.length ? undefined : only;
  } catch {
    return undefined;
  }
}

/** What the Hub's library notes of files that it fetched into a folder of the user's. */
export interface DownloadNote {
  path: string;
  revision: string;
  /** SHA-256 of files in large file storage; of others only git's own hash is known. */
  sha256?: string;
}

/** Notes are short; a longer file is none. */
const MOST_NOTE = 4096;
const MOST_NOTES = 10_000;

/** The notes in `.cache/huggingface/download` (huggingface_hub, _local_folder.py, `LocalDownloadFileMetadata`). */
export function downloadNotes(folder: string): DownloadNote[] {
  const notes = path.join(folder, '.cache', 'huggingface', 'download');
  let names: string[];
  try {
    names = readdirSync(notes, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.metadata'))
    .slice(0, MOST_NOTES)
    .flatMap((name) => {
      const [revision, etag] = linesOf(path.join(notes, name));
      if (revision === undefined || !COMMIT.test(revision)) return [];
      const file = name.slice(0, -'.metadata'.length).split(path.sep).join('/');
      return [{ path: file, revision, ...(etag !== undefined && /^[0-9a-f]{64}$/.test(etag) && { sha256: etag }) }];
    });
}

function linesOf(file: string): string[] {
  try {
    const stats = statSync(file);
    if (!stats.isFile() || stats.size > MOST_NOTE) return [];
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
