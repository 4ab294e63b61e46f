import { type Cursor } from './cursor';
import { flowCursor, quoted } from './flow-cursor';

/** A dash or a key, with the column and the offset where it begins. */
interface Mark {
  dash: boolean;
  column: number;
  start: number;
  /** Of a key: its text; offset behind it; what is written behind its colon, without comment, and where that begins. */
  key: string;
  end: number;
  value: string;
  valueStart: number;
}

type Path = readonly (string | number)[];

interface Line {
  start: number;
  /** The line without its break. */
  text: string;
  marks: Mark[];
  /** Where the content behind the dashes begins; the length of the line where there is none. */
  content: number;
}

/**
 * Where a cursor is in YAML block style, judged by the indentation of the lines around it alone.
 * Flow style inside is read from its outermost bracket.
 */
export function blockCursor(text: string, offset: number): Cursor | undefined {
  const lines = readLines(text);
  let at = lines.findLastIndex((line) => line.start <= offset);
  if (at < 0) at = 0;
  const line = lines[at]!;
  const before = text.slice(line.start, offset);
  if (/^(?:---|\.\.\.|%)/.test(line.text) || inComment(before)) return undefined;
  const position = locate(line, offset);
  if (!position) return undefined;
  const marks = lines.flatMap((l, i) => (i === at ? [] : l.marks));
  const first = marks.findIndex((mark) => mark.start > line.start);
  const behind = first < 0 ? [] : marks.slice(first);
  // The cursor's own line counts with its dashes; its key is the cursor's own.
  const ahead = [
    ...(first < 0 ? marks : marks.slice(0, first)),
    ...line.marks.filter((mark) => mark.dash && mark.start < offset),
  ];
  const surroundings = climb(ahead, position.column);
  const { path, parent } = surroundings;
  const flowStart = parent && opensFlow(parent) ? parent.valueStart : position.flowStart;
  if (flowStart !== undefined)
    return flowCursor(
      text,
      'yaml',
      flowStart,
      offset,
      parent && opensFlow(parent) ? path : [...path, ...position.step],
    );
  // Deeper than a key that has a value already: a text that goes on over several lines.
  if (parent && !parent.dash && parent.value !== '') return undefined;
  const members = membersOf(ahead, behind, parent, surroundings.index);
  const columns = members.map((mark) => mark.column);
  if (columns.length && !columns.includes(position.column)) return undefined;
  const siblings = new Map<string, string>();
  for (const mark of members) if (!mark.dash) siblings.set(mark.key, plainText(mark.value));
  const last = line.marks.findLast((mark) => mark.dash && mark.start < offset);
  return {
    path: [...path, ...position.step],
    at: position.at,
    typed: position.typed,
    span: position.span,
    quote: position.quote,
    flow: false,
    siblings,
    column: position.column,
    behindDash: position.at === 'key' && last !== undefined,
    needsBlank: position.needsBlank,
    hasColon: position.hasColon,
    needsComma: false,
    itemOf: position.at === 'key' && !last ? listAt(ahead, position.column) : undefined,
  };
}

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  const pattern = /([^\r\n]*)(\r\n|\n|\r|$)/y;
  while (pattern.lastIndex <= text.length) {
    const start = pattern.lastIndex;
    const [, line, end] = pattern.exec(text)!;
    // A byte order mark is no indentation.
    const mark = start === 0 && line!.startsWith('\ufeff') ? 1 : 0;
    lines.push(readLine(start + mark, line!.slice(mark)));
    if (!end) break;
  }
  return lines;
}

const DASH = /-(?=[ \t]|$)[ \t]*/y;
/** A key: in quotes, or up to the first colon before a blank. Texts that begin with an indicator are none. */
const KEY =
  /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\-#"'[\]{}&*!|>%@`,](?:[^\s:#]|:(?=\S)|#|[ \t]+(?=[^\s#:]))*|-\S(?:[^\s:]|:(?=\S))*)[ \t]*:(?=[ \t]|$)[ \t]*/y;

