/** Longest text of a document that is shown whole. */
const LONGEST = 200;

/** Text of a document as code inside a line; backticks in it stay what they are (CommonMark 0.31 §6.1). */
export function inlineCode(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  const shown = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) || shown.trim() === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
