import { type Span } from '../../../text/position';
import {
  asMap,
  asScalar,
  entryOf,
  writtenSpan,
  type Entry,
  type Item,
  type MapNode,
  type TreeNode,
} from '../../../text/tree';
import { type SpdxDocument } from '../document';
import { propertyName } from '../table';
import { type MentionPlace, type PlacedProblem } from './problem';

/** The entry or item that a problem is about; undefined where it is about a whole element. */
export function holderOf(document: SpdxDocument, problem: PlacedProblem): Entry | Item | undefined {
  const { element, mention, path } = problem;
  return mention ? mentionIn(document, element, mention) : document.at(element, path);
}

/** Where a problem is written. */
export function placeOf(document: SpdxDocument, problem: PlacedProblem): Span {
  const holder = holderOf(document, problem);
  const { element, part, facts } = problem;
  if (part === 'head') return headOf(document, element, holder ? asMap(holder.value) : document.node(element));
  if (!holder) return document.span(element);
  if (part === 'key' && 'key' in holder) return holder.key;
  const span = writtenSpan(holder);
  return facts.offset === undefined ? span : within(document.parsed.text, span, Number(facts.offset), String(facts.id));
}

/** Where a map that lacks something is named: its type, or else its first key. */
export function headOf(document: SpdxDocument, element: number, map: MapNode | undefined): Span {
  if (!map) return document.span(element);
  const type = entryOf(map, 'type');
  if (type?.value) return type.value;
  return map.entries[0]?.key ?? { start: map.start, end: map.end };
}

/** A part of a text in quotes; all of it where escapes make its place uncertain. */
function within(text: string, span: Span, offset: number, part: string): Span {
  const start = span.start + 1 + offset;
  return text.startsWith(part, start) && !text.slice(span.start, start).includes('\\')
    ? { start, end: start + part.length }
    : span;
}

/** Where an element mentions an id under a property. */
function mentionIn(document: SpdxDocument, element: number, { property, id }: MentionPlace): Entry | Item | undefined {
  return find(document.node(element), propertyName(property), document.textOfId(id));
}

function find(node: TreeNode | undefined, property: string, id: string): Entry | Item | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) {
    const holders = entry.value?.kind === 'list' ? entry.value.items : [entry];
    for (const holder of holders) {
      // A misspelt key may have been read as the right one.
      if (asScalar(holder.value)?.value === id && (entry.key.text === property || !entryOf(node, property)))
        return holder;
      const inside = find(holder.value, property, id);
      if (inside) return inside;
    }
  }
  return undefined;
}
