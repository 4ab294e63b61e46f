import { type Cursor } from './cursor';
import { type Syntax } from './tree';

interface Token {
  kind: '{' | '}' | '[' | ']' | ':' | ',' | 'scalar' | 'comment';
  start: number;
  end: number;
  /** Of a scalar: its text without quotes, and whether its quote is closed. */
  text: string;
  quote: '' | '"' | "'";
  closed: boolean;
}

/** A map or list that is open at some point of the text. */
interface Frame {
  list: boolean;
  index: number;
  key: Token | undefined;
  colon: boolean;
  /** The value of the current member is complete. */
  done: boolean;
  entries: Map<string, string>;
}

type Path = readonly (string | number)[];

/**
 * Where a cursor is in JSON or in YAML flow style. Reads tokens from `start` and never fails: an unclosed quote ends
 * with its line, a missing comma is forgiven at the start of a line.
 * @param start where the outermost bracket is, or 0
 * @param base the way to that bracket
 */
export function flowCursor(
  text: string,
  syntax: Syntax,
  start: number,
  offset: number,
  base: Path,
): Cursor | undefined {
  const frames: Frame[] = [];
  let rootDone = false;
  let at = start;
  for (;;) {
    const token = nextToken(text, syntax, at);
    if (!token || token.start >= offset || (isWord(token) && token.end >= offset)) {
      const under = token && isWord(token) && token.start <= offset ? token : undefined;
      return place(text, syntax, frames, rootDone, base, offset, under);
    }
    // The brackets are closed before the cursor: it is behind them, where flow style is over.
    if (apply(frames, token) && !frames.length) {
      if (syntax === 'yaml') return undefined;
      rootDone = true;
    }
    at = token.end;
  }
}

function isWord(token: Token): boolean {
  return token.kind === 'scalar' || token.kind === 'comment';
}

/** Follows one token; true when it closes a bracket. */
function apply(frames: Frame[], token: Token): boolean {
  const frame = frames.at(-1);
  switch (token.kind) {
    case '{':
    case '[':
      frames.push({
        list: token.kind === '[',
        index: 0,
        key: undefined,
        colon: false,
        done: false,
        entries: new Map(),
      });
      return false;
    case '}':
    case ']':
      frames.pop();
      if (frames.length) frames.at(-1)!.done = true;
      return true;
    case ':':
      if (frame?.key) frame.colon = true;
      return false;
    case ',':
      if (frame) endMember(frame);
      return false;
    case 'scalar':
      if (frame) scalar(frame, token);
      return false;
    default:
      return false;
  }
}

function endMember(frame: Frame): void {
  if (frame.key && !frame.entries.has(frame.key.text)) frame.entries.set(frame.key.text, '');
  frame.index++;
  frame.key = undefined;
  frame.colon = false;
  frame.done = false;
}

function scalar(frame: Frame, token: Token): void {
  if (frame.list) {
    frame.done = true;
  } else if (frame.colon && !frame.done) {
    frame.entries.set(frame.key!.text, token.text);
    frame.done = true;
  } else {
    // Where a comma is missing, the next member begins all the same.
    if (frame.key) endMember(frame);
    frame.key = token;
  }
}

function place(
  text: string,
  syntax: Syntax,
  frames: Frame[],
  rootDone: boolean,
  base: Path,
  offset: number,
  under: Token | undefined,
): Cursor | undefined {
  if (under?.kind === 'comment' || rootDone) return undefined;
  const frame = frames.at(-1);
  const atValue = !frame || frame.list || (frame.colon && !frame.done);
  const word = under ?? (atValue && frame && !frame.list ? valueAhead(text, syntax, offset) : undefined);
  if (word?.closed && offset === word.end) return undefined;
  // Behind a whole member only a comma can follow; behind a key only a colon.
  if (frame && !word && (frame.done || (frame.key && !atValue))) return undefined;
  const span = word
    ? { start: Math.min(word.start, offset), end: endOf(text, word, offset) }
    : { start: offset, end: offset };
  const after = following(text, syntax, span.end);
  const path = [...base, ...frames.slice(0, -1).map(step)];
  return {
    path: frame && atValue ? [...path, step(frame)] : path,
    at: atValue ? 'value' : 'key',
    typed: word ? text.slice(Math.min(word.start + word.quote.length, offset), offset) : '',
    span,
    quote: word && offset > word.start ? word.quote : '',
    flow: true,
    siblings: frame && !frame.list ? otherEntries(text, syntax, frame, span.end, atValue) : new Map<string, string>(),
    column: 0,
    behindDash: false,
    // YAML takes a colon without a blank for a part of the text.
    needsBlank: syntax === 'yaml' && span.start === offset && text[offset - 1] === ':',
    hasColon: !atValue && after?.kind === ':',
    needsComma: frame !== undefined && (after?.kind === 'scalar' || after?.kind === '{' || after?.kind === '['),
    itemOf: undefined,
  };
}