function readLine(start: number, text: string): Line {
  const marks: Mark[] = [];
  let at = /^[ \t]*/.exec(text)![0].length;
  if (/^(?:---|\.\.\.)(?:\s|$)|^%/.test(text)) return { start, text, marks, content: text.length };
  for (;;) {
    DASH.lastIndex = at;
    const dash = DASH.exec(text)?.[0];
    if (dash === undefined) break;
    marks.push({ dash: true, column: at, start: start + at, key: '', end: start + at + 1, value: '', valueStart: 0 });
    at += dash.length;
  }
  KEY.lastIndex = at;
  const found = KEY.exec(text);
  if (found) {
    const [whole, key] = found as unknown as [string, string];
    const valueStart = at + whole.length;
    marks.push({
      dash: false,
      column: at,
      start: start + at,
      key: plainText(key),
      end: start + at + key.length,
      value: withoutComment(text.slice(valueStart)),
      valueStart: start + valueStart,
    });
  }
  return { start, text, marks, content: at };
}

/** A value without the comment behind it and without blanks at its end. A value that only names an anchor is empty. */
function withoutComment(value: string): string {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const token = quoted(value, 0, quote);
    return value.slice(0, token.end).trimEnd();
  }
  return value
    .replace(/(?:^|[ \t])#.*$/, '')
    .trimEnd()
    .replace(/^[&!]\S*$/, '');
}

