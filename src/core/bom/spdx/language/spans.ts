import { type Span } from '../../../text/position';
import { type TreeNode } from '../../../text/tree';
import { holdsIds, type SpdxDocument } from '../document';
import { ID_KEYS } from '../keys';
import { inner } from './places';

/**
 * Where an id is written, without quotes, in order: as the id of something and as a reference. Elements that mention it
 * are known, so that finding it in their text is enough; they are read only where that leaves a doubt.
 */
export function spansOf(document: SpdxDocument, id: string): Span[] {
  const { graph, parsed } = document;
  const number = graph.ids.known(id);
  if (number === undefined) return [];
  const quoted = JSON.stringify(id);
  const found: Span[] = [];
  for (let element = 0; element < graph.elements.length; element++) {
    const { id: own, inner: objects, mentions } = graph.elements[element]!;
    let times = own === number ? 1 : 0;
    for (const object of objects) if (object.id === number) times++;
    for (let i = 1; i < mentions.length; i += 2) if (mentions[i] === number) times++;
    if (!times) continue;
    const { start, end } = document.span(element);
    const text = parsed.text.slice(start, end);
    const here: Span[] = [];
    for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1))
      here.push({ start: start + at + 1, end: start + at + quoted.length - 1 });
    // As many as there should be are the right ones, unless one is spelt with escapes.
    if (here.length === times && !text.includes('\\')) found.push(...here);
    else collect(document.node(element), '', id, found);
  }
  return found;
}

function collect(node: TreeNode | undefined, key: string, id: string, found: Span[]): void {
  if (node?.kind === 'map') for (const entry of node.entries) collect(entry.value, entry.key.text, id, found);
  else if (node?.kind === 'list') for (const item of node.items) collect(item.value, key, id, found);
  else if (node?.text === id && (ID_KEYS.has(key) || holdsIds(key))) found.push(inner(node));
}
