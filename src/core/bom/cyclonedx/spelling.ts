/** A text without case, blanks and joints: what two spellings of one word have in common. */
export function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}
