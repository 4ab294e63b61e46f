import { type Fix } from '../findings/finding';
import { type Rule } from '../findings/rule';
import { t } from '../l10n';
import { type Span } from '../text/position';
import { type ParsedText } from '../text/tree';
import { type PlaceholderType } from './generated';
import { placeholderType, TO_DO_TEXT } from './to-do';

/** A placeholder in quotes, as generated documents have them. */
const PLACEHOLDER = /(["'])(TODO: (?:(?!\1)[^\\\r\n]|\\.)+|https:\/\/todo\.invalid\/[^"'\s]*|0001-01-01T00:00:00Z)\1/g;

/** Addresses that the document itself gives for the model, and that another one may be the same as. */
const KNOWN_ADDRESS =
  /(?:software_homePage|software_downloadLocation|repository|huggingface)["']?:\s*["']?(https?:\/\/[^"'\s]+)/g;
const MOST_ADDRESSES = 3;

/** A placeholder in a text. */
export interface Placeholder {
  /** The value without its quotes. */
  span: Span;
  value: string;
  type: PlaceholderType;
}

/** The placeholders of a document, by a look at its text alone: it may be too long for a tree. */
export function placeholdersIn(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap((match) => {
    const value = match[2]!;
    const type = placeholderType(value);
    const start = match.index + 1;
    return type ? [{ span: { start, end: start + value.length }, value, type }] : [];
  });
}

/** The rule that lists what is still to be filled in, for one kind of document. */
export function toDoRule(kind: 'mof' | 'spdx' | 'cyclonedx'): Rule<{ parsed: ParsedText }> {
  return {
    id: `${kind}/to-do`,
    title: 'To be filled in',
    help: 'The document was made from the files of a folder, and no file says this. A placeholder of the right type keeps the place until somebody who knows writes it.',
    severity: 'info',
    fixable: true,
    check({ parsed }, report, { today }) {
      for (const { span, value, type } of placeholdersIn(parsed.text))
        report({ at: span, message: message(type, value), fix: () => fixes(parsed, span, type, today) });
    },
  };
}

function message(type: PlaceholderType, value: string): string {
  if (type === 'time') return t('To be filled in: a time, such as {0}.', '2026-01-31T12:00:00Z');
  if (type === 'address') return t('To be filled in: an address, such as {0}.', 'https://example.org/model');
  return t('To be filled in: {0}.', value.slice(TO_DO_TEXT.length));
}

function fixes(parsed: ParsedText, span: Span, type: PlaceholderType, today: Date): (Fix | undefined)[] {
  const write = (value: string, title: string): Fix => ({ title, safe: false, edits: [{ ...span, newText: value }] });
  if (type === 'time') {
    const now = `${today.toISOString().slice(0, 19)}Z`;
    return [write(now, t('Set to now, {0}', now))];
  }
  if (type !== 'address') return [];
  const known = [...parsed.text.matchAll(KNOWN_ADDRESS)].map(([, address]) => address!);
  return [...new Set(known)]
    .filter((address) => !placeholderType(address))
    .slice(0, MOST_ADDRESSES)
    .map((address) => write(address, t('Change to "{0}"', address)));
}
