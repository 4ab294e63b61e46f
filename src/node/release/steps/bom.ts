import { statedHashes } from '../../../core/inspection/bom';
import { BomError } from '../../../core/bom/view/json';
import { readBom } from '../../../core/bom/view/read';
import { FILE_NAMES } from '../../../core/generate/file-names';
import { cleanPath } from '../../../core/folder/paths';
import { t } from '../../../core/l10n';
import { generate } from '../../generate/documents';
import { decodeText } from '../../../core/text/decode';
import { readFile } from '../../files/read';
import { type PlannedFile } from '../../oci/pack/plan';
import { documentsOf, requireUnchanged, shownIn, writeDocument } from '../documents';
import { type BomFormat } from '../request';
import { ReleaseError, type Running, type Step } from '../step';
import { bomOptions, bringUpToDate } from '../update';
import { type Work } from '../work';

/** The bills of materials: those that are there, as far as they fit the files, or new ones. */
export const bom: Step = {
  id: 'bom',
  plan(work) {
    const { found, missing } = wanted(work);
    if (!missing.length)
      return {
        state: 'check',
        detail: t(
          '{0} is there. What was made of the folder follows it; the rest has to fit the files.',
          found.map(pathOf).join(', '),
        ),
      };
    const files = missing.map((format) => FILE_NAMES[format]).join(', ');
    return { state: 'do', detail: t('{0} is made of what the folder says, with the digest of every file.', files) };
  },
  async run(work, running) {
    const { found, missing } = wanted(work);
    requireUnchanged(work);
    const updated: string[] = [];
    for (const file of found) {
      const state = await bringUpToDate(work, file, running);
      if (state === 'updated') updated.push(file.path);
      else if (state === 'foreign') requireFit(work, file);
    }
    for (const format of missing) await make(work, format, running);
    const made = missing.map((format) => FILE_NAMES[format]);
    const sentences = [
      ...(updated.length ? [t('{0} was brought up to date.', updated.join(', '))] : []),
      ...(made.length ? [t('{0} was made.', made.join(', '))] : []),
    ];
    return sentences.length
      ? { state: 'done', detail: sentences.join(' ') }
      : { state: 'kept', detail: t('{0} fits the files.', found.map(pathOf).join(', ')) };
  },
};

const pathOf = ({ path }: PlannedFile) => path;

/** The bills of materials that are there, and the formats of those that are asked for and are not. */
function wanted(work: Work): { found: PlannedFile[]; missing: BomFormat[] } {
  const found = documentsOf(work, ['spdx', 'cyclonedx']);
  const { boms } = work.request;
  if (!boms) return { found, missing: found.length ? [] : ['spdx'] };
  return { found, missing: boms.filter((format) => !found.some(({ document }) => document === format)) };
}

async function make(work: Work, format: BomFormat, running: Running): Promise<void> {
  const { root } = work;
  const inventory = await work.readInventory(running);
  const { text, toDos } = generate(format, { root, inventory, options: bomOptions(work, inventory) });
  await writeDocument(work, { file: FILE_NAMES[format], text, toDos }, running);
}

/**
 * A bill of materials that states other digests than the files have is of another state of the model.
 * @throws {ReleaseError}, {FileError}
 */
function requireFit(work: Work, { path, source }: PlannedFile): void {
  const shown = shownIn(work, path);
  const { text } = decodeText(readFile(source, shown)!.bytes);
  const digests = work.hexDigests();
  for (const { file, sha256 } of hashesIn(text, shown)) {
    const found = digests.get(cleanPath(file));
    if (found !== undefined && found !== sha256)
      throw new ReleaseError(
        t(
          '{0} is of another state of the model: it says that {1} has the digest {2}, which is {3}. Make a new one, or mend it.',
          shown,
          file,
          sha256,
          found,
        ),
      );
  }
}

function hashesIn(text: string, shown: string): ReturnType<typeof statedHashes> {
  try {
    return statedHashes(readBom(text));
  } catch (error) {
    if (error instanceof BomError) throw new ReleaseError(t('{0} cannot be read: {1}', shown, error.message));
    throw error;
  }
}
