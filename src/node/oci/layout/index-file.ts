import { randomBytes } from 'node:crypto';
import { chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { malformed, readDescriptor, descriptorValue, type Descriptor } from '../../../core/oci/descriptor';
import { OciError } from '../../../core/oci/errors';
import { goJson } from '../../../core/oci/go-json';
import { INDEX_TYPE } from '../../../core/oci/media-types';
import { own, type JsonObject } from '../../../core/signing/json';
import { writeFailure } from '../failure';
import { withLock } from '../lock';
import { namesIn, removed, syncFolder, writeWhole } from './files';
import { INDEX_FILE, type LayoutPaths } from './paths';
import { readSharedJson, stampOfFile } from './shared-json';

/** How often an index is changed anew because somebody who holds no lock changed it meanwhile. */
const ATTEMPTS = 20;

/** A manifest in the index, with all that others wrote about it. */
export interface IndexEntry {
  readonly descriptor: Descriptor;
  readonly json: JsonObject;
}

/** The `index.json` of a layout as it was at one moment. */
export interface LayoutIndex {
  readonly json: JsonObject;
  readonly entries: readonly IndexEntry[];
  /** Which state of the file this is. */
  readonly stamp: string;
}

export const EMPTY_INDEX = goJson({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [] });

/** An entry that we write. */
export function newEntry(descriptor: Descriptor): IndexEntry {
  return { descriptor, json: JSON.parse(goJson(descriptorValue(descriptor))) as JsonObject };
}

/**
 * Reads the index of a layout.
 * @param known what was read before; taken again where the file is still the same
 * @param name the layout, as people are shown it
 * @throws {OciError} `malformed`, `too-large`, `no-permission`
 */
export async function readLayoutIndex(paths: LayoutPaths, name: string, known?: LayoutIndex): Promise<LayoutIndex> {
  return readSharedJson(paths.index, path.join(name, INDEX_FILE), parseIndex, known);
}

/** @throws {OciError} `malformed` */
export function parseIndex(json: JsonObject, stamp: string): LayoutIndex {
  const name = t('The index');
  if (own(json, 'schemaVersion') !== 2) throw malformed(name, t('"schemaVersion" must be 2'));
  const manifests = own(json, 'manifests') ?? [];
  if (!Array.isArray(manifests)) throw malformed(name, t('"{0}" must be a list', 'manifests'));
  const entries = manifests.map((each: unknown, at) => ({
    descriptor: readDescriptor(each, `"manifests[${at}]"`),
    json: each as JsonObject,
  }));
  return { json, entries, stamp };
}

/**
 * Changes the index of a layout: all of it at once, by one process at a time. What others wrote in it stays.
 * @param change takes the entries, and returns those to write; undefined when nothing is to be written
 * @throws {OciError} `busy`; what reading and writing throw
 */
export async function changeLayoutIndex(
  paths: LayoutPaths,
  name: string,
  signal: AbortSignal | undefined,
  change: (entries: readonly IndexEntry[]) => readonly IndexEntry[] | undefined,
): Promise<void> {
  const shown = path.join(name, INDEX_FILE);
  for (let attempt = 1; ; attempt++) {
    const isDone = await withLock(paths.lock, name, signal, async (lock) => {
      removeLeftOvers(paths);
      const index = await readLayoutIndex(paths, name);
      const entries = change(index.entries);
      if (!entries) return true;
      const text = JSON.stringify({ ...index.json, manifests: entries.map(({ json }) => json) });
      return replace(paths.index, shown, text, () => lock.isHeld() && stampOfFile(paths.index) === index.stamp);
    });
    if (isDone) return;
    if (attempt === ATTEMPTS)
      throw new OciError(
        'busy',
        t('{0} is changed all the time by another program; try again when it is done.', shown),
      );
  }
}

/** Writes a file by rename; false, and nothing written, when it is not what it was. */
function replace(file: string, shown: string, text: string, isSame: () => boolean): boolean {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeWhole(temporary, text);
    const may = isSame();
    if (may) {
      chmodSync(temporary, statSync(file).mode & 0o777);
      renameSync(temporary, file);
      syncFolder(path.dirname(file));
    } else rmSync(temporary, { force: true });
    return may;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw writeFailure(shown, error);
  }
}

/** Temporary files of processes that ended while they wrote; whoever holds the lock is the only one to have any. */
function removeLeftOvers({ root }: LayoutPaths): void {
  for (const each of namesIn(root)) if (/^index\.json\.[0-9a-f]{12}\.tmp$/.test(each)) removed(path.join(root, each));
}
