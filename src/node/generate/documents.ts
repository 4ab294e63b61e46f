import path from 'node:path';
import { generateCycloneDx } from '../../core/generate/cyclonedx';
import { type BomOptions, type CycloneDxVersion, type Generated } from '../../core/generate/generated';
import { referencesIn } from '../../core/generate/facts/licenses';
import { generateMof } from '../../core/generate/mof';
import { generateKitfile, generateModelfile } from '../../core/generate/recipes';
import { generateSpdx } from '../../core/generate/spdx';
import { type Inventory, type ReaderId } from '../../core/modelfolder/inventory';
import { decodeText } from '../../core/text/decode';
import { type Progress } from '../../core/signing/model/model';
import { readFile } from '../files/read';
import { loadInventory, modelFolder } from '../modelfolder/load';
import { type NamedPath } from '../signing/model';
import { digestsOf } from './digests';

/** A kind of document that is made from a folder. */
export type GeneratedKind = 'mof' | 'spdx' | 'cyclonedx' | 'kitfile' | 'modelfile';

export interface FolderRequest {
  folder: NamedPath;
  /** The user trusts the folder, so that git may be asked. */
  trusted: boolean;
  now: Date;
  toolVersion: string;
  cycloneDxVersion?: CycloneDxVersion;
  /** Readers that are not asked: a document that is brought up to date is no source of itself. */
  without?: readonly ReaderId[];
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** A folder that was read, with what documents of the kinds that are wanted are made of. */
export interface ReadFolder {
  root: string;
  inventory: Inventory;
  options: BomOptions;
}

/**
 * Reads a folder; its files are hashed where a bill of materials is wanted.
 * @throws {FileError} {ModelError} {CancelledError}
 */
export async function readFolder(request: FolderRequest, kinds: readonly GeneratedKind[]): Promise<ReadFolder> {
  const { folder, trusted, now, toolVersion, without, progress, signal } = request;
  const running = { ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
  const inventory = await loadInventory(folder, {
    trusted,
    ...(without ? { without } : {}),
    ...(signal ? { signal } : {}),
  });
  const { root } = modelFolder(folder);
  const digests = kinds.some(isBom) ? await digestsOf(root, inventory.files, running) : new Map<string, string>();
  return { root, inventory, options: { digests, licenseTexts: licenseTexts(root, inventory), now, toolVersion } };
}

/** Makes a document of a kind. */
export function generate(
  kind: GeneratedKind,
  { inventory, options }: ReadFolder,
  cycloneDxVersion?: CycloneDxVersion,
): Generated {
  switch (kind) {
    case 'mof':
      return generateMof(inventory);
    case 'spdx':
      return generateSpdx(inventory, options);
    case 'cyclonedx':
      return generateCycloneDx(inventory, {
        ...options,
        ...(cycloneDxVersion === undefined ? {} : { specVersion: cycloneDxVersion }),
      });
    default:
      return {
        text: kind === 'kitfile' ? generateKitfile(inventory) : generateModelfile(inventory),
        toDos: [],
        origins: [],
      };
  }
}

export function isBom(kind: GeneratedKind): kind is 'spdx' | 'cyclonedx' {
  return kind === 'spdx' || kind === 'cyclonedx';
}

/** A licence text is a few pages; what is longer is something else. */
const MAX_LICENSE_BYTES = 256 * 1024;

/** Texts of the licences that have to be quoted, as no list has them. */
export function licenseTexts(root: string, { licenses, files }: Inventory): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { value } of licenses) {
    const { file, expression } = value;
    if (file === undefined || expression === undefined || !referencesIn(expression).length) continue;
    const bytes = files.find((each) => each.path === file)?.bytes;
    if (bytes === undefined || bytes > MAX_LICENSE_BYTES) continue;
    const read = readFile(path.join(root, ...file.split('/')), file);
    if (read) texts.set(file, decodeText(read.bytes).text);
  }
  return texts;
}
