import { t } from '../../l10n';
import { readCycloneDx } from './cyclonedx';
import { type BomFormat } from './fields';
import { BomError, get, isObject, readJson, text, type Json, type JsonObject } from './json';
import { readSpdx, spdxVersion } from './spdx';
import { type BomView } from './view';

/** Versions of CycloneDX that are read. */
const CYCLONEDX_VERSIONS = ['1.5', '1.6', '1.7'];

/** A text that is a BOM of a format that is read. */
export interface BomText {
  format: BomFormat;
  /** Version of SPDX that the context names; of CycloneDX, as written. */
  version: string;
  root: JsonObject;
}

/**
 * Recognises a BOM by what it says.
 * @throws {BomError} where a text is none, is of a version that is not read, or is no JSON
 */
export function recogniseBom(content: string): BomText {
  const root = readJson(content);
  if (!isObject(root)) throw notABom();
  if (text(root, 'bomFormat') === 'CycloneDX') {
    const version = text(root, 'specVersion') ?? '?';
    if (!CYCLONEDX_VERSIONS.includes(version)) throw unsupported('CycloneDX', version, CYCLONEDX_VERSIONS.join(', '));
    return { format: 'cyclonedx', version, root };
  }
  const version = spdxVersion(root);
  if (version === '3.1') throw unsupported('SPDX', version, '3.0');
  if (version !== undefined) return { format: 'spdx', version, root };
  const old = oldSpdx(root);
  if (old) throw new BomError('spdx-2', t('This is {0}, not SPDX 3. Convert it with an SPDX tool first.', old));
  throw notABom();
}

/**
 * Reads a BOM into the view that checks, comparisons and reports share.
 * @throws {BomError}
 */
export function readBom(content: string): BomView {
  const { format, version, root } = recogniseBom(content);
  return format === 'spdx' ? readSpdx(root, version) : readCycloneDx(root, version);
}

function oldSpdx(root: Json): string | undefined {
  const version = text(root, 'spdxVersion');
  if (version !== undefined) return version;
  return get(root, 'SPDXID') === undefined ? undefined : 'SPDX 2';
}

function unsupported(format: string, version: string, read: string): BomError {
  return new BomError('unsupported-version', t('This is {0} {1}; {0} {2} is read.', format, version, read));
}

function notABom(): BomError {
  return new BomError('not-a-bom', t('This is no bill of materials: neither SPDX 3 JSON-LD nor CycloneDX JSON.'));
}
