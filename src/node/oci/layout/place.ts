import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { type Descriptor } from '../../../core/oci/descriptor';
import { type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { systemCode, writeFailure } from '../failure';
import { hasBlob } from './blobs';
import { appendLines, syncFolder } from './files';
import { BLOBS, type LayoutPaths } from './paths';

/** Nobody is to write to a blob. */
const BLOB_MODE = 0o444;

/**
 * Makes a file that is whole, verified and on disk a blob. That its name lasts, {@link syncFolder} makes sure of later.
 * @param file absolute path in the same file system; gone afterwards
 * @param name the layout, as people are shown it
 * @returns false where there is such a blob already, by its size
 * @throws {OciError}
 */
export function placeBlob(
  paths: LayoutPaths,
  name: string,
  file: string,
  blob: Pick<Descriptor, 'digest' | 'size'>,
): boolean {
  try {
    if (hasBlob(paths, blob)) {
      rmSync(file, { force: true });
      return false;
    }
    recordMade(paths, blob.digest);
    chmodSync(file, BLOB_MODE);
    renameSync(file, paths.blob(blob.digest));
    return true;
  } catch (error) {
    // Another process took us for gone and went on with the file.
    if (systemCode(error) === 'ENOENT' && hasBlob(paths, blob)) return false;
    if (systemCode(error) === 'ENOENT')
      throw new OciError(
        'busy',
        t('Another process is writing {0} in {1}; try again when it is done.', blob.digest, name),
      );
    throw writeFailure(paths.blob(blob.digest), error);
  }
}

/** Notes that a blob is ours before it is there: what is not noted is never removed. */
export function recordMade(paths: LayoutPaths, digest: Digest): void {
  appendLines(paths.made, [digest]);
}

/**
 * Makes the folders that blobs are written to, and refuses those that lead elsewhere.
 * @throws {OciError}
 */
export function prepareFolders(paths: LayoutPaths, digest: Digest): void {
  for (const folder of [path.join(paths.root, BLOBS), paths.blobFolder(digest), paths.ingest, paths.own])
    realFolder(folder);
}

/** @throws {OciError} */
export function realFolder(folder: string): void {
  try {
    mkdirSync(folder);
    syncFolder(path.dirname(folder));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw writeFailure(folder, error);
    if (!lstatSync(folder).isDirectory())
      throw new OciError('unsafe-path', t('{0} is no folder but a link or a file; nothing is written there.', folder));
  }
}
