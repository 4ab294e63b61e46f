import { printable } from './printable';

/** Running text in which nothing is markup (CommonMark §2.4) and no character ends the cell or mentions a person. */
export function escape(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&')
    .replaceAll('@', '&#64;');
}

/** Text as code. Backticks in it would end it, and a bar ends a cell of a table even there. */
export function code(text: string): string {
  return `\`${printable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}
