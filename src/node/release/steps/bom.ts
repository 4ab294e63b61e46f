import { version as toolVersion } from '../../../../package.json';
import { statedHashes } from '../../../core/inspection/bom';
import { BomError } from '../../../core/bom/view/json';
import { readBom } from '../../../core/bom/view/read';
import { cleanPath } from '../../../core/folder/paths';
import { type Generated } from '../../../core/generate/generated';
import { t } from '../../../core/l10n';
import { generate, licenseTexts } from '../../generate/documents';
import { decodeText } from '../../../core/text/decode';
import { readFile } from '../../files/read';
import { type PlannedFile } from '../../oci/pack/plan';
import { documentsOf, requireUnchanged, shownIn, writeDocument } from '../documents';
import { BOM_FILES, type BomFormat } from '../request';
import { ReleaseError, type Running, type Step } from '../step';
import { type Work } from '../work';

/** The bills of materials: those that are there, as far as they fit the files, or new ones. */
export const bom: Step = {
  id: 'bom',
  plan(work) {
    const { found, missing } = wanted(work);
    if (!missing.length)
      return { state: 'check', detail: t('{0} is there, and has to fit the files.', found.map(pathOf).join(', ')) };
    const files = missing.map((format) => BOM_FILES[format]).join(', ');
    return { state: 'do', detail: t('{0} is made of what the folder says, with the digest of every file.', files) };
  },
  async run(work, running) {
    const { found, missing } = wanted(work);
    requireUnchanged(work);
    for (const file of found) requireFit(work, file);
    if (!missing.length) return { state: 'kept', detail: t('{0} fits the files.', found.map(pathOf).join(', ')) };
    for (const format of missing) await make(work, format, running);
    return { state: 'done', detail: t('{0} was made.', missing.map((format) => BOM_FILES[format]).join(', ')) };
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
  const file = BOM_FILES[format];
  const { text, toDos } = generated(work, format);
  await writeDocument(work, { file, text, toDos }, running);
}

function generated(work: Work, format: BomFormat): Generated {
  const { inventory, root, request } = work;
  const digests = work.hexDigests();
  const options = { digests, licenseTexts: licenseTexts(root, inventory), now: request.now, toolVersion };
  return generate(format, { root, inventory, options });
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
          '{0} is of another state of the model: it says that {1} has the digest {2}, which is {3}. Update it: mof bom update {0}',
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
