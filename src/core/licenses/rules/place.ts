import { type LicenseStatement } from '../statement';
import { editorFor } from '../../text/editor';
import { type TextEdit } from '../../text/edit';
import { type Span } from '../../text/position';
import { type ParsedText, type ScalarNode } from '../../text/tree';

/** Escapes of JSON, of double-quoted YAML (1.2.2 §5.7) and of basic strings in TOML; each is one or two characters. */
const ESCAPE = /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^xuU\r\n])/;

/**
 * Where a stretch of a scalar's text is written in the document. Where that can't be told, as in text that is folded
 * over lines, it is the whole scalar.
 */
export function spanInScalar({ text: document }: ParsedText, node: ScalarNode, span: Span): Span {
  const whole = { start: node.start, end: node.end };
  const raw = document.slice(node.start, node.end);
  const quote = node.style === 'double' || node.style === 'single' ? 1 : 0;
  const body = quote ? raw.slice(1, -1) : raw;
  if (body === node.text) return { start: node.start + quote + span.start, end: node.start + quote + span.end };
  if (node.style === 'block') {
    const at = raw.indexOf(node.text.trim());
    const lead = node.text.length - node.text.trimStart().length;
    return at < 0 ? whole : { start: node.start + at + span.start - lead, end: node.start + at + span.end - lead };
  }
  if (!quote) return whole;
  const offsets = offsetsOf(body, node.style);
  if (offsets.length !== node.text.length + 1) return whole;
  const base = node.start + quote;
  return { start: base + offsets[span.start]!, end: base + offsets[span.end]! };
}

/** For each character of a quoted text, and for its end, where it is written. */
function offsetsOf(body: string, style: ScalarNode['style']): number[] {
  const offsets: number[] = [];
  let at = 0;
  while (at < body.length) {
    const rest = body.slice(at, at + 10);
    const escape =
      style === 'single'
        ? rest.startsWith("''")
          ? 2
          : 1
        : rest[0] === '\\'
          ? (ESCAPE.exec(rest)?.[0].length ?? 1)
          : 1;
    offsets.push(at);
    // Beyond U+FFFF an escape makes two characters.
    if (/^\\U(?!0000)/.test(rest) && style === 'double') offsets.push(at);
    at += escape;
  }
  offsets.push(body.length);
  return offsets;
}

/** Where a part of a statement is written. */
export function placeOf(parsed: ParsedText, statement: LicenseStatement, span: Span): Span {
  return spanInScalar(parsed, statement.node, span);
}

/** Replaces a part of a statement; everything else stays. */
export function replaceIn(parsed: ParsedText, { text, node }: LicenseStatement, span: Span, by: string): TextEdit[] {
  return editorFor(parsed).setText(node, text.slice(0, span.start) + by + text.slice(span.end));
}
