import { type Completion } from '../../language/features';
import { Inserter } from '../../language/insert';
import { withQuote } from '../../language/items';
import { cursorAt } from '../../text/cursor';
import { type MofDocument } from '../document';
import { completeComponents, completeItems } from './complete-components';
import { completeKeys } from './complete-keys';
import { completeLicenses } from './complete-licenses';
import { completeValues } from './complete-values';
import { type Completing } from './completing';
import { placeAt, type Place } from './places';
import { completeSkeletons } from './skeletons';

/** What can be typed at an offset, best first by `sortText`. */
export function complete(document: MofDocument, offset: number, today: () => Date): Completion[] {
  const cursor = cursorAt(document.parsed.text, document.parsed.syntax, offset);
  if (!cursor) return [];
  const at: Completing = { document, cursor, insert: new Inserter(document.parsed, cursor), today };
  const items = cursor.itemOf ? placeAt(cursor.itemOf) : undefined;
  const place = placeAt(cursor.path);
  const found = place ? completePlace(at, place) : [];
  if (items?.kind === 'list' && place?.kind !== 'list') found.push(...completeItems(at));
  return found.map((item) => withQuote(item, cursor));
}

function completePlace(at: Completing, place: Place): Completion[] {
  const { cursor } = at;
  switch (place.kind) {
    case 'list':
      // In flow style, items have their own place inside the brackets.
      return cursor.at === 'key' ? completeItems(at) : [];
    case 'map':
      return completeMap(at, place);
    case 'value':
      if (place.key === 'name' && place.area === 'component') return completeComponents(at);
      if (isLicense(place)) return completeLicenses(at, place);
      return completeValues(at, place);
  }
}

function completeMap(at: Completing, place: Extract<Place, { kind: 'map' }>): Completion[] {
  const { cursor } = at;
  if (cursor.at === 'value') {
    // A whole map can be written where an item of a list, or an empty document, is to begin.
    if (place.area === 'component') return completeItems(at);
    return place.area === 'root' ? completeSkeletons(at) : [];
  }
  const keys = completeKeys(at, place);
  if (place.area === 'component' && !cursor.siblings.size && !cursor.hasColon) return [...completeItems(at), ...keys];
  if (place.area === 'root' && !cursor.siblings.size && !cursor.hasColon) return [...completeSkeletons(at), ...keys];
  return keys;
}

function isLicense(place: Extract<Place, { kind: 'value' }>): boolean {
  return place.area === 'component' ? place.key === 'license' : place.area === 'global-license' && place.key === 'name';
}
