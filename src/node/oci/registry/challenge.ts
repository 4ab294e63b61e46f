/** How a registry wants to be told who asks (RFC 9110, section 11.6.1). */
export interface Challenge {
  /** In lower case. */
  scheme: string;
  /** By names in lower case. */
  parameters: ReadonlyMap<string, string>;
}

/** A scheme, or a parameter with its value as a token or quoted; `token68` of other schemes counts as neither. */
const PART = /\s*(?:,\s*)*([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w/:-]+)))?/y;

/** Longer than any that makes sense, in characters. */
const LONGEST = 16 * 1024;

/** The challenges of a `WWW-Authenticate` header, as far as it makes sense. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: (Challenge & { parameters: Map<string, string> })[] = [];
  const text = header.slice(0, LONGEST);
  PART.lastIndex = 0;
  for (let match = PART.exec(text); match; match = PART.exec(text)) {
    const [, name = '', quoted, token] = match;
    const value = quoted?.replace(/\\(.)/g, '$1') ?? token;
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return challenges;
}
