import { createHash } from 'node:crypto';
import { version as toolVersion } from '../../../package.json';
import { BomError } from '../../core/bom/view/json';
import { type BomOptions } from '../../core/generate/generated';
import { updateCycloneDx } from '../../core/generate/update/cyclonedx';
import { updateMof } from '../../core/generate/update/mof';
import { updateSpdx } from '../../core/generate/update/spdx';
import { isOutOfDate, UpdateError, type Update } from '../../core/generate/update/update';
import { type Inventory } from '../../core/modelfolder/inventory';
import { t } from '../../core/l10n';
import { decodeText } from '../../core/text/decode';
import { licenseTexts } from '../generate/documents';
import { readFile } from '../files/read';
import { type PlannedFile } from '../oci/pack/plan';
import { shownIn, writeDocument } from './documents';
import { ReleaseError, type Running } from './step';
import { inventoryOf, type Work } from './work';

/**
 * What became of a document that was there.
 * - `fits`: it says what the folder says
 * - `updated`: it was brought up to date; what was written by hand stays
 * - `foreign`: it was not made of the folder, so that nobody can say what of it is to follow
 */
export type DocumentState = 'fits' | 'updated' | 'foreign';

/**
 * Brings a document that was made of the folder up to date with it.
 * @throws {ReleaseError} for a document that can't be read; {FileError}
 */
export async function bringUpToDate(work: Work, file: PlannedFile, running: Running): Promise<DocumentState> {
  const shown = shownIn(work, file.path);
  const { text } = decodeText(readFile(file.source, shown)!.bytes);
  let update: Update;
  try {
    update = await updateOf(work, file, text, running);
  } catch (error) {
    if (error instanceof UpdateError && error.code === 'not-generated') return 'foreign';
    if (error instanceof UpdateError || error instanceof BomError)
      throw new ReleaseError(t('{0} cannot be read: {1}', shown, error.message));
    throw error;
  }
  if (!isOutOfDate(update)) return 'fits';
  await writeDocument(work, { file: file.path, text: update.text, toDos: update.toDos }, running);
  return 'updated';
}

async function updateOf(work: Work, { document }: PlannedFile, text: string, { signal }: Running): Promise<Update> {
  if (document === 'mof') {
    // A configuration that is brought up to date is no source of itself.
    const options = { without: ['mof'] as const, ...(signal ? { signal } : {}) };
    const inventory = await inventoryOf(work.request, work.pack, options);
    return updateMof(text, inventory);
  }
  const previous = createHash('sha256').update(text).digest('hex');
  const inventory = await work.readInventory(signal ? { signal } : {});
  const options = { ...bomOptions(work, inventory), previous };
  return (document === 'spdx' ? updateSpdx : updateCycloneDx)(text, inventory, options);
}

/** What bills of materials are made of besides the inventory. */
export function bomOptions(work: Work, inventory: Inventory): BomOptions {
  const { root, request } = work;
  const digests = work.hexDigests();
  return { digests, licenseTexts: licenseTexts(root, inventory), now: request.now, toolVersion };
}
