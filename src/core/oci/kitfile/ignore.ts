import { type FolderContents } from '../../folder/contents';
import { cleanPath } from '../../folder/paths';
import { anyChar, comparisons, fitsPath, literal, oneOf, type PathPattern, type Token } from '../../folder/wildcards';

/** Names under which `kit` looks for a Kitfile, and the file of patterns; none of them is ever packed (pkg/lib/constants). */
const NEVER_PACKED = /^(?:Kitfile|kitfile|\.kitfile|\.kitignore)(?:\/|$)/;

/** Steps that comparing patterns with files may take at most: far more than those of any model. */
const MOST_STEPS = 500_000_000;

interface Pattern {
  text: string;
  names: PathPattern;
  /** Takes back what an earlier pattern left out. */
  back: boolean;
}

/**
 * What `kit pack` leaves out: the patterns of `.kitignore`, which are those of `.dockerignore` (KitOps,
 * pkg/lib/filesystem/ignore; moby/patternmatcher): relative to the folder, `**` for any folders, the last match decides.
 */
export class KitIgnore {
  private readonly patterns: readonly Pattern[];

  constructor(text = '') {
    this.patterns = text.split(/\r?\n/).flatMap((line) => readPattern(line) ?? []);
  }

  /** The patterns of a folder; none where they are so many that comparing them would take long. */
  static of(folder: FolderContents): KitIgnore {
    const ignore = new KitIgnore(folder.kitignore);
    const steps = comparisons(
      ignore.patterns.map(({ text }) => text),
      folder.files,
    );
    return steps > MOST_STEPS ? new KitIgnore() : ignore;
  }

  /** Whether a file or folder is left out. */
  ignores(path: string): boolean {
    const clean = cleanPath(path);
    if (clean === '.') return false;
    if (NEVER_PACKED.test(clean)) return true;
    let ignored = false;
    for (const { names, back } of this.patterns) if (back === ignored && fitsPath(names, clean, true)) ignored = !back;
    return ignored;
  }
}

function readPattern(line: string): Pattern | undefined {
  const text = line.startsWith('#') ? '' : line.trim();
  const back = text.startsWith('!');
  const body = cleanPath((back ? text.slice(1) : text).trim()).replace(/^\//, '');
  if (!text || body === '.' || !body) return undefined;
  return { text: body, names: body.split('/').flatMap(readName), back };
}

/** One name of a pattern; `**x` is `x` in any folder. A class that is never closed is taken as it is written. */
function readName(name: string): PathPattern {
  if (/^\*{2,}$/.test(name)) return ['**'];
  const chars = [...name.replace(/^\*{2,}/, '*')];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at]!;
    const end = char === '[' ? chars.indexOf(']', chars[at + 1] === '^' ? at + 3 : at + 2) : -1;
    if (char === '*') tokens.push('*');
    else if (char === '?') tokens.push(anyChar);
    else if (end > 0) {
      tokens.push(classOf(chars.slice(at + 1, end)));
      at = end;
    } else if (char === '\\' && at + 1 < chars.length) tokens.push(literal(chars[++at]!));
    else tokens.push(literal(char));
  }
  return name.startsWith('**') ? ['**', tokens] : [tokens];
}

/** What stands between brackets, with ranges. */
function classOf(chars: readonly string[]): Token {
  const negated = chars[0] === '^';
  const body = negated ? chars.slice(1) : chars;
  const ranges: [string, string][] = [];
  for (let at = 0; at < body.length; at++) {
    const low = body[at]!;
    ranges.push([low, body[at + 1] === '-' && at + 2 < body.length ? body[(at += 2)]! : low]);
  }
  return oneOf(ranges, negated);
}
