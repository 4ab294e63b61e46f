import { type InlayHint } from '../../language/features';
import { licenseFactsOf, shortWord, type LicenseFacts } from '../facts';
import { readLicense } from '../rules/reading';
import { type LicenseStatement } from '../statement';
import { describeLicense } from './describe';

/**
 * One short word behind a licence that is not plainly open, so that what has to be looked at stands out. Behind open
 * licences that ask for nothing but their notices there is no word: a list of MITs needs none.
 */
export function hintFor({ text, form, node }: LicenseStatement): InlayHint | undefined {
  const { names, problems, prose } = readLicense(text, form);
  if (problems.length || prose) return undefined;
  const striking = names
    .filter(({ node: { type } }) => type !== 'addition')
    .map(({ text: written }) => ({ written, facts: licenseFactsOf(written) }))
    .filter(({ facts }) => isStriking(facts));
  const words = new Set(striking.map(({ facts }) => shortWord(facts)));
  words.delete('');
  if (!words.size) return undefined;
  return {
    offset: node.end,
    label: [...words].join(' · '),
    tooltip: striking.map(({ written }) => describeLicense(written)).join('\n\n---\n\n'),
  };
}

/** What no rule reports and nobody knows, such as a misspelt id, has its finding already. */
function isStriking({ kind, open, restrictions }: LicenseFacts): boolean {
  return kind !== 'not-known' && (open !== true || restrictions.length > 0);
}
