import { type Change } from './change';
import { LineMarks } from './line-marks';

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
  /** Found when they are first asked for. */
  private known: LineMarks | undefined;

  constructor(private readonly text: string) {}

  private get marks(): LineMarks {
    return (this.known ??= LineMarks.of(this.text));
  }

  /** How many lines the text has; a text that ends in a line break has an empty last line. */
  get lineCount(): number {
    return this.marks.count;
  }

  /** The index of a text that came from this one by a change; lines before and behind it are not searched again. */
  edited(text: string, change: Change): LineIndex {
    const result = new LineIndex(text);
    result.known = this.known?.edited(text, change);
    return result;
  }

  /** The position of an offset; an offset outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const { line, start } = this.marks.lineAt(at);
    return { line, character: at - start };
  }

  /** The offset of a position; one past the end of its line is moved to the end of that line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.text.length;
    const line = this.lineSpan(position.line);
    return Math.max(line.start, Math.min(line.start + position.character, line.end));
  }

  /** The span of a line without its line break. */
  lineSpan(line: number): Span {
    const start = this.marks.startOf(line) ?? this.text.length;
    let end = this.nextLine(line);
    if (end > start && this.text.charCodeAt(end - 1) === LF) end--;
    if (end > start && this.text.charCodeAt(end - 1) === CR) end--;
    return { start, end };
  }

  /** The offset at which the next line begins, or the end of the text. */
  nextLine(line: number): number {
    return this.marks.startOf(line + 1) ?? this.text.length;
  }

  /** The range that a span covers. */
  range(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

/** Whether an offset lies in a span, its end included (as a cursor behind a word counts as being on it). */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether two spans share an offset, their ends included. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
