import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.dirname(require.resolve('spdx-license-list/package.json'));
const texts = JSON.parse(readFileSync(path.join(folder, 'spdx-full.json'), 'utf8')) as Record<
  string,
  { licenseText: string }
>;

/** Ids of the licences whose text `spdx-license-list` has. */
export const LICENSES_WITH_TEXT: readonly string[] = Object.keys(texts);

/** The text of a licence, as `spdx-license-list` has it. */
export function licenseText(id: string): string {
  return texts[id]!.licenseText;
}
