import { t } from '../l10n';
import { tooDeep } from './limits';
import { type Span } from './position';
import { MAX_DEPTH, type SyntaxProblem } from './tree';

/** Many spans in little memory, in order. */
export class Spans {
  private constructor(
    private starts: Int32Array,
    private ends: Int32Array,
    private size: number,
  ) {}

  static empty(): Spans {
    return new Spans(new Int32Array(16), new Int32Array(16), 0);
  }

  get length(): number {
    return this.size;
  }

  start(index: number): number {
    return this.starts[index]!;
  }

  end(index: number): number {
    return this.ends[index]!;
  }

  add(start: number, end: number): void {
    if (this.size === this.starts.length) {
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
    }
    this.starts[this.size] = start;
    this.ends[this.size++] = end;
  }

  /** The first span that ends at or behind an offset; `length` where none does. */
  firstEndingAt(offset: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The same spans with those from `from` up to `to` replaced, and all behind them moved. */
  spliced(from: number, to: number, fresh: Spans, delta: number): Spans {
    const size = this.size - (to - from) + fresh.size;
    const result = new Spans(new Int32Array(size), new Int32Array(size), size);
    for (const [source, replaced, target] of [
      [this.starts, fresh.starts, result.starts],
      [this.ends, fresh.ends, result.ends],
    ] as const) {
      target.set(source.subarray(0, from));
      target.set(replaced.subarray(0, fresh.size), from);
      for (let i = to, j = from + fresh.size; i < this.size; i++, j++) target[j] = source[i]! + delta;
    }
    return result;
  }
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** A member of the map at the root. */
export interface ScannedMember {
  key: Span;
  /** Undefined where nothing is written, or nothing that can be read. */
  value: Span | undefined;
  /** Where the items of the value are, when it is a list. Items that can't be read are left out. */
  items: Spans | undefined;
}

/** Where things are in a JSON text: the members of its root, and the items of lists among them. */
export interface ScannedJson {
  /** The value at the root; undefined where there is none. */
  root: Span | undefined;
  /** Members of the root, when it is a map. */
  members: ScannedMember[];
  /** Items of the root, when it is a list. */
  items: Spans | undefined;
  problems: SyntaxProblem[];
  /** Where a list went on behind a breach, or ended, had to be guessed. */
  guessed: boolean;
  /** Offset of the first control character; -1 where there is none, undefined where not all of the text was read. */
  control: number | undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const SLASH = 0x2f;
const MINUS = 0x2d;

/** Number of keys from which a map's keys are looked up instead of compared one by one. */
const MANY_KEYS = 24;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

/** Thrown at a breach of syntax, and caught where reading can go on. */
class Breach extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.message);
  }
}

/**
 * Reads JSON (RFC 8259) once from end to end without building anything: checks the syntax, the depth, that no map has a
 * key twice, and that surrogates come in pairs, and notes where the parts at the top are. A breach inside an item of a
 * list at the top costs that item only.
 */
export class JsonScanner {
  private at: number;
  private readonly problems: SyntaxProblem[] = [];
  private control: number | undefined = -1;
  private guessed = false;
  // Keys of the maps that are open, innermost last: hash, start and end.
  private hashes: Int32Array = new Int32Array(256);
  private keyStarts: Int32Array = new Int32Array(256);
  private keyEnds: Int32Array = new Int32Array(256);
  private keys = 0;
  /** Hash of the string that was read last. */
  private hash = 0;

  constructor(
    private readonly text: string,
    start = 0,
    private end = text.length,
  ) {
    this.at = start;
  }

  /** Reads a whole text. */
  scan(): ScannedJson {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    const result: ScannedJson = {
      root: undefined,
      members: [],
      items: undefined,
      problems: this.problems,
      guessed: false,
      control: -1,
    };
    this.space();
    const start = this.at;
    try {
      const code = this.code();
      if (code === OPEN_BRACE) this.members(result.members);
      else if (code === OPEN_BRACKET) {
        result.items = Spans.empty();
        this.items(result.items, 2);
      } else this.value(1);
      result.root = { start, end: this.at };
      this.space();
      if (this.at < this.end) this.fail(t('The file should end here.'));
    } catch (error) {
      // Of a text that breaks off, what was read stands.
      const brokeOff = this.at >= this.end && result.members.length > 0;
      this.guessed = true;
      this.note(error, brokeOff);
      if (result.members.length || result.items) result.root = { start, end: this.end };
    }
    result.control = this.control;
    result.guessed = this.guessed;
    return result;
  }

