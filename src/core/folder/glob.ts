import { anyChar, fitsPath, literal, oneOf, type PathPattern, type Token } from './wildcards';

/**
 * Patterns as Go's `filepath.Match` and `filepath.Glob` read them: `*` and `?` stop at `/`, `[…]` is a class with `^`
 * for "none of", `\` takes the next character as it is. There is no `**` and no `{a,b}`.
 */

/** Whether a text holds a character that makes it a pattern for modctl (v0.2.2, processor/base.go). */
export function hasWildcard(text: string): boolean {
  return /[*?[\]]/.test(text);
}

/** Tests whole paths; undefined for a pattern that Go refuses (`ErrBadPattern`). */
export function globTest(pattern: string): ((path: string) => boolean) | undefined {
  const names: PathPattern | undefined = readPattern(pattern);
  return names && ((path) => fitsPath(names, path, false));
}

function readPattern(pattern: string): Token[][] | undefined {
  const chars = [...pattern];
  const names: Token[][] = [[]];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at]!;
    const tokens = names.at(-1)!;
    if (char === '/') names.push([]);
    else if (char === '*') tokens.push('*');
    else if (char === '?') tokens.push(anyChar);
    else if (char === '\\') {
      if (++at >= chars.length) return undefined;
      tokens.push(literal(chars[at]!));
    } else if (char === '[') {
      const read = classAt(chars, at);
      if (!read) return undefined;
      tokens.push(read.token);
      at = read.end;
    } else tokens.push(literal(char));
  }
  return names;
}

/** A class from its opening bracket on; undefined where Go refuses it. */
function classAt(chars: readonly string[], start: number): { token: Token; end: number } | undefined {
  let at = start + 1;
  const negated = chars[at] === '^';
  if (negated) at++;
  const ranges: [string, string][] = [];
  const next = (): string | undefined => {
    const char = chars[at];
    if (char === undefined || char === '-' || char === ']') return undefined;
    if (char !== '\\') return chars[at++];
    at += 2;
    return chars[at - 1];
  };
  for (;;) {
    if (chars[at] === ']' && ranges.length) return { token: oneOf(ranges, negated), end: at };
    const low = next();
    if (low === undefined || at >= chars.length) return undefined;
    let high: string | undefined = low;
    if (chars[at] === '-') {
      at++;
      high = next();
      if (high === undefined || at >= chars.length) return undefined;
    }
    ranges.push([low, high]);
  }
}
