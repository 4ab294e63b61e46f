import { licenseRef } from '../../../bom/view/spdx-licenses';
import { placeholderType } from '../../../generate/to-do';
import { parseExpression } from '../../../licenses/expression';
import { licenseFactsOf } from '../../../licenses/facts';

/**
 * A licence as an SPDX expression, which is what a config lists (model-spec, config.md, `licenses`): an id of the list, an
 * expression as it is written, or else a `LicenseRef-` with the words. Undefined where nothing is said.
 */
export function licenseExpression(written: string): string | undefined {
  const text = written.trim();
  if (!text || placeholderType(text) || /^(?:NOASSERTION|NONE|other|unknown|unlicensed)$/i.test(text)) return undefined;
  const { id } = licenseFactsOf(text);
  if (id !== undefined) return id;
  const { root, problems } = parseExpression(text);
  return root && !problems.length ? text : licenseRef(text);
}

/** Each licence once, as expressions. */
export function licenseExpressions(written: readonly string[]): string[] {
  return [...new Set(written.map(licenseExpression).filter((text) => text !== undefined))];
}
