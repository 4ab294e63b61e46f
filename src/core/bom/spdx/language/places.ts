import { touches, type Span } from '../../../text/position';
import { asScalar, entryOf, type Entry, type MapNode, type ScalarNode, type TreeNode } from '../../../text/tree';
import { holdsIds, type SpdxDocument } from '../document';
import { ID_KEYS } from '../keys';
import { spdxClass, type SpdxClass, type SpdxProperty } from '../table';
import { importOf } from './lookup';
import { targetOf } from './properties';

/** What is written at an offset. */
export interface Place {
  /** Number of the element; undefined for what stands at the root beside the graph. */
  element: number | undefined;
  map: MapNode;
  /** The class of the map, as written or, where it says none, as the property asks for. */
  class: SpdxClass | undefined;
  entry: Entry;
  property: SpdxProperty | undefined;
  onKey: boolean;
  /** The text, number or word at the offset. */
  scalar: ScalarNode | undefined;
}

/** What is written at an offset; undefined between members. */
export function placeAt(document: SpdxDocument, offset: number): Place | undefined {
  const element = document.elementAt(offset);
  let node: TreeNode | undefined = element === undefined ? document.root : document.node(element);
  let place: Place | undefined;
  while (node) {
    if (node.kind === 'scalar') return place && { ...place, scalar: node };
    if (node.kind === 'list') {
      node = node.items.find((item) => touches(item, offset))?.value;
      continue;
    }
    const entry: Entry | undefined = node.entries.find((member) => touches(member, offset));
    if (!entry) return undefined;
    const of = classOf(node, place?.entry.key.text);
    const key = entry.key.text;
    const onKey = offset <= entry.key.end;
    place = { element, map: node, class: of, entry, property: of?.properties.get(key), onKey, scalar: undefined };
    if (onKey) return place;
    // What stands between elements is nothing.
    if (element === undefined && key === document.graphKey) return undefined;
    node = entry.value;
  }
  return undefined;
}

/** The class of a map: the one that it names, or the one that the property above it asks for. */
function classOf(map: MapNode, property: string | undefined): SpdxClass | undefined {
  const written = asScalar(entryOf(map, 'type')?.value)?.text;
  const asked = property === undefined ? undefined : targetOf(property);
  return spdxClass(written ?? '') ?? spdxClass(asked ?? '');
}

/** A mention of something that has an id. */
export interface NamedAt {
  id: string;
  /** Where it is written, without quotes. */
  span: Span;
  /** The id is that of the map in which it stands. */
  own: boolean;
}

/** The id at an offset: of an element, of what is no element, or of a thing that SPDX itself defines. */
export function idAt(document: SpdxDocument, offset: number): NamedAt | undefined {
  const place = placeAt(document, offset);
  if (!place?.scalar || typeof place.scalar.value !== 'string') return undefined;
  const key = place.entry.key.text;
  const own = ID_KEYS.has(key);
  if (!own && !holdsIds(key)) return undefined;
  const id = place.scalar.text;
  // A value of a dictionary is an id only where something has it.
  if (key === 'value' && !document.graph.definitionOf(id) && !importOf(document, id)) return undefined;
  if (id === '') return undefined;
  return { id, span: inner(place.scalar), own };
}

/** Where the characters of a text stand, without its quotes. */
export function inner({ start, end, style }: ScalarNode): Span {
  return style === 'double' ? { start: start + 1, end: end - 1 } : { start, end };
}
