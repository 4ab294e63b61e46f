/** One part of a pattern for a name: a test of one character, or any number of characters. */
export type Token = ((char: string) => boolean) | '*';

/** A pattern for paths, name by name; `**` stands for any number of folders. */
export type PathPattern = readonly (readonly Token[] | '**')[];

export const anyChar: Token = () => true;

/** The character as it is. */
export function literal(wanted: string): Token {
  return (char) => char === wanted;
}

/** A character between two others, or of several such ranges; none of them where it is negated. */
export function oneOf(ranges: readonly (readonly [low: string, high: string])[], negated: boolean): Token {
  const bounds = ranges.map(([low, high]) => [low.codePointAt(0)!, high.codePointAt(0)!] as const);
  return (char) => {
    const code = char.codePointAt(0)!;
    return negated !== bounds.some(([low, high]) => low <= code && code <= high);
  };
}

/**
 * Whether a path fits. Takes no more steps than the length of the pattern times that of the path, whatever they are: both
 * may come from people who mean no good.
 * @param withBelow also takes what lies below a path that fits
 */
export function fitsPath(pattern: PathPattern, path: string, withBelow: boolean): boolean {
  const names = path.split('/');
  let at = 0;
  let name = 0;
  /** Where to go on behind the last `**`, if what follows it does not fit. */
  let again: { at: number; name: number } | undefined;
  for (;;) {
    const part = pattern[at];
    if (part === '**') {
      // At the end it stands for something, not for nothing.
      if (at === pattern.length - 1) return name < names.length;
      again = { at: ++at, name };
      continue;
    }
    if (part === undefined ? name === names.length || withBelow : name < names.length && fitsName(part, names[name]!)) {
      if (part === undefined) return true;
      at++;
      name++;
      continue;
    }
    if (!again || again.name >= names.length) return false;
    ({ at } = again);
    name = ++again.name;
  }
}

function fitsName(pattern: readonly Token[], name: string): boolean {
  const chars = [...name];
  let at = 0;
  let char = 0;
  let again: { at: number; char: number } | undefined;
  while (char < chars.length) {
    const token = pattern[at];
    if (token === '*') again = { at: ++at, char };
    else if (token?.(chars[char]!)) {
      at++;
      char++;
    } else {
      if (!again) return false;
      ({ at } = again);
      char = ++again.char;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** How many characters patterns and paths have, multiplied: a bound of the steps that comparing all of them takes. */
export function comparisons(patterns: readonly string[], paths: readonly string[]): number {
  const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
  return length(patterns) * length(paths);
}
