import { licenseById } from '../catalogue';
import { fingerprint, LEVELS, STORED_BITS, wordsOf } from './fingerprint';
import { LICENSE_TEXTS } from './generated';
import { grantedVersions } from './grants';
import { licenseByMarker } from './markers';

/** What a text was recognised as. */
export interface Recognition {
  /** The licence; several ids where their texts are the same (`GPL-3.0-only`, `GPL-3.0-or-later`). */
  ids: readonly string[];
  /** How much of the text agrees, from 0 to 1. */
  score: number;
  /** `exact`: hardly a word differs. `near`: nearly all agrees. `marker`: known by a phrase that no other licence has. */
  kind: 'exact' | 'near' | 'marker';
  /** Other licences whose text is in the file as well. */
  also: readonly string[];
}

/** Word pairs of a licence as the index has them. */
interface Entry {
  ids: readonly string[];
  level: number;
  pairs: Uint32Array;
}

/** A licence compared with a text. */
interface Match {
  entry: Entry;
  /** Twice the pairs in common by the sum of both (Dice's coefficient). */
  likeness: number;
  /** Share of the licence's pairs that the text has. */
  contained: number;
}

/** Longest part of a file that is looked at. */
const MAX_LENGTH = 250_000;
/** From here on a text is taken for a licence, which may differ in names and small words. */
const NEAR = 0.9;
const EXACT = 0.98;
/** From here on a licence is taken to be in a file with more in it. */
const CONTAINED = 0.95;
/** Shorter licences are in many texts by chance. */
const MIN_CONTAINED_PAIRS = 60;
/** Words that may go before a licence: headings, and what is licensed. */
const MAX_HEADING = 30;
/** From here on a text is taken to begin with a licence. */
const AT_BEGINNING = 0.85;
/** Licences that differ from a well-known one by a clause, and words that tell. */
const TELLING: Record<string, { needs?: string; lacks?: string }> = {
  Pixar: { needs: 'except as required to comply with section' },
  'BSD-1-Clause': { lacks: 'redistributions in binary form' },
  'BSD-2-Clause': { lacks: 'endorse or promote' },
};
/** Licences this close to the best are told apart by other means. */
const TIE = 0.005;

/**
 * Tells which licence a text is; undefined where none is near enough.
 *
 * Method: the set of the text's word pairs is compared with those of the texts of the SPDX list (Dice's coefficient), with
 * copyright lines left out. A file that holds a whole licence and more is recognised by the share of the licence's pairs
 * that it has. Licences that are not on the list are known by their titles, and short notices of the GNU licences by
 * their wording.
 *
 * Limits: long texts are compared by a sample of their pairs, so a change of a few words in a long text goes unnoticed;
 * translations are recognised only where the list has them; of texts that are the same for several ids (`-only` and
 * `-or-later`) all ids are given unless the file says which. What is recognised is the text, not that it applies.
 */
export function recognise(text: string): Recognition | undefined {
  const head = text.slice(0, MAX_LENGTH);
  const words = wordsOf(head);
  if (words.length < 2) return undefined;
  const matches = compare(words).filter(tellingWords(words));
  const best = mostLikely(matches);
  if (best && best.likeness >= NEAR) {
    // A short licence before a long one hardly lessens the likeness to the long one.
    const first = best.likeness < EXACT && others(best, matches).length ? atBeginning(matches, words) : undefined;
    return first ? result(first, first.contained, matches, words) : result(best, best.likeness, matches, words);
  }
  const marker = licenseByMarker(words);
  if (marker) return { ids: [marker], score: 1, kind: 'marker', also: [] };
  const inside = atBeginning(matches, words) ?? largestInside(matches);
  if (inside) return result(inside, inside.contained, matches, words);
  const granted = grantedVersions(words);
  return granted === undefined ? undefined : { ids: [granted], score: 1, kind: 'marker', also: [] };
}

function result(match: Match, score: number, matches: readonly Match[], words: readonly string[]): Recognition {
  const granted = grantedVersions(words);
  const ids = granted && match.entry.ids.includes(granted) ? [granted] : match.entry.ids;
  return { ids, score, kind: match.likeness >= EXACT ? 'exact' : 'near', also: others(match, matches) };
}