  /**
   * Reads a stretch of a list that begins with an item and ends behind one.
   * @param anchors offsets at which items begin for sure, in order: where reading goes on behind a breach
   */
  scanStretch(items: Spans, depth: number, anchors: readonly number[]): Pick<ScannedJson, 'problems' | 'control'> {
    this.items(items, depth, anchors);
    return { problems: this.problems, control: this.control };
  }

  /** Keeps the problem of a breach; anything else that is thrown is a mistake of ours. */
  private note(error: unknown, contained: boolean): void {
    if (!(error instanceof Breach)) throw error;
    const { problem } = error;
    this.problems.push(contained ? { ...problem, contained } : problem);
    // What was skipped has not been seen.
    this.control = undefined;
    this.keys = 0;
  }

  /** The members of the root map. */
  private members(members: ScannedMember[]): void {
    this.at++;
    this.space();
    if (this.code() === CLOSE_BRACE) {
      this.at++;
      return;
    }
    const equals = new KeySet(this.text);
    for (;;) {
      const key = this.key(equals);
      const member: ScannedMember = { key, value: undefined, items: undefined };
      members.push(member);
      const start = this.at;
      if (this.code() === OPEN_BRACKET) {
        member.items = Spans.empty();
        member.value = { start, end: this.end };
        this.items(member.items, 3);
      } else this.value(2);
      member.value = { start, end: this.at };
      this.space();
      const code = this.code();
      // A text that breaks off in a list was reported there.
      if (this.at >= this.end && this.problems.at(-1)?.contained) return;
      if (code === CLOSE_BRACE) {
        this.at++;
        return;
      }
      if (code !== COMMA)
        this.fail(this.at < this.end ? t('A comma is expected here.') : t('A closing brace is expected here.'));
      this.at++;
      this.space();
    }
  }

  /**
   * The items of a list; a breach inside of one costs that item only.
   * @param anchors given where a stretch is read: it has no brackets
   */
  private items(items: Spans, depth: number, anchors?: readonly number[]): void {
    if (!anchors) this.at++;
    this.space();
    if (!anchors && this.code() === CLOSE_BRACKET) {
      this.at++;
      return;
    }
    for (;;) {
      const start = this.at;
      try {
        this.value(depth);
        items.add(start, this.at);
        this.space();
        if (this.at >= this.end) {
          if (anchors) return;
          this.fail(t('A closing bracket is expected here.'));
        }
        const code = this.code();
        if (code === CLOSE_BRACKET && !anchors) {
          this.at++;
          return;
        }
        if (code !== COMMA) this.fail(t('A comma is expected here.'));
        this.at++;
        this.space();
      } catch (error) {
        if (error instanceof Breach && error.problem.code === 'too-complex') throw error;
        this.note(error, true);
        const next = anchors ? anchors.find((anchor) => anchor > start) : this.nextItem(start, depth);
        // What runs over into what is known to be another item was not closed.
        const problem = this.problems.at(-1)!;
        if (anchors && problem.end >= (next ?? this.end)) Object.assign(problem, { start, end: start + 1 });
        if (next === undefined) {
          this.guessed ||= !anchors;
          this.at = this.end;
          return;
        }
        this.at = next;
        if (this.code() === CLOSE_BRACKET) {
          this.guessed = true;
          this.at++;
          return;
        }
      }
    }
  }

