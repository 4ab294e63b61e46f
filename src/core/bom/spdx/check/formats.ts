import { type SpdxPattern } from '../table';

/** What the texts of typed properties look like. Patterns are those of the SPDX 3.0.1 model (SHACL `sh:pattern`). */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;
const DECIMAL = /^-?\d+(?:\.\d*)?$/;
const PATTERNS: Readonly<Record<SpdxPattern, RegExp>> = {
  semver:
    /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(?:\+[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?$/,
  media: /^[^/]+\/[^/]+$/,
};
const URI = /^[A-Za-z][A-Za-z\d+.-]*:\S+$/;
/** The id of an element: an IRI, no blank node. */
const IRI = /^(?!_:)[^\s]+:[^\s]+$/;
const BLANK = /^_:.+/;

/** Whether a text is a moment in UTC, to the second, that exists. */
export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second <= 60;
}

export const isDecimal = (text: string): boolean => DECIMAL.test(text);
export const isUri = (text: string): boolean => URI.test(text);
export const isIri = (text: string): boolean => IRI.test(text);
export const isBlankNode = (text: string): boolean => BLANK.test(text);
export const fits = (text: string, pattern: SpdxPattern): boolean => PATTERNS[pattern].test(text);

/** Words that stand for a value that nobody knows. SPDX 2 had the first two; in SPDX 3 they mean nothing. */
const PLACEHOLDER = /^\s*(?:|NOASSERTION|NONE|TODO|TBD|N\/A|null|undefined)\s*$/i;

export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);

/** Whether a text that can be anything says nothing. Other than among licences, `none` or `null` may be somebody's name. */
export const isUnsaid = (text: string): boolean =>
  text.length < 24 && (text === 'NOASSERTION' || text === 'TODO' || text === 'TBD' || text.trim() === '');