/** A value that begins behind the cursor on its line: it is the one that is replaced. */
function valueAhead(text: string, syntax: Syntax, offset: number): Token | undefined {
  const token = nextToken(text, syntax, offset);
  return token?.kind === 'scalar' && !/[\r\n]/.test(text.slice(offset, token.start)) ? token : undefined;
}

/** An unclosed quote reaches to the end of its line; what is replaced ends with the word, so that brackets stay. */
function endOf(text: string, word: Token, offset: number): number {
  if (!word.quote || word.closed) return word.end;
  return offset + /^[^\s"'{}[\],:]*/.exec(text.slice(offset, word.end))![0].length;
}

function step(frame: Frame): string | number {
  return frame.list ? frame.index : (frame.key?.text ?? '');
}

/** The next token that is not a comment. */
function following(text: string, syntax: Syntax, at: number): Token | undefined {
  let token = nextToken(text, syntax, at);
  while (token?.kind === 'comment') token = nextToken(text, syntax, token.end);
  return token;
}

/** Stands for the key of the member at the cursor. */
const OWN = '\0';

/** The other entries of the map around the cursor: those before it, and those behind it up to its closing brace. */
function otherEntries(text: string, syntax: Syntax, frame: Frame, from: number, atValue: boolean): Map<string, string> {
  const own = { kind: 'scalar', start: from, end: from, text: OWN, quote: '', closed: true } as const;
  const rest: Frame = { ...frame, key: own, colon: atValue, done: atValue, entries: new Map() };
  const frames = [rest];
  for (let token = nextToken(text, syntax, from); token && frames.length; token = nextToken(text, syntax, token.end))
    apply(frames, token);
  if (rest.key) endMember(rest);
  rest.entries.delete(OWN);
  const before = new Map(frame.entries);
  if (frame.key && !atValue && !before.has(frame.key.text)) before.set(frame.key.text, '');
  return new Map([...before, ...rest.entries]);
}

/** What ends a text without quotes: in YAML a blank is part of it, and a colon only ends it before a blank. */
const PLAIN = { json: /[^\s{}[\],:"]+/y, yaml: /(?:[^\s{}[\],:]|:(?=[^\s{}[\],])|[^\S\r\n]+(?=[^\s{}[\],:#]))+/y };

function nextToken(text: string, syntax: Syntax, from: number): Token | undefined {
  let start = from;
  while (start < text.length && /[\s\ufeff]/.test(text[start]!)) start++;
  const c = text[start];
  if (c === undefined) return undefined;
  const token = { start, end: start + 1, text: '', quote: '' as const, closed: false };
  if (c === '{' || c === '}' || c === '[' || c === ']' || c === ',') return { kind: c, ...token };
  if (c === ':') return { kind: c, ...token };
  if (c === '"' || (c === "'" && syntax === 'yaml')) return quoted(text, start, c);
  if (c === '#' ? syntax === 'yaml' : syntax === 'json' && text.startsWith('//', start)) {
    const end = /$|[\r\n]/g;
    end.lastIndex = start;
    return { ...token, kind: 'comment', end: end.exec(text)?.index ?? text.length };
  }
  const plain = PLAIN[syntax === 'yaml' ? 'yaml' : 'json'];
  plain.lastIndex = start;
  const written = plain.exec(text)?.[0] ?? c;
  return { ...token, kind: 'scalar', end: start + written.length, text: written };
}

/** A text in quotes; one that is not closed ends with its line. */
export function quoted(text: string, start: number, quote: '"' | "'"): Token {
  let end = start + 1;
  while (end < text.length) {
    const c = text[end]!;
    if (c === '\n' || c === '\r') break;
    if (c === '\\' && quote === '"') end++;
    else if (c === quote) {
      if (quote !== "'" || text[end + 1] !== "'")
        return { kind: 'scalar', start, end: end + 1, text: unquote(text.slice(start, end + 1)), quote, closed: true };
      end++;
    }
    end++;
  }
  end = Math.min(end, text.length);
  return { kind: 'scalar', start, end, text: text.slice(start + 1, end), quote, closed: false };
}

/** The text inside closed quotes; where its escapes can't be read, as it is written. */
export function unquote(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
  try {
    return JSON.parse(written) as string;
  } catch {
    return written.slice(1, -1);
  }
}