/** The characters of a scalar; a flow collection or block scalar has none. */
function plainText(value: string): string {
  if (value.startsWith('"') || value.startsWith("'")) return quoted(value, 0, value[0] as '"' | "'").text;
  return /^[[{|>&*!]/.test(value) ? '' : value;
}

function inComment(before: string): boolean {
  for (let i = 0; i < before.length; i++) {
    const c = before[i]!;
    const starts = i === 0 || /[\s:[{,-]/.test(before[i - 1]!);
    if (c === '#' && (i === 0 || /\s/.test(before[i - 1]!))) return true;
    if ((c === '"' || c === "'") && starts) {
      const token = quoted(before, i, c);
      if (!token.closed) return false;
      i = token.end - 1;
    }
  }
  return false;
}

interface Position extends Pick<Cursor, 'at' | 'typed' | 'span' | 'quote' | 'needsBlank' | 'hasColon'> {
  /** Column of the key that the cursor is in, or whose value it is in, or that could begin at the cursor. */
  column: number;
  /** The key that leads from the surrounding map to the value at the cursor. */
  step: Path;
  /** Where flow style begins that the cursor is in. */
  flowStart?: number;
}

/** What the cursor is in, seen from its line alone. */
function locate(line: Line, offset: number): Position | undefined {
  const at = offset - line.start;
  const key = line.marks.at(-1)?.dash === false ? line.marks.at(-1) : undefined;
  const dash = line.marks.findLast((mark) => mark.dash);
  const empty = { typed: '', span: { start: offset, end: offset }, quote: '' as const, hasColon: false };
  if (key && offset > key.end) return atValue(line, offset, key);
  if (at < line.content) {
    // Among the blanks before the content; only where there is no content, something can begin.
    const blank = line.text.slice(dash ? dash.end - line.start : 0).trim() === '';
    if (!blank || (dash && offset < dash.end)) return undefined;
    return { ...empty, at: 'key', column: at, step: [], needsBlank: dash !== undefined && offset === dash.end };
  }
  const content = line.start + line.content;
  if (key) {
    const typed = word(line, offset, content, key.end);
    return typed && { ...typed, at: 'key', column: key.column, step: [], needsBlank: false, hasColon: true };
  }
  const rest = line.text.slice(line.content);
  if (/^[[{]/.test(rest) && offset > content)
    return { ...empty, at: 'value', column: line.content, step: [], needsBlank: false, flowStart: content };
  if (/^[&*!|>%@`]/.test(rest)) return undefined;
  // `name:` without the blank behind it: YAML would take it for a text, but its author means a key.
  const tight = /^([A-Za-z_]+):(?!\/\/)(?=\S)/.exec(rest);
  if (tight && at > line.content + tight[1]!.length) {
    const end = content + tight[1]!.length;
    const mark = {
      dash: false,
      column: line.content,
      start: content,
      key: tight[1]!,
      end,
      value: '',
      valueStart: end + 1,
    };
    return { ...atValue(line, offset, mark)!, needsBlank: true };
  }
  const end = content + withoutComment(rest).length;
  const typed = word(line, offset, content, Math.max(end, offset));
  if (!typed) return undefined;
  const needsBlank = dash !== undefined && typed.span.start === dash.end;
  return { ...typed, at: 'key', column: line.content + (needsBlank ? 1 : 0), step: [], needsBlank, hasColon: false };
}

function atValue(line: Line, offset: number, key: Mark): Position | undefined {
  const { text } = line;
  const raw = text.slice(key.valueStart - line.start);
  const value = withoutComment(raw);
  const colon = text.indexOf(':', key.end - line.start) + line.start;
  if (offset <= colon) return undefined;
  const common = { at: 'value', column: key.column, step: [key.key], hasColon: false } as const;
  const needsBlank = offset === colon + 1;
  if (/^[[{]/.test(value) && offset > key.valueStart)
    return {
      ...common,
      typed: '',
      quote: '',
      span: { start: offset, end: offset },
      needsBlank,
      flowStart: key.valueStart,
    };
  if (/^[&*!|>%@`]/.test(value)) return undefined;
  const typed = word(
    line,
    offset,
    key.valueStart,
    Math.max(key.valueStart + value.length, Math.min(offset, line.start + text.length)),
  );
  return typed && { ...common, ...typed, needsBlank };
}

/** The text from `start` to `end`, cut at the cursor for what is typed of it; undefined behind a closed quote. */
function word(
  line: Line,
  offset: number,
  start: number,
  end: number,
): Pick<Position, 'typed' | 'span' | 'quote' | 'hasColon'> | undefined {
  const first = line.text[start - line.start];
  const span = { start: Math.min(start, offset), end: Math.max(end, offset) };
  if (offset > start && (first === '"' || first === "'")) {
    const token = quoted(line.text, start - line.start, first);
    if (token.closed && offset >= line.start + token.end) return undefined;
    return { typed: line.text.slice(start - line.start + 1, offset - line.start), span, quote: first, hasColon: false };
  }
  return {
    typed: line.text.slice(span.start - line.start, offset - line.start).trimStart(),
    span,
    quote: '',
    hasColon: false,
  };
}

function opensFlow(mark: Mark): boolean {
  return !mark.dash && /^[[{]/.test(mark.value) && !/[\]}]$/.test(mark.value);
}

/**
 * Climbs from a column to the root: each step up is the nearest mark above that stands further left. The dash of an item
 * may also stand right below its key.
 */
function climb(marks: readonly Mark[], column: number): { path: Path; parent: Mark | undefined; index: number } {
  const path: (string | number)[] = [];
  let parent: Mark | undefined;
  let parentIndex = -1;
  let limit = column;
  let fromDash = false;
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i]!;
    if (fromDash && mark.dash && mark.column === limit) {
      path[0] = (path[0] as number) + 1;
      continue;
    }
    if (mark.column > limit || (mark.column === limit && (!fromDash || mark.dash))) continue;
    parent ??= mark;
    if (parentIndex < 0) parentIndex = i;
    path.unshift(mark.dash ? 0 : mark.key);
    limit = mark.column;
    fromDash = mark.dash;
  }
  return { path, parent, index: parentIndex };
}

/** The marks right below a parent: those in the column of the first one, up to where the parent ends. */
function membersOf(ahead: readonly Mark[], behind: readonly Mark[], parent: Mark | undefined, index: number): Mark[] {
  const marks = [...ahead.slice(index + 1), ...behind];
  const low = parent ? parent.column : -1;
  const over = marks.findIndex(
    (mark) => mark.column < low || (mark.column === low && !(mark.dash && parent && !parent.dash)),
  );
  const inside = over < 0 ? marks : marks.slice(0, over);
  const column = inside[0]?.column;
  return inside.filter((mark) => mark.column === column);
}

/** The way to a list whose dashes stand in this column right below their key's column, as YAML allows. */
function listAt(marks: readonly Mark[], column: number): Path | undefined {
  for (let i = marks.length - 1; i >= 0 && marks[i]!.column >= column; i--) {
    const mark = marks[i]!;
    if (mark.column > column) continue;
    return mark.dash ? climb(marks.slice(0, i + 1), column + 1).path.slice(0, -1) : undefined;
  }
  return undefined;
}
