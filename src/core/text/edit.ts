import { type Span } from './position';

/** Replaces the text of a span; an empty span inserts, an empty text removes. */
export interface TextEdit extends Span {
  newText: string;
}

/** Two edits of one change touch the same text, so their result would depend on their order. */
export class OverlappingEditsError extends Error {
  constructor(a: TextEdit, b: TextEdit) {
    super(`edits overlap: ${a.start}-${a.end} and ${b.start}-${b.end}`);
    this.name = 'OverlappingEditsError';
  }
}

/**
 * Applies edits whose spans all refer to the given text. Inserts at one offset keep their order.
 * @throws {OverlappingEditsError} when two spans overlap
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, order) => ({ edit, order }));
  sorted.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
  let result = '';
  let at = 0;
  let previous: TextEdit | undefined;
  for (const { edit } of sorted) {
    if (previous && edit.start < previous.end) throw new OverlappingEditsError(previous, edit);
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
    previous = edit;
  }
  return result + text.slice(at);
}

/** Whether a set of edits can be applied together with those already chosen. */
export function compatible(chosen: readonly TextEdit[], edits: readonly TextEdit[]): boolean {
  return edits.every((a) =>
    chosen.every((b) => a.end < b.start || b.end < a.start || (a.end === b.start) !== (b.end === a.start)),
  );
}
