import { type Inserter, type Piece } from '../../../language/insert';
import { type Cursor } from '../../../text/cursor';
import { type SpdxDocument } from '../document';
import { spdxClass, type SpdxClass } from '../table';
import { type Pieces } from './pieces';
import { propertyNamed, targetOf } from './properties';
import { cursorNear } from './window';

/** All that the completions of one place need. */
export interface Completing {
  document: SpdxDocument;
  cursor: Cursor;
  insert: Inserter;
  pieces: Pieces;
  /** The cursor is beside the graph or, in a document without one, in the map at the root. */
  atRoot: boolean;
  /** What the map around the cursor says beside it. */
  siblings: ReadonlyMap<string, string>;
  /** At a value: the key in front of it; undefined for an item of the graph. */
  key: string | undefined;
  /** The property whose value the map around the cursor is; undefined for elements. */
  holder: string | undefined;
  /** The class of the map around the cursor, as far as it can be told. */
  class: SpdxClass | undefined;
  /** The other values of the list around the cursor. */
  others: ReadonlySet<string>;
}

/** Finds out what can be completed at a cursor. */
export function completingAt(document: SpdxDocument, cursor: Cursor, insert: Inserter, pieces: Pieces): Completing {
  const inGraph = cursor.path[0] === '@graph' || cursor.path[0] === 'elements';
  // In the graph, the first two steps lead to the element.
  const path = inGraph ? cursor.path.slice(2) : cursor.path;
  const names = path.filter((step) => typeof step === 'string');
  const [key, holder] = cursor.at === 'value' ? [names.at(-1), names.at(-2)] : [undefined, names.at(-1)];
  const listed = cursor.at === 'value' && key !== undefined && typeof path.at(-1) === 'number';
  const bracket = listed ? document.parsed.text.lastIndexOf('[', cursor.span.start - 1) : -1;
  // A list knows nothing of the map it stands in.
  const around = (bracket < 0 ? cursor : cursorNear(document, bracket))?.siblings ?? cursor.siblings;
  const atRoot = !inGraph && names.length < (cursor.at === 'value' ? 2 : 1);
  const siblings = atRoot ? new Map([...rootKeys(document, cursor), ...around]) : around;
  const asked = holder === undefined ? undefined : targetOf(holder);
  return {
    document,
    cursor,
    insert,
    pieces,
    atRoot,
    siblings,
    key,
    holder,
    class: spdxClass(siblings.get('type') ?? '') ?? spdxClass(asked ?? ''),
    others: bracket < 0 ? new Set() : itemsAround(document.parsed.text, bracket, cursor),
  };
}

/** What stands at the root before the elements; the cursor may be far behind it. */
function rootKeys({ root }: SpdxDocument, { span }: Cursor): [string, string][] {
  return (root?.entries ?? []).filter(({ end }) => end < span.start).map(({ key }) => [key.text, '']);
}

/** The texts of a list, without the one at the cursor. */
function itemsAround(text: string, bracket: number, { span }: Cursor): Set<string> {
  const end = text.indexOf(']', span.end);
  const around = text.slice(bracket, span.start) + text.slice(span.end, end < 0 ? span.end : end);
  return new Set([...around.matchAll(/"([^"\r\n]*)"/g)].map((match) => match[1]!));
}

/** A value as it is written at the cursor: in a list, where the property asks for one and there is none yet. */
export function wrapped({ cursor, key }: Completing, value: Piece): Piece {
  const list = key !== undefined && propertyNamed(key)?.list === true;
  return list && typeof cursor.path.at(-1) === 'string' ? [value] : value;
}
