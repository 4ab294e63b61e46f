import { cursorAt, type Cursor } from '../../../text/cursor';
import { type SpdxDocument } from '../document';

/** How far behind the cursor the text is read. */
const AHEAD = 32 * 1024;

/**
 * Where the cursor is. Reads from the last element that begins before it, so that neither the length of the document nor
 * what is broken elsewhere matters. Paths begin with `@graph` and an index that means nothing.
 */
export function cursorNear(document: SpdxDocument, offset: number): Cursor | undefined {
  const { text } = document.parsed;
  const from = startOfElement(document, offset);
  const before = from === undefined ? '' : '{"@graph":[';
  const start = from ?? 0;
  const cursor = cursorAt(before + text.slice(start, offset + AHEAD), 'json', offset - start + before.length);
  if (!cursor) return undefined;
  const shift = start - before.length;
  return { ...cursor, span: { start: cursor.span.start + shift, end: cursor.span.end + shift } };
}

/** Where the last readable element begins that begins before an offset. */
function startOfElement(document: SpdxDocument, offset: number): number | undefined {
  if (!document.graphKey) return undefined;
  let low = 0;
  let high = document.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (document.span(middle).start < offset) low = middle + 1;
    else high = middle;
  }
  return low ? document.span(low - 1).start : undefined;
}
