import { t } from '../../../l10n';
import { type Span } from '../../../text/position';
import { asMap, asScalar, entryOf, type MapNode, type ScalarNode, type TreeNode } from '../../../text/tree';
import { type SpdxDocument } from '../document';
import { ID_KEYS } from '../keys';
import { individualClass } from '../table';
import { inner } from './places';

/** The map that an id belongs to: an element, or what stands inside of one; undefined where nothing in the file has it. */
export function mapOf(document: SpdxDocument, id: string): MapNode | undefined {
  const defined = document.graph.definitionOf(id);
  const root = defined && document.node(defined.element);
  return defined?.inner ? mapWith(root, id) : root;
}

function mapWith(node: TreeNode | undefined, id: string): MapNode | undefined {
  if (!node || node.kind === 'scalar') return undefined;
  if (node.kind === 'map' && idNode(node)?.text === id) return node;
  for (const { value } of node.kind === 'map' ? node.entries : node.items) {
    const deeper = mapWith(value, id);
    if (deeper) return deeper;
  }
  return undefined;
}

/** Where a map says its id. */
function idNode(map: MapNode | undefined): ScalarNode | undefined {
  const entry = map?.entries.find(({ key }) => ID_KEYS.has(key.text));
  return asScalar(entry?.value);
}

/** Where a document says that another one defines an id: the entry of `externalSpdxId` and what stands beside it. */
export function importOf(document: SpdxDocument, id: string): { map: MapNode; id: ScalarNode } | undefined {
  if (individualClass(id) !== undefined) return undefined;
  for (const element of document.graph.ofClass('SpdxDocument')) {
    const list = entryOf(document.node(element), 'import')?.value;
    for (const item of list?.kind === 'list' ? list.items : []) {
      const map = asMap(item.value);
      const named = asScalar(entryOf(map, 'externalSpdxId')?.value);
      if (map && named?.text === id) return { map, id: named };
    }
  }
  return undefined;
}

/** Where an id is defined: by an element, inside of one, or by an import. */
export function definitionSpan(document: SpdxDocument, id: string): Span | undefined {
  const node = idNode(mapOf(document, id)) ?? importOf(document, id)?.id;
  return node && inner(node);
}

/** An element in short: its name or, where it has none, its class. */
export function shortName(document: SpdxDocument, element: number): string {
  const { name, type } = document.data(element);
  if (typeof name === 'string' && name !== '') return name;
  return typeof type === 'string' ? type : t('an element');
}

/** What an id stands for, in short; the id itself where nothing in the file has it. */
export function shortNameOf(document: SpdxDocument, id: string): string {
  const defined = document.graph.definitionOf(id);
  if (!defined) return id;
  return defined.inner ? (defined.class?.name ?? id) : shortName(document, defined.element);
}
