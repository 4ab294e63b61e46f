/**
 * The fingerprint of a licence text: the set of its word pairs, each as a number, thinned out so that a long text takes
 * no more room than a short one. It is made of a text at build time (for the index) and of a file when it is opened, by
 * this one piece of code.
 *
 * - A word is a run of letters or digits, in small letters. Comment signs, punctuation, line breaks and layout do not
 *   count.
 * - Lines that say whose copyright it is are left out.
 * - The hash of a pair decides whether it is kept at a level: at level n one in 2^n is.
 */

/** Bits of a stored number; three characters of base64. */
export const STORED_BITS = 18;
/** Levels of thinning: none, one in two, … one in 64. */
export const LEVELS = 7;

const WORD = /[\p{L}\p{N}]+/gu;
const COPYRIGHT_LINE =
  /^[^\p{L}\p{N}©(\r\n]*(?:\(c\)|©|copyright\s+(?:\(c\)|©|[\d<[{]|\p{L}+\s+\d{4})|all rights reserved\b).*$/gimu;

/** The words of a text, without those of its copyright lines. */
export function wordsOf(text: string): string[] {
  return text.replace(COPYRIGHT_LINE, '').toLowerCase().match(WORD) ?? [];
}

/** Numbers of the distinct word pairs at every level. */
export function fingerprint(words: readonly string[]): Uint32Array[] {
  const pairs = new Set<number>();
  let before = words.length ? hash(words[0]!) : 0;
  for (let i = 1; i < words.length; i++) {
    const word = hash(words[i]!);
    pairs.add(mix(before, word));
    before = word;
  }
  const all = [...pairs];
  return Array.from({ length: LEVELS }, (_, level) => {
    const mask = (1 << level) - 1;
    return Uint32Array.from(new Set(all.filter((pair) => (pair & mask) === 0).map(stored)));
  });
}

/** The bits that are stored lie above those that decide on the level. */
function stored(pair: number): number {
  return (pair >>> 8) & ((1 << STORED_BITS) - 1);
}

/** FNV-1a. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Joins two hashes, their order included (the finishing steps of MurmurHash3). */
function mix(a: number, b: number): number {
  let value = Math.imul(a, 31) ^ b;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
