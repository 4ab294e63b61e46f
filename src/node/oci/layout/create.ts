import { mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { isObject, own, parseJson } from '../../../core/signing/json';
import { readFailure, systemCode, writeFailure } from '../failure';
import { withLock } from '../lock';
import { namesIn, replaceFile, syncFolder } from './files';
import { EMPTY_INDEX } from './index-file';
import { BLOBS, INDEX_FILE, INGEST, LAYOUT_FILE, LAYOUT_VERSION, LayoutPaths, OWN } from './paths';
import { realFolder } from './place';

/** The file that says what the folder is has a few dozen bytes. */
const LAYOUT_BYTES = 64 * 1024;

/** What a layout that is being made consists of. */
const BEGUN = new Set([BLOBS, INDEX_FILE, INGEST, OWN]);

/**
 * Finds the layout in a folder.
 * @param folder absolute path
 * @param name the folder as people are shown it
 * @throws {OciError} `not-found` where there is none; `malformed`, `unsupported`, `no-permission`
 */
export function findLayout(folder: string, name: string): LayoutPaths {
  const root = realFolderOf(folder, name);
  const version = layoutVersion(path.join(root, LAYOUT_FILE), path.join(name, LAYOUT_FILE));
  if (version === undefined)
    throw new OciError('not-found', t('{0} is no image layout: it has no file {1}.', name, LAYOUT_FILE));
  if (version !== LAYOUT_VERSION)
    throw new OciError(
      'unsupported',
      t('{0} is an image layout of version {1}; {2} is read.', name, version, LAYOUT_VERSION),
    );
  return new LayoutPaths(root);
}

/**
 * Finds the layout in a folder, or makes one in a new or empty folder.
 * @throws {OciError} `exists` for a folder with other things in it; what {@link findLayout} throws
 */
export async function findOrMakeLayout(folder: string, name: string, signal?: AbortSignal): Promise<LayoutPaths> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw writeFailure(name, error);
  }
  const paths = new LayoutPaths(realFolderOf(folder, name));
  const entries = namesIn(paths.root);
  refuseKitOps(paths.root, name);
  if (entries.includes(LAYOUT_FILE)) return findLayout(folder, name);
  const other = entries.find((entry) => !BEGUN.has(entry) && !entry.endsWith('.tmp'));
  if (other !== undefined)
    throw new OciError(
      'exists',
      t('{0} is a folder with other things in it, such as "{1}"; name a new or empty one.', name, other),
    );
  await withLock(paths.lock, name, signal, () => {
    if (namesIn(paths.root).includes(LAYOUT_FILE)) return;
    try {
      realFolder(path.join(paths.root, BLOBS));
      if (!namesIn(paths.root).includes(INDEX_FILE)) replaceFile(paths.index, EMPTY_INDEX);
      // Last: with it, the folder is a layout, and a whole one.
      replaceFile(paths.layout, JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
      syncFolder(paths.root);
    } catch (error) {
      throw writeFailure(name, error);
    }
  });
  return findLayout(folder, name);
}

/** Whether the entries of a folder are those of KitOps' store: it keeps more indexes than one. */
export function isKitOps(entries: readonly string[]): boolean {
  return entries.some((entry) => entry.endsWith('-index.json') || entry.endsWith('-tags.json'));
}

/**
 * What is written there, or removed, could be what the other indexes of KitOps need.
 * @throws {OciError} `unsupported`
 */
export function refuseKitOps(root: string, name: string): void {
  if (isKitOps(namesIn(root)))
    throw new OciError(
      'unsupported',
      t('{0} is the store of {1}, which is only read here; copy from it instead.', name, 'KitOps'),
    );
}

function realFolderOf(folder: string, name: string): string {
  try {
    const root = realpathSync.native(folder);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new OciError('not-found', t('There is no image layout in {0}.', name));
    throw readFailure(name, error);
  }
  throw new OciError('malformed', t('{0} is no folder.', name));
}

function layoutVersion(file: string, shown: string): string | undefined {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (!stats.isFile() || stats.size > LAYOUT_BYTES)
      throw new OciError('malformed', t('{0} is no file of a layout.', shown));
    const json = parseJson(readFileSync(file), LAYOUT_BYTES);
    const version = isObject(json) ? own(json, 'imageLayoutVersion') : undefined;
    if (typeof version === 'string') return version;
  } catch (error) {
    if (error instanceof OciError || systemCode(error) !== undefined) throw readFailure(shown, error);
  }
  throw new OciError('malformed', t('{0} does not say the version of the layout.', shown));
}
