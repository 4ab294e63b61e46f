import { createHash } from 'node:crypto';
import path from 'node:path';
import { BomError } from '../../core/bom/view/json';
import { detectKindId } from '../../core/documents/detect';
import { listingOf } from '../../core/generate/update/listed';
import { updateCycloneDx } from '../../core/generate/update/cyclonedx';
import { updateMof } from '../../core/generate/update/mof';
import { updateSpdx } from '../../core/generate/update/spdx';
import { isOutOfDate, UpdateError, type Update } from '../../core/generate/update/update';
import { t } from '../../core/l10n';
import { decodeText } from '../../core/text/decode';
import { FileError } from '../files/errors';
import { readFile } from '../files/read';
import { writeFile } from '../files/write';
import { type DigestCache } from '../hashing/digest-cache';
import { type NamedPath } from '../signing/model';
import { allDigests, changedDigests, type UnreadFile } from './compared';
import { isBom, readFolder, type FolderRequest, type GeneratedKind } from './documents';

export interface UpdateRequest extends Omit<FolderRequest, 'folder' | 'without' | 'cycloneDxVersion'> {
  file: NamedPath;
  /** Text of the file, where an editor has another one than the disk. */
  text?: string;
  /** The folder that the document is about; that of the file where absent. */
  folder?: NamedPath;
  /**
   * Which files of a bill of materials are read: with `changed`, those that may have changed since it was made, as far as that takes
   * no time to speak of. The others are as the document says.
   */
  hash: 'all' | 'changed';
  digestCache?: DigestCache;
}

export interface UpdatedDocument extends Update {
  kind: GeneratedKind;
  /** The text that was brought up to date. */
  before: string;
  /** Files that may have changed, and were not read. */
  unread: readonly UnreadFile[];
}

/**
 * Compares a document that was generated from a folder with that folder. Nothing is written.
 * @throws {FileError} for a file that can't be read, or was not generated; {ModelError} {CancelledError}
 */
export async function compareWithFolder(request: UpdateRequest): Promise<UpdatedDocument> {
  const { file, hash, digestCache, ...rest } = request;
  const before = request.text ?? decodeText(readFile(file.path, file.shown)!.bytes).text;
  const kind = kindOf(file, before);
  const folder = request.folder ?? { path: path.dirname(file.path), shown: path.dirname(file.shown) };
  const { root, inventory, options } = await readFolder(
    // A configuration that is brought up to date is no source of itself.
    { ...rest, folder, ...(kind === 'mof' ? { without: ['mof'] as const } : {}) },
    [],
  );
  const previous = createHash('sha256').update(before).digest('hex');
  try {
    if (!isBom(kind)) return { ...updateMof(before, inventory), kind, before, unread: [] };
    const { digests, unread } = await (hash === 'all' ? allDigests : changedDigests)({
      root,
      files: inventory.files,
      listing: listingOf(kind, before),
      ...(digestCache ? { cache: digestCache } : {}),
      ...(rest.progress ? { progress: rest.progress } : {}),
      ...(rest.signal ? { signal: rest.signal } : {}),
    });
    const update = kind === 'spdx' ? updateSpdx : updateCycloneDx;
    return { ...update(before, inventory, { ...options, digests, previous }), kind, before, unread };
  } catch (error) {
    if (error instanceof UpdateError || error instanceof BomError)
      throw new FileError(file.shown, t('cannot be brought up to date: {0}', error.message));
    throw error;
  }
}

/**
 * Brings a document up to date with its folder, and writes it where that changes something.
 * @throws as {@link compareWithFolder}; {FileError} when it cannot be written, or changed meanwhile
 */
export async function updateFromFolder(request: UpdateRequest): Promise<UpdatedDocument> {
  const { file } = request;
  const { bytes, stamp } = readFile(file.path, file.shown)!;
  const update = await compareWithFolder({ ...request, text: decodeText(bytes).text });
  if (isOutOfDate(update)) writeFile(file.path, file.shown, update.text, { expected: stamp });
  return update;
}

function kindOf({ path: location, shown }: NamedPath, text: string): GeneratedKind & ('mof' | 'spdx' | 'cyclonedx') {
  const kind = detectKindId(location, text);
  if (kind === 'mof' || kind === 'spdx' || kind === 'cyclonedx') return kind;
  throw new FileError(shown, t('is no MOF configuration and no bill of materials'));
}
