import { type DecodedText } from '../core/text/decode';

/**
 * What the encoding of a file says to the rules. An editor hands over text without its byte order mark and in whatever
 * encoding it read it, so the bytes have to be judged by the editor's name for them.
 */
export function decodedAs(encoding: string | undefined, text: string): DecodedText | undefined {
  if (encoding === undefined || encoding === 'utf8') return undefined;
  if (encoding === 'utf8bom') return { text, encoding: 'utf-8', byteOrderMark: true };
  if (encoding.startsWith('utf16')) return { text, encoding: 'utf-16' };
  // ASCII is the same in all others.
  const badOffset = text.search(/[^\0-\x7f]/);
  return badOffset < 0 ? undefined : { text, encoding: 'unknown', badOffset };
}
