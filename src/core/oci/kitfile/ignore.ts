import { cleanPath } from '../../folder/paths';

/** Names under which `kit` looks for a Kitfile, and the file of patterns; none of them is ever packed (pkg/lib/constants). */
const NEVER_PACKED: readonly string[] = ['Kitfile', 'kitfile', '.kitfile', '.kitignore'];

/** Patterns that are read; more are none that a person wrote. */
const MOST_PATTERNS = 1000;

interface Pattern {
  /** Matches the path itself, or a folder above it. */
  expression: RegExp;
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
    const written = text.split(/\r?\n/).flatMap((line) => readPattern(line) ?? []);
    const never = NEVER_PACKED.map((name) => ({ expression: expressionOf(name), back: false }));
    this.patterns = [...written.slice(0, MOST_PATTERNS), ...never];
  }

  /** Whether a file or folder is left out. */
  ignores(path: string): boolean {
    const clean = cleanPath(path);
    if (clean === '.') return false;
    let ignored = false;
    for (const { expression, back } of this.patterns) if (back === ignored && expression.test(clean)) ignored = !back;
    return ignored;
  }
}

function readPattern(line: string): Pattern | undefined {
  const text = line.startsWith('#') ? '' : line.trim();
  const back = text.startsWith('!');
  const body = cleanPath((back ? text.slice(1) : text).trim()).replace(/^\//, '');
  return text && body !== '.' && body ? { expression: expressionOf(body), back } : undefined;
}

/** A pattern for a path and for all below it. A class that is never closed is taken as it is written. */
function expressionOf(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (pattern.startsWith('**', at)) {
      while (pattern[at + 1] === '*') at++;
      // `a/**/b` is also `a/b`.
      if (pattern[at + 1] === '/') at++;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[' && /^\[\^?[^\]]+\]/.test(pattern.slice(at))) {
      const end = pattern.indexOf(']', at + 2);
      source += pattern.slice(at, end + 1).replace(/\\/g, '\\\\');
      at = end;
    } else if (char === '\\' && at + 1 < pattern.length) source += escaped(pattern[++at]!);
    else source += escaped(char);
  }
  try {
    return new RegExp(`^${source}(?:/.*)?$`, 's');
  } catch {
    return new RegExp(`^${[...pattern].map(escaped).join('')}(?:/.*)?$`, 's');
  }
}

function escaped(char: string): string {
  return /[\\^$.|?*+()[\]{}]/.test(char) ? `\\${char}` : char;
}
