import { replacementsOf } from '../licenses/deprecated';
import { parseExpression } from '../licenses/expression';
import { licenseFactsOf } from '../licenses/facts';
import { huggingFaceLicense, referenceFor } from '../licenses/hugging-face';
import { type LicenseStatement } from './inventory';

/** What says that nothing is said. */
const NOTHING =
  /^(?:noassertion|none|unknown|unlicensed|n\/?a|tbd|todo|see licen[sc]e.*|\[more information needed\])$/i;

/**
 * A licence as one of the sources names it: a tag of the Hub, an id or expression of SPDX, or words. What is no licence of the list
 * gets an id of its own only where it names one licence.
 */
export function licenseStatement(
  written: string,
  more: Partial<Pick<LicenseStatement, 'name' | 'url' | 'file' | 'scope'>> = {},
): LicenseStatement | undefined {
  const text = written.trim();
  if (!text || text.length > 500 || NOTHING.test(text)) return undefined;
  return { written: text, ...meaning(text), scope: 'model', ...more };
}

function meaning(text: string): Pick<LicenseStatement, 'expression' | 'candidates' | 'name' | 'url'> {
  const tag = huggingFaceLicense(text);
  if (tag?.kind === 'ambiguous') return { candidates: [...tag.alternatives] };
  if (tag?.kind === 'family') return { name: tag.name };
  if (tag?.kind === 'other' || tag?.kind === 'unknown') return {};
  const facts = licenseFactsOf(text);
  const about = {
    ...(facts.name !== undefined && { name: facts.name }),
    ...(facts.url !== undefined && { url: facts.url }),
  };
  if (tag?.kind === 'reference') return { expression: facts.id ?? tag.id, ...about };
  if (facts.deprecated && facts.id !== undefined) {
    const instead = replacementsOf(facts.id);
    return instead.length === 1 ? { expression: instead[0]!, ...about } : { candidates: [...instead], ...about };
  }
  if (facts.id !== undefined) return { expression: facts.id, ...about };
  const { root, problems } = parseExpression(text);
  return root && !problems.length && /\s(?:AND|OR|WITH)\s/i.test(text) ? { expression: text } : {};
}

/** A licence that is no tag of the Hub: its name in a card, beside `license: other`. */
export function namedLicense(
  name: string,
  more: Parameters<typeof licenseStatement>[1] = {},
): LicenseStatement | undefined {
  const said = licenseStatement(name, more);
  if (!said || said.expression !== undefined || said.candidates) return said;
  return { ...said, expression: referenceFor(name), name: said.name ?? name };
}

/** Whether two statements can mean the same licence. What is not known contradicts nothing. */
export function agree(a: LicenseStatement, b: LicenseStatement): boolean {
  const [left, right] = [meant(a), meant(b)];
  return !left.length || !right.length || left.some((id) => right.includes(id));
}

function meant({ expression, candidates }: LicenseStatement): string[] {
  return (candidates ?? (expression === undefined ? [] : [expression])).map((id) => id.toLowerCase());
}
