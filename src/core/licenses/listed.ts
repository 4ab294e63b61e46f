import { nearest } from '../text/similar';
import { allLicenses } from './catalogue';
import { licenseFactsOf } from './facts';
import { safeSpelling } from './spelling';

/** A text on a list of licences that is the id of none, so that it allows or denies nothing. */
export interface UnknownInList {
  /** What may be meant. */
  meant?: string;
  /** Whether that is the only thing that can be meant. */
  safe: boolean;
}

/** Lists hold SPDX ids, `LicenseRef-` ids and tags of Hugging Face; undefined for a text that is one. */
export function unknownInList(text: string): UnknownInList | undefined {
  if (!['not-known', 'family', 'other', 'unknown'].includes(kindOf(text))) return undefined;
  const spelt = safeSpelling(text);
  const meant = spelt ?? nearest(text, idsOfToday());
  return { safe: spelt !== undefined, ...(meant === undefined ? {} : { meant }) };
}

/** A name in free words is known in texts, but a list has to have its id. An exception may follow the licence. */
function kindOf(text: string): string {
  const [license = ''] = text.split(/\s+with\s+/i);
  if (safeSpelling(license) !== undefined) {
    const id = safeSpelling(license)!;
    return id.toLowerCase() === license.toLowerCase() ? 'spdx' : 'not-known';
  }
  return licenseFactsOf(license).kind;
}

function idsOfToday(): string[] {
  return [...allLicenses()].filter((license) => license.listed).map(({ id }) => id);
}