function compare(words: readonly string[]): Match[] {
  const levels = fingerprint(words);
  const maps = Array.from({ length: LEVELS }, () => new Uint8Array(1 << (STORED_BITS - 3)));
  levels.forEach((pairs, level) => {
    for (const pair of pairs) maps[level]![pair >> 3]! |= 1 << (pair & 7);
  });
  return index().map((entry) => {
    const map = maps[entry.level]!;
    let common = 0;
    for (const pair of entry.pairs) common += (map[pair >> 3]! >> (pair & 7)) & 1;
    const both = entry.pairs.length + levels[entry.level]!.length;
    return { entry, likeness: (2 * common) / both, contained: common / entry.pairs.length };
  });
}

/** Whether the clause by which a licence differs from its look-alikes is as it should be. */
function tellingWords(words: readonly string[]): (match: Match) => boolean {
  const text = words.join(' ');
  return ({ entry }) => {
    const { needs, lacks } = TELLING[entry.ids[0]!] ?? {};
    return (!needs || text.includes(needs)) && (!lacks || !text.includes(lacks));
  };
}

/** The best match; of several that are as good as equal, one that the OSI approves, then the one with the shortest id. */
function mostLikely(matches: readonly Match[]): Match | undefined {
  const top = matches.reduce((highest, match) => Math.max(highest, match.likeness), 0);
  return matches
    .filter((match) => match.likeness >= top - TIE)
    .sort((a, b) => rank(a) - rank(b) || b.likeness - a.likeness || a.entry.ids[0]!.length - b.entry.ids[0]!.length)[0];
}

function rank({ entry }: Match): number {
  return licenseById(entry.ids[0]!)?.osiApproved ? 0 : 1;
}

/** Of the licences that are in the text as a whole, the one that it begins with. */
function atBeginning(matches: readonly Match[], words: readonly string[]): Match | undefined {
  let first: Match | undefined;
  let best = AT_BEGINNING;
  for (const match of matches.filter(isInside)) {
    const levels = fingerprint(words.slice(0, size(match.entry) + MAX_HEADING));
    const pairs = new Set(levels[match.entry.level]);
    const common = match.entry.pairs.filter((pair) => pairs.has(pair)).length;
    const likeness = (2 * common) / (match.entry.pairs.length + pairs.size);
    if (likeness > best) [first, best] = [match, likeness];
  }
  return first;
}

/** The longest licence that is in the text as a whole. */
function largestInside(matches: readonly Match[]): Match | undefined {
  return matches.filter(isInside).sort((a, b) => size(b.entry) - size(a.entry) || rank(a) - rank(b))[0];
}

function isInside(match: Match): boolean {
  return match.contained >= CONTAINED && size(match.entry) >= MIN_CONTAINED_PAIRS;
}

function size(entry: Entry): number {
  return entry.pairs.length << entry.level;
}

/** Licences that are in the text besides the one it was recognised as; a licence with nearly the same words is none. */
function others(match: Match, matches: readonly Match[]): string[] {
  return matches
    .filter((other) => other !== match && isInside(other) && !alike(other.entry, match.entry))
    .flatMap((other) => other.entry.ids);
}

/**
 * Whether two licences have most of their words in common. The level of thinning is decided by the pair itself, so the
 * pairs of the longer licence are a fair sample of what both share.
 */
function alike(a: Entry, b: Entry): boolean {
  const known = new Set(b.pairs);
  const common = a.pairs.filter((pair) => known.has(pair)).length << Math.max(a.level, b.level);
  return common > Math.min(size(a), size(b)) / 2;
}

let entries: Entry[] | undefined;

/** The index is unpacked on first use. */
function index(): Entry[] {
  entries ??= LICENSE_TEXTS.split('\n').map((row) => {
    const blank = row.indexOf(' ');
    const packed = row.slice(blank + 2);
    const pairs = new Uint32Array(packed.length / 3);
    for (let i = 0; i < pairs.length; i++)
      pairs[i] = (digit(packed, 3 * i) << 12) | (digit(packed, 3 * i + 1) << 6) | digit(packed, 3 * i + 2);
    return { ids: row.slice(0, blank).split(','), level: Number(row[blank + 1]), pairs };
  });
  return entries;
}

/** One digit of base64url. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 97) return code - 71;
  if (code === 95) return 63;
  if (code >= 65) return code - 65;
  return code === 45 ? 62 : code + 4;
}
