/**
 * Patterns as Go's `filepath.Match` and `filepath.Glob` read them: `*` and `?` stop at `/`, `[…]` is a class with `^`
 * for "none of", `\` takes the next character as it is. There is no `**` and no `{a,b}`.
 */

/** Whether a text holds a character that makes it a pattern for modctl (v0.2.2, processor/base.go). */
export function hasWildcard(text: string): boolean {
  return /[*?[\]]/.test(text);
}

/** The pattern as an expression for whole paths; undefined where Go refuses it (`ErrBadPattern`). */
export function globExpression(pattern: string): RegExp | undefined {
  const chars = [...pattern];
  let source = '';
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at]!;
    if (char === '*') {
      // Several stars are as good as one; written out they would be tried in every way.
      if (chars[at + 1] !== '*') source += '[^/]*';
    } else if (char === '?') {
      source += '[^/]';
    } else if (char === '\\') {
      if (++at >= chars.length) return undefined;
      source += literal(chars[at]!);
    } else if (char === '[') {
      const read = classAt(chars, at);
      if (!read) return undefined;
      source += read.source;
      at = read.end;
    } else {
      source += literal(char);
    }
  }
  return new RegExp(`^${source}$`, 'su');
}

/** A class from its opening bracket on; undefined where Go refuses it. */
function classAt(chars: readonly string[], start: number): { source: string; end: number } | undefined {
  let at = start + 1;
  const negated = chars[at] === '^';
  if (negated) at++;
  const ranges: string[] = [];
  const next = (): string | undefined => {
    const char = chars[at];
    if (char === undefined || char === '-' || char === ']') return undefined;
    if (char !== '\\') return chars[at++];
    at += 2;
    return chars[at - 1];
  };
  for (;;) {
    if (chars[at] === ']' && ranges.length) break;
    const low = next();
    if (low === undefined || at >= chars.length) return undefined;
    let high: string | undefined = low;
    if (chars[at] === '-') {
      at++;
      high = next();
      if (high === undefined || at >= chars.length) return undefined;
    }
    // A range that runs backwards holds nothing.
    if (low.codePointAt(0)! <= high.codePointAt(0)!) ranges.push(`${inClass(low)}-${inClass(high)}`);
    else ranges.push('');
  }
  const body = ranges.join('');
  if (negated) return { source: `[^/${body}]`, end: at };
  return { source: body ? `(?!/)[${body}]` : '(?!)', end: at };
}

function literal(char: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function inClass(char: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}
