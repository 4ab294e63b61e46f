import { printable } from '../report/printable';

/** Longer values are cut in reports; the place says where the whole is. */
const LONGEST = 80;

/** A value on one line and of a length that can be read. */
export function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST) return line;
  // A surrogate pair is not cut in two.
  return `${[...line.slice(0, LONGEST)].slice(0, -1).join('')}…`;
}

/** Running text in which nothing is markup (CommonMark §2.4) and no character ends a cell or mentions a person. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#+!|~&$]/g, '\\$&')
    .replaceAll('@', '&#64;');
}

/** Text as code. Backticks in it would end it, and a bar ends a cell of a table even there. */
export function code(text: string): string {
  return `\`${printable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}
