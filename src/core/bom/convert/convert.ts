import { t } from '../../l10n';
import { FORMAT_TITLE, type BomFormat } from '../view/fields';
import { BomError, type JsonObject } from '../view/json';
import { recogniseBom } from '../view/read';
import { type Account, type ConversionReport } from './account';
import { ToCycloneDx, type CycloneDxVersion } from './to-cyclonedx';
import { ToSpdx } from './to-spdx';

export const CYCLONEDX_VERSIONS: readonly CycloneDxVersion[] = ['1.6', '1.7'];

export interface ConversionOptions {
  to: BomFormat;
  /** Version of CycloneDX to write; SPDX is written as 3.0.1. */
  cycloneDxVersion?: CycloneDxVersion;
  /** Time of the conversion, for documents that name none. */
  now: Date;
}

export interface Conversion {
  text: string;
  report: ConversionReport;
}

/**
 * Writes a BOM in the other format. What the source does not say the result does not say either; what finds no place is
 * in the report.
 * @throws {BomError} where the text is no BOM that is read, or is in that format already
 */
export function convertBom(content: string, { to, cycloneDxVersion = '1.6', now }: ConversionOptions): Conversion {
  const { format, version, root } = recogniseBom(content);
  if (format === to) throw new BomError('same-format', t('This is {0} already.', FORMAT_TITLE[to]));
  if (format === 'spdx' && version === '3.1')
    throw new BomError('unsupported-version', t('This is SPDX {0}; SPDX 3.0 is read.', version));
  const made = to === 'cyclonedx' ? new ToCycloneDx(root, cycloneDxVersion) : new ToSpdx(root, content, now);
  const result = made.convert();
  const toVersion = to === 'cyclonedx' ? cycloneDxVersion : '3.0.1';
  return {
    text: `${JSON.stringify(result, null, 2)}\n`,
    report: { from: { format, version }, to: { format: to, version: toVersion }, ...close(made.account, root, to) },
  };
}

function close(account: Account, root: JsonObject, to: BomFormat) {
  return account.close(root, () => t('{0} has no field for it', FORMAT_TITLE[to]));
}
