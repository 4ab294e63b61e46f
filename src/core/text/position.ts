import { type Change } from './change';

/** A place in a text as the language server protocol counts it: lines and UTF-16 code units, both from 0. */
export interface Position {
  line: number;
  character: number;
}

/** A half-open stretch of text between two positions. */
export interface Range {
  start: Position;
  end: Position;
}

/** A half-open stretch of text in offsets: UTF-16 code units from the start of the text. */
export interface Span {
  start: number;
  end: number;
}

const LF = 10;
const CR = 13;

/**
 * Converts between offsets and positions of one text. A line ends at `\n`, `\r\n` or a lone `\r`
 * (LSP 3.17, "Text Documents").
 */
export class LineIndex {
  /** Where lines begin; found when it is first asked for. */
  private known: Int32Array | undefined;

  constructor(private readonly text: string) {}

  private get starts(): Int32Array {
    return (this.known ??= startsOf(this.text));
  }

  /** How many lines the text has; a text that ends in a line break has an empty last line. */
  get lineCount(): number {
    return this.starts.length;
  }

  /** The index of a text that came from this one by a change; lines before and behind it are not searched again. */
  edited(text: string, { start, oldEnd, newEnd }: Change): LineIndex {
    const result = new LineIndex(text);
    const { known } = this;
    if (!known) return result;
    // Where a line begins is told by the characters on both sides.
    const head = this.firstLineFrom(start);
    const tail = this.firstLineFrom(oldEnd + 1);
    const fresh: number[] = [];
    for (let at = start; at <= newEnd; at++) if (at === 0 || beginsLine(text, at)) fresh.push(at);
    const starts = new Int32Array(head + fresh.length + known.length - tail);
    starts.set(known.subarray(0, head));
    starts.set(fresh, head);
    for (let i = tail, j = head + fresh.length; i < known.length; i++, j++) starts[j] = known[i]! + newEnd - oldEnd;
    result.known = starts;
    return result;
  }

  /** The first line that begins at or behind an offset. */
  private firstLineFrom(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position of an offset; an offset outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - this.starts[low]! };
  }

  /** The offset of a position; one past the end of its line is moved to the end of that line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    const line = this.lineSpan(position.line);
    return Math.max(line.start, Math.min(line.start + position.character, line.end));
  }

  /** The span of a line without its line break. */
  lineSpan(line: number): Span {
    const start = this.starts[line] ?? this.text.length;
    let end = this.starts[line + 1] ?? this.text.length;
    if (end > start && this.text.charCodeAt(end - 1) === LF) end--;
    if (end > start && this.text.charCodeAt(end - 1) === CR) end--;
    return { start, end };
  }

  /** The offset at which the next line begins, or the end of the text. */
  nextLine(line: number): number {
    return this.starts[line + 1] ?? this.text.length;
  }

  /** The range that a span covers. */
  range(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

/** Whether a line begins at an offset behind the start of a text. */
function beginsLine(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before === LF || (before === CR && text.charCodeAt(at) !== LF);
}

function startsOf(text: string): Int32Array {
  let starts = new Int32Array(Math.max(16, text.length >> 5));
  let count = 1;
  const add = (start: number): void => {
    if (count === starts.length) {
      const larger = new Int32Array(count * 2);
      larger.set(starts);
      starts = larger;
    }
    starts[count++] = start;
  };
  if (text.includes('\r')) {
    for (let at = 1; at <= text.length; at++) if (beginsLine(text, at)) add(at);
  } else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) add(at + 1);
  return starts.slice(0, count);
}

/** Whether an offset lies in a span, its end included (as a cursor behind a word counts as being on it). */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether two spans share an offset, their ends included. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