  /** Where the item behind a broken one begins, or the list ends; undefined where neither can be told. */
  private nextItem(start: number, depth: number): number | undefined {
    const { text } = this;
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const indent = text.slice(line, start);
    const from = Math.max(start + 1, this.at);
    if (line > 0 && /^[ \t]*$/.test(indent)) {
      // Items that stand on lines of their own begin in one column.
      const sought = `\n${indent}${text[start]!}`;
      const item = text.indexOf(sought, Math.max(start, from - sought.length));
      const closing = /\n([ \t]*)\]/g;
      closing.lastIndex = Math.max(start, from - indent.length - 2);
      for (let match = closing.exec(text); match; match = closing.exec(text)) {
        if (item >= 0 && match.index > item) break;
        if (match[1]!.length < indent.length) return match.index + match[0].length - 1;
      }
      return item < 0 ? undefined : item + sought.length - 1;
    }
    this.guessed = true;
    const opening = /\}\s*,\s*(?=\{)/g;
    opening.lastIndex = Math.max(start, this.at - 2);
    for (let tries = 0, match = opening.exec(text); match && tries < TRIES; tries++, match = opening.exec(text)) {
      const at = match.index + match[0].length;
      if (at > start && this.wouldRead(at, depth)) return at;
    }
    return undefined;
  }

  /** Whether an item of the list can be read at an offset, rather than one of a list inside of the broken item. */
  private wouldRead(at: number, depth: number): boolean {
    const scanner = new JsonScanner(this.text, at, this.end);
    try {
      scanner.value(depth);
      scanner.space();
      return scanner.code() === COMMA || /^\]\s*\}\s*$/.test(this.text.slice(scanner.at, scanner.at + 64));
    } catch (error) {
      if (error instanceof Breach) return false;
      throw error;
    }
  }

  /** The code of the character at hand; NaN at the end. */
  private code(): number {
    return this.at < this.end ? this.text.charCodeAt(this.at) : NaN;
  }

  private space(): void {
    const { text, end } = this;
    let { at } = this;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    }
    this.at = at;
  }

  /** Any value; the innermost map or list that may open here has this depth. */
  private value(depth: number): void {
    const code = this.code();
    if (code === QUOTE) this.string();
    else if (code === OPEN_BRACE) this.map(depth);
    else if (code === OPEN_BRACKET) this.list(depth);
    else if (code === MINUS || (code >= 0x30 && code <= 0x39)) this.number();
    else this.literal();
  }

  private map(depth: number): void {
    this.deep(depth);
    this.at++;
    this.space();
    if (this.code() === CLOSE_BRACE) {
      this.at++;
      return;
    }
    const base = this.keys;
    let equals: KeySet | undefined;
    for (;;) {
      if (this.keys - base === MANY_KEYS && !equals) {
        equals = new KeySet(this.text);
        for (let i = base; i < this.keys; i++) equals.add(this.hashes[i]!, this.keyStarts[i]!, this.keyEnds[i]!);
      }
      this.key(equals, base);
      this.value(depth + 1);
      this.space();
      const code = this.code();
      if (code === CLOSE_BRACE) break;
      if (code !== COMMA)
        this.fail(this.at < this.end ? t('A comma is expected here.') : t('A closing brace is expected here.'));
      this.at++;
      this.space();
    }
    this.at++;
    this.keys = base;
  }

  private list(depth: number): void {
    this.deep(depth);
    this.at++;
    this.space();
    if (this.code() === CLOSE_BRACKET) {
      this.at++;
      return;
    }
    for (;;) {
      this.value(depth + 1);
      this.space();
      const code = this.code();
      if (code === CLOSE_BRACKET) break;
      if (code !== COMMA)
        this.fail(this.at < this.end ? t('A comma is expected here.') : t('A closing bracket is expected here.'));
      this.at++;
      this.space();
    }
    this.at++;
  }

  private deep(depth: number): void {
    if (depth > MAX_DEPTH) throw new Breach(tooDeep({ start: this.at, end: this.at + 1 }));
  }

  /** A key and its colon; a key that its map has already is a problem. */
  private key(equals: KeySet | undefined, base = this.keys): Span {
    const start = this.at;
    if (this.code() !== QUOTE) this.fail(t('A property name in double quotes is expected here.'));
    if (this.string()) this.hash = hashOf(JSON.parse(this.text.slice(start, this.at)) as string);
    const { hash, text, at: end } = this;
    const first = equals ? equals.find(hash, start, end) : this.equalKey(base, hash, start, end);
    if (first)
      this.problems.push({
        code: 'duplicate-key',
        message: t('The key "{0}" is written twice; other tools reject the file.', keyText(text, start, end)),
        start,
        end,
        related: first,
      });
    else if (equals) equals.add(hash, start, end);
    else this.remember(hash, start, end);
    this.space();
    if (this.code() !== COLON) this.fail(t('A colon is expected here.'));
    this.at++;
    this.space();
    return { start, end };
  }

  private equalKey(base: number, hash: number, start: number, end: number): Span | undefined {
    for (let i = base; i < this.keys; i++)
      if (this.hashes[i] === hash && sameKey(this.text, this.keyStarts[i]!, this.keyEnds[i]!, start, end))
        return { start: this.keyStarts[i]!, end: this.keyEnds[i]! };
    return undefined;
  }

  private remember(hash: number, start: number, end: number): void {
    if (this.keys === this.hashes.length) {
      this.hashes = grown(this.hashes);
      this.keyStarts = grown(this.keyStarts);
      this.keyEnds = grown(this.keyEnds);
    }
    this.hashes[this.keys] = hash;
    this.keyStarts[this.keys] = start;
    this.keyEnds[this.keys++] = end;
  }

  /** A string; says whether it has escapes. Leaves the hash of its characters, which is not that of what they mean then. */
  private string(): boolean {
    const { text, end } = this;
    let escaped = false;
    let hash = 0;
    let at = this.at + 1;
    for (; ; at++) {
      if (at >= end) this.unclosed(end);
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        escaped = true;
        at = this.escape(at);
      } else if (code < 0x20 || code === 0x7f) this.controlInString(code, at);
      else if (code >= 0xd800 && code <= 0xdfff) {
        if (isHigh(code) && at + 1 < end && isLow(text.charCodeAt(at + 1))) at++;
        else this.alone(at, at + 1);
      }
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.at = at + 1;
    this.hash = hash;
    return escaped;
  }

  /** Reads the escape that begins at an offset, and gives the offset of its last character. */
  private escape(at: number): number {
    const { text } = this;
    const next = text[at + 1];
    if (next !== undefined && at + 1 < this.end && '"\\/bfnrt'.includes(next)) return at + 1;
    const code = this.unicode(at);
    if (code === undefined) {
      if (at + 1 >= this.end) this.unclosed(this.end);
      this.at = at;
      throw new Breach(syntax(t('JSON has no escape "{0}".', text.slice(at, at + 2)), at, Math.min(at + 2, this.end)));
    }
    if (isHigh(code)) {
      const low = text[at + 6] === '\\' ? this.unicode(at + 6) : undefined;
      if (low !== undefined && isLow(low)) return at + 11;
      this.alone(at, at + 6);
    } else if (isLow(code)) this.alone(at, at + 6);
    return at + 5;
  }

  private unicode(at: number): number | undefined {
    const written = this.text.slice(at + 1, Math.min(at + 6, this.end));
    return /^u[\da-fA-F]{4}$/.test(written) ? parseInt(written.slice(1), 16) : undefined;
  }

  /** Control characters are reported once for the whole text, elsewhere; a string that runs over its line is broken. */
  private controlInString(code: number, at: number): void {
    if (code === 0x0a || code === 0x0d) this.unclosed(at);
    if (code === 0x09) {
      this.at = at;
      throw new Breach(syntax(t('A tab in a string is written as \\t.'), at, at + 1));
    }
    if (this.control === -1) this.control = at;
  }

  private unclosed(end: number): never {
    const start = this.at;
    this.at = end;
    throw new Breach(syntax(t('This string has no closing quote.'), start, end));
  }

  private alone(start: number, end: number): void {
    const message = t('Half of a pair of surrogates stands alone here; UTF-8 cannot hold it.');
    const last = this.problems.at(-1);
    // One string of them is one mistake.
    if (last?.code === 'lone-surrogate' && last.end === start) last.end = end;
    else this.problems.push({ code: 'lone-surrogate', message, start, end });
  }

  private number(): void {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    const end = this.at + (match?.[0].length ?? 0);
    if (!match || /[\w.+-]/.test(this.text[end] ?? '')) this.fail(t('This is no number of JSON.'));
    this.at = end;
  }

  private literal(): void {
    for (const word of ['true', 'false', 'null'])
      if (this.text.startsWith(word, this.at) && !/\w/.test(this.text[this.at + word.length] ?? '')) {
        this.at += word.length;
        return;
      }
    this.fail(t('A value is expected here.'));
  }

  /** Stops at the word or character at hand. */
  private fail(message: string): never {
    const { at, text, end } = this;
    if (at < end && text.charCodeAt(at) === SLASH && /[/*]/.test(text[at + 1] ?? ''))
      throw new Breach(syntax(t('JSON has no comments.'), at, at + 2));
    const word = /^[\w.+-]{1,200}/.exec(text.slice(at, Math.min(at + 200, end)))?.[0].length ?? 1;
    throw new Breach(syntax(message, at, Math.min(at + word, end)));
  }
}

/** How many places are tried to go on at behind a broken item of a list on one line. */
const TRIES = 200;

function syntax(message: string, start: number, end: number): SyntaxProblem {
  return { code: 'syntax', message, start, end };
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The keys of a map that has many. */
class KeySet {
  private readonly byHash = new Map<number, Span[]>();

  constructor(private readonly text: string) {}

  find(hash: number, start: number, end: number): Span | undefined {
    return this.byHash.get(hash)?.find((key) => sameKey(this.text, key.start, key.end, start, end));
  }

  add(hash: number, start: number, end: number): void {
    const same = this.byHash.get(hash);
    if (same) same.push({ start, end });
    else this.byHash.set(hash, [{ start, end }]);
  }
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

function keyText(text: string, start: number, end: number): string {
  return JSON.parse(text.slice(start, end)) as string;
}

function sameKey(text: string, aStart: number, aEnd: number, bStart: number, bEnd: number): boolean {
  return (
    text.slice(aStart, aEnd) === text.slice(bStart, bEnd) || keyText(text, aStart, aEnd) === keyText(text, bStart, bEnd)
  );
}
