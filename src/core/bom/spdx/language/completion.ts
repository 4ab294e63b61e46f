import { type Completion } from '../../../language/features';
import { Inserter } from '../../../language/insert';
import { withQuote } from '../../../language/items';
import { type SpdxDocument } from '../document';
import { completeDocument } from './complete-document';
import { completeKeys, completeRoot } from './complete-keys';
import { completeValues } from './complete-values';
import { completingAt, type Completing } from './completing';
import { Pieces } from './pieces';
import { cursorNear } from './window';

/** What can be typed at an offset, best first by `sortText`. */
export function complete(document: SpdxDocument, offset: number, today: () => Date): Completion[] {
  const cursor = cursorNear(document, offset);
  if (!cursor) return [];
  const insert = new Inserter(document.parsed, cursor);
  const at = completingAt(document, cursor, insert, new Pieces(document, today));
  return completePlace(at).map((item) => withQuote(item, cursor));
}

function completePlace(at: Completing): Completion[] {
  const { cursor, atRoot } = at;
  if (cursor.at === 'key') return atRoot ? completeRoot(at) : completeKeys(at);
  return cursor.path.length ? completeValues(at) : completeDocument(at);
}
