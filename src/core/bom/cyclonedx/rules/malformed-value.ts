import { type Fix } from '../../../findings/finding';
import { t } from '../../../l10n';
import { asScalar, type ScalarNode } from '../../../text/tree';
import { formats, lengthOf } from '../checks';
import { type Mistake } from '../mistakes';
import { firstLine, nameOf, schemaRule } from './reporting';

/** Schemas 1.5 to 1.7: `format`, `pattern`, and the limits of lengths and numbers. */
export const malformedValue = schemaRule(
  'malformed-value',
  {
    title: 'Value of the wrong form',
    help: 'The CycloneDX schema wants a date, an address, a hash or a number within limits here, and the value is none; validators reject it.',
    fixable: true,
  },
  (document, mistake, { node }) => {
    const value = asScalar(node);
    return {
      at: firstLine(document.parsed, node!),
      message: message(mistake),
      fix: () => [value && fixOf(mistake, value)],
    };
  },
);

function message(mistake: Mistake): string {
  const { keyword, params } = mistake;
  const name = nameOf(mistake);
  switch (keyword) {
    case 'format':
      return formatMessage(String(params.format), name);
    case 'minimum':
      return t('"{0}" must be {1} or more.', name, Number(params.limit));
    case 'maximum':
      return t('"{0}" must be {1} or less.', name, Number(params.limit));
    case 'minLength':
    case 'minItems':
      return t('"{0}" must not be empty.', name);
    case 'maxLength':
      return t('"{0}" must have {1} characters or fewer.', name, Number(params.limit));
    default:
      return patternMessage(mistake, name);
  }
}

function formatMessage(format: string, name: string): string {
  switch (format) {
    case 'date-time':
      return t('"{0}" must be a date and time with zone, such as 2026-06-24T10:00:00Z.', name);
    case 'date':
      return t('"{0}" must be a date such as 2026-06-24.', name);
    case 'idn-email':
      return t('"{0}" must be an e-mail address.', name);
    default:
      return t('"{0}" must be an address; blanks and some other characters are written as %20 and the like.', name);
  }
}

function patternMessage({ schema, params }: Mistake, name: string): string {
  const pattern = String(params.pattern);
  if (pattern.includes('urn:uuid')) return t('"{0}" must be "urn:uuid:" and a UUID in small letters.', name);
  if (schema?.$ref?.endsWith('hash-content'))
    return t('"{0}" must be a hash of 32, 40, 64, 96 or 128 hexadecimal digits.', name);
  if (schema?.$ref?.endsWith('localeType')) return t('"{0}" must be a language such as "en" or "en-US".', name);
  if (name === 'mime-type') return t('"{0}" must be a media type such as "text/plain".', name);
  return t('"{0}" does not have the form that the format asks for: {1}', name, pattern);
}

/** Ways to write a text otherwise that may be what is wanted; the first one that fits is proposed. */
const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text.trim(),
  (text) => text.trim().toLowerCase(),
  (text) => `urn:uuid:${text.trim().toLowerCase()}`,
  (text) => text.replace('_', '-'),
  (text) => text.replace(/[_-].*$/, (region) => region.replace('_', '-').toUpperCase()),
  (text) => text.replace(/^(?:sha|md)\d*[-:]/i, ''),
];

function fixOf(mistake: Mistake, node: ScalarNode): Fix | undefined {
  const change = (value: string | number, safe: boolean): Fix => ({
    title: t('Change to "{0}"', value),
    safe,
    edits: [{ start: node.start, end: node.end, newText: JSON.stringify(value) }],
  });
  const { keyword, params } = mistake;
  if (keyword === 'pattern') {
    const pattern = new RegExp(String(params.pattern));
    const fitting = SPELLINGS.map((spell) => spell(node.text)).find((text) => pattern.test(text));
    return fitting === undefined ? undefined : change(fitting, true);
  }
  if (keyword === 'format') return formatFix(String(params.format), node.text, change);
  // A share of a hundred.
  if (keyword === 'maximum' && params.limit === 1 && Number(node.value) <= 100)
    return change(Number(node.value) / 100, false);
  return keyword === 'minimum' ? change(Number(params.limit), false) : undefined;
}

function formatFix(format: string, text: string, change: (value: string, safe: boolean) => Fix): Fix | undefined {
  const fits = formats[format]!;
  const trimmed = text.trim();
  if (fits(trimmed)) return change(trimmed, true);
  // The zone, or the hour, is a guess.
  if (format === 'date-time')
    for (const guess of [`${trimmed}Z`, `${trimmed}T00:00:00Z`]) if (fits(guess)) return change(guess, false);
  if (format === 'date' && fits(trimmed.slice(0, 10))) return change(trimmed.slice(0, 10), false);
  if (format !== 'iri-reference' || lengthOf(trimmed) > LONGEST_ADDRESS) return undefined;
  const encoded = trimmed.replace(/[\s\p{Cc}<>"{}|\\^`]|%(?![\da-f]{2})/giu, (char) => encodeURIComponent(char));
  return fits(encoded) ? change(encoded, true) : undefined;
}

/** Longest text that is taken for an address with a mistake. */
const LONGEST_ADDRESS = 2000;
