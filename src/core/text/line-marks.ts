import { type Change } from './change';

/** Lines from one mark to the next, at least: few enough to count through, and few marks for a long text. */
const STRIDE = 16;

/**
 * Where lines of a text begin, noted for some lines only. A text of a million lines needs little memory so, and after an
 * edit nothing but the marks is copied.
 */
export class LineMarks {
  private constructor(
    private readonly text: string,
    /** Whether the text may have carriage returns. */
    private readonly returns: boolean,
    /** Numbers of the lines with a mark, ascending from 0. */
    private readonly lines: Int32Array,
    /** Where these lines begin. */
    private readonly starts: Int32Array,
    /** How many lines the text has. */
    readonly count: number,
  ) {}

  static of(text: string): LineMarks {
    const returns = text.includes('\r');
    const marks = new Marks(text.length >> 9);
    const count = 1 + marks.addLines(text, returns, 0, 0, text.length);
    return new LineMarks(text, returns, marks.lines, marks.starts, count);
  }

  /** The marks of a text that came from this one by a change. */
  edited(text: string, { start, oldEnd, newEnd }: Change): LineMarks {
    const { lines, starts } = this;
    const returns = this.returns || text.slice(start, newEnd).includes('\r');
    // Where a line begins is told by the characters on both sides.
    const head = Math.max(1, firstFrom(starts, start));
    const tail = Math.max(head, firstFrom(starts, oldEnd + 1));
    const delta = newEnd - oldEnd;
    const end = tail < starts.length ? starts[tail]! + delta : text.length;
    const marks = new Marks(16);
    const [line, at] = [lines[head - 1]!, starts[head - 1]!];
    const found = marks.addLines(text, returns, line, at, end);
    // The line of the first mark behind the change was counted, and maybe marked, too.
    const isBehind = tail < starts.length;
    const fresh = marks.before(isBehind ? end : Infinity);
    const moved = isBehind ? line + found - lines[tail]! : 0;
    const count = isBehind ? this.count + moved : line + found + 1;
    return new LineMarks(
      text,
      returns,
      joined(lines, head, fresh.lines, tail, moved),
      joined(starts, head, fresh.starts, tail, delta),
      count,
    );
  }

  /** The line that an offset of the text is on, and where it begins. */
  lineAt(offset: number): { line: number; start: number } {
    const mark = firstFrom(this.starts, offset + 1) - 1;
    let line = this.lines[mark]!;
    let start = this.starts[mark]!;
    for (let next = this.next(start); next >= 0 && next <= offset; next = this.next(start)) {
      line++;
      start = next;
    }
    return { line, start };
  }

  /** Where a line begins; undefined for a line that the text does not have. */
  startOf(line: number): number | undefined {
    if (line < 0 || line >= this.count) return undefined;
    const mark = firstFrom(this.lines, line + 1) - 1;
    let start = this.starts[mark]!;
    for (let at = this.lines[mark]!; at < line; at++) start = this.next(start);
    return start;
  }

  private next(start: number): number {
    return nextLine(this.text, start, this.returns);
  }
}

/** Marks that are being collected. */
class Marks {
  private lineNumbers: Int32Array;
  private offsets: Int32Array;
  private size = 1;

  constructor(expected: number) {
    this.lineNumbers = new Int32Array(Math.max(16, expected));
    this.offsets = new Int32Array(Math.max(16, expected));
  }

  /** Counts the lines that begin behind a line up to an end, and marks some of them. */
  addLines(text: string, returns: boolean, line: number, start: number, end: number): number {
    let found = 0;
    for (let at = nextLine(text, start, returns); at >= 0 && at <= end; at = nextLine(text, at, returns))
      if (++found % STRIDE === 0) this.add(line + found, at);
    return found;
  }

  private add(line: number, start: number): void {
    if (this.size === this.lineNumbers.length) {
      this.lineNumbers = grown(this.lineNumbers);
      this.offsets = grown(this.offsets);
    }
    this.lineNumbers[this.size] = line;
    this.offsets[this.size++] = start;
  }

  /** All marks, that of the first line of a text included. */
  get lines(): Int32Array {
    return this.lineNumbers.slice(0, this.size);
  }

  get starts(): Int32Array {
    return this.offsets.slice(0, this.size);
  }

  /** The marks before an offset, without that of the first line. */
  before(offset: number): { lines: Int32Array; starts: Int32Array } {
    let { size } = this;
    while (size > 1 && this.offsets[size - 1]! >= offset) size--;
    return { lines: this.lineNumbers.subarray(1, size), starts: this.offsets.subarray(1, size) };
  }
}

/** Where the line behind the one that begins at an offset begins; -1 where it is the last. */
function nextLine(text: string, start: number, returns: boolean): number {
  if (!returns) return text.indexOf('\n', start) + 1 || -1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return at + 1;
    if (code === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return -1;
}

/** The first index whose value is at least as high; the length where none is. */
function firstFrom(values: Int32Array, least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The values up to `head`, others, and those from `tail` on, which are moved. */
function joined(values: Int32Array, head: number, fresh: Int32Array, tail: number, delta: number): Int32Array {
  const result = new Int32Array(head + fresh.length + values.length - tail);
  result.set(values.subarray(0, head));
  result.set(fresh, head);
  for (let i = tail, j = head + fresh.length; i < values.length; i++, j++) result[j] = values[i]! + delta;
  return result;
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
