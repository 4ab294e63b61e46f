import { type TextEdit } from '../text/edit';
import { type Cursor } from '../text/cursor';
import { type ParsedText } from '../text/tree';
import { indentUnit, scalar } from '../text/yaml-editor';

/** A place that the user fills in after an insertion: a text to type over, or one of several. */
export class TabStop {
  constructor(
    readonly text = '',
    readonly choices: readonly string[] = [],
    /** Written without quotes where the syntax asks for quotes: a number or a truth value. */
    readonly bare = false,
  ) {}
}

/** What is inserted: texts, tab stops, lists and maps. */
export type Piece = string | TabStop | readonly Piece[] | PieceMap;
export interface PieceMap {
  readonly [key: string]: Piece;
}

/** An edit that completes what is typed; with tab stops it is written in LSP snippet syntax. */
export interface Insertion {
  edit: TextEdit;
  snippet?: true;
}

/** Makes the edits of completions at one place of a document, in its syntax, indentation and line breaks. */
export class Inserter {
  private readonly newline: string;
  private readonly unit: number;
  /** The blanks that the lines of the insertion begin with, in flow style. */
  private readonly indent: string;
  private readonly step: string;
  private readonly multiline: boolean;
  private stops = 0;

  constructor(
    private readonly parsed: ParsedText,
    private readonly cursor: Cursor,
  ) {
    const { text } = parsed;
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
    this.unit = indentUnit(text);
    this.step = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
    // YAML in braces stays on its line, as one-line JSON does.
    this.multiline = parsed.syntax === 'json' && (text.includes('\n') || text.trim() === '');
    const line = parsed.lines.lineSpan(parsed.lines.positionAt(cursor.span.start).line);
    this.indent = /^[ \t]*/.exec(text.slice(line.start, cursor.span.start))![0];
  }

  /** Completes a value. */
  value(value: Piece): Insertion {
    return this.make(() => (this.cursor.flow ? this.flow(value, this.indent) : this.block(value)));
  }

  /** Completes a key; its value follows unless a colon is there already. */
  key(key: string, value: Piece): Insertion {
    if (this.cursor.hasColon) return this.make(() => this.name(key));
    // In quotes, the next thing to type is between them.
    return this.members({ [key]: value === '' && this.parsed.syntax === 'json' ? new TabStop() : value });
  }

  /** Adds members to the map at the cursor. */
  members(members: PieceMap): Insertion {
    return this.make(() => {
      if (!this.cursor.flow) return this.block(members, true);
      const separator = this.multiline ? `,${this.newline}${this.indent}` : ', ';
      return Object.entries(members)
        .map(([key, value]) => `${this.name(key)}: ${this.flow(value, this.indent)}`)
        .join(separator);
    });
  }

  /** Adds items to the list whose next dash can stand at the cursor. */
  items(items: readonly Piece[]): Insertion {
    return this.make(() => this.lines(items).join(this.newline + ' '.repeat(this.cursor.column)));
  }

  private make(print: () => string): Insertion {
    const { needsBlank, needsComma, span } = this.cursor;
    this.stops = 0;
    let body = print();
    const snippet = this.stops > 0;
    // Without tab stops the text is taken as it is.
    if (!snippet) body = body.replace(/\\([$}\\])/g, '$1');
    const newText = (needsBlank ? ' ' : '') + body + (needsComma ? ',' : '');
    return { edit: { ...span, newText }, ...(snippet ? { snippet: true } : {}) };
  }

  private name(key: string): string {
    if (this.parsed.syntax === 'json') return JSON.stringify(key);
    return this.cursor.quote + key + this.cursor.quote;
  }

  private block(value: Piece, quotedKey = false): string {
    const column = ' '.repeat(this.cursor.column);
    if (typeof value === 'string' || value instanceof TabStop) return this.yamlScalar(value, this.cursor.quote);
    const [first = '', ...rest] = this.lines(value);
    const { quote } = this.cursor;
    const opened = quotedKey && quote ? first.replace(/^[^:]+/, (key) => quote + key + quote) : first;
    return [opened, ...rest].join(this.newline + column);
  }

  /** The lines of a map or list, the first one at column 0. */
  private lines(value: readonly Piece[] | PieceMap): string[] {
    const lines: string[] = [];
    const pad = ' '.repeat(this.unit);
    if (isList(value)) {
      for (const item of value) {
        const [first, ...rest] = isLeaf(item) ? [this.yamlScalar(item, '')] : this.lines(item);
        lines.push(`- ${first}`, ...rest.map((line) => `  ${line}`));
      }
      return lines;
    }
    for (const [key, child] of Object.entries(value)) {
      if (isLeaf(child)) {
        const text = this.yamlScalar(child, '');
        lines.push(`${key}: ${text}`);
      } else if (Object.keys(child).length) {
        lines.push(`${key}:`, ...this.lines(child).map((line) => pad + line));
      } else {
        lines.push(`${key}: ${isList(child) ? '[]' : '{}'}`);
      }
    }
    return lines;
  }

  private yamlScalar(value: string | TabStop, quote: string): string {
    if (value instanceof TabStop) {
      const written = this.stop(value);
      // What is typed over keeps the quotes that the text needs.
      const mark = quote || (value.text && scalar(value.text) !== value.text ? "'" : '');
      return mark + written + mark;
    }
    if (value === '' && !quote) return '';
    if (quote === '"') return snippetText(JSON.stringify(value));
    return snippetText(quote ? `'${value.replaceAll("'", "''")}'` : scalar(value));
  }

  private flow(value: Piece, indent: string): string {
    if (value instanceof TabStop) return value.bare ? this.stop(value) : `"${this.stop(value)}"`;
    if (typeof value === 'string')
      return this.parsed.syntax === 'yaml'
        ? this.yamlScalar(value, this.cursor.quote)
        : snippetText(JSON.stringify(value));
    const inner = indent + this.step;
    const members = isList(value)
      ? value.map((item) => this.flow(item, inner))
      : Object.entries(value).map(([key, child]) => `${this.flowKey(key)}: ${this.flow(child, inner)}`);
    // Braces around tab stops: a closing one ends none of them, as each is closed already.
    const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
    if (!members.length) return open + close;
    if (!this.multiline) return isList(value) ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
    const gap = this.newline + inner;
    return `${open}${gap}${members.join(`,${gap}`)}${this.newline}${indent}${close}`;
  }

  private flowKey(key: string): string {
    return this.parsed.syntax === 'json' ? JSON.stringify(key) : key;
  }

  private stop({ text, choices }: TabStop): string {
    const n = ++this.stops;
    if (choices.length) return `\${${n}|${choices.join(',')}|}`;
    return text ? `\${${n}:${snippetText(text)}}` : `$${n}`;
  }
}

function isLeaf(piece: Piece): piece is string | TabStop {
  return typeof piece === 'string' || piece instanceof TabStop;
}

function isList(piece: readonly Piece[] | PieceMap): piece is readonly Piece[] {
  return Array.isArray(piece);
}

/** A text in snippet syntax (LSP 3.17, "Snippet Syntax"). */
function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
