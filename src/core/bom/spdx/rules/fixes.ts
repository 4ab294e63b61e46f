import { type Fix } from '../../../findings/finding';
import { type TextEdit } from '../../../text/edit';
import { editorFor, type NewMap, type NewValue } from '../../../text/editor';
import { asList, asMap, asScalar, entryOf, type Entry, type MapNode, type ScalarNode } from '../../../text/tree';
import { holderOf } from '../check/place';
import { type Path } from '../check/problem';
import { type SpdxDocument } from '../document';
import { type Case } from './problem-rule';

/** The scalar that a problem is about. */
export function scalarOf({ document, problem }: Case): ScalarNode | undefined {
  return asScalar(holderOf(document, problem)?.value);
}

/** The map that a problem is about. */
export function mapOf({ document, problem }: Case): MapNode | undefined {
  return mapAt(document, problem.element, problem.path);
}

/** The entry that a problem is about, with the map around it: both of one tree, as edits need them. */
export function entryOfCase({ document, problem }: Case): { map: MapNode; entry: Entry } | undefined {
  const { element, path } = problem;
  const key = path.at(-1);
  const map = mapAt(document, element, path.slice(0, -1));
  const entry = typeof key === 'string' ? entryOf(map, key) : undefined;
  return map && entry && { map, entry };
}

function mapAt(document: SpdxDocument, element: number, path: Path): MapNode | undefined {
  return path.length ? asMap(document.at(element, path)?.value) : document.node(element);
}

/** Writes another text in place of the one that a problem is about. */
export function replaceText(of: Case, title: string, text: string, safe: boolean): Fix | undefined {
  const node = scalarOf(of);
  return node && { title, safe, edits: editorFor(of.document.parsed).setText(node, text) };
}

/** Adds a property to the map that a problem is about; right behind its type or id, where properties are looked for. */
export function addProperty(of: Case, title: string, key: string, value: NewValue, safe: boolean): Fix | undefined {
  const map = mapOf(of);
  return map && { title, safe, edits: editorFor(of.document.parsed).addEntry(map, key, value, 'last') };
}

/** Adds elements at the end of the graph. */
export function addElements(document: SpdxDocument, elements: NewMap[]): TextEdit[] {
  const holder = document.graphKey && entryOf(document.root, document.graphKey);
  const list = holder && asList(holder.value);
  return list ? editorFor(document.parsed).addItems(list, holder, elements) : [];
}

/** An id for a new element, made from that of the element it belongs to. */
export function newId(document: SpdxDocument, from: string, name: string): string {
  const start = `${from}${from.includes('#') ? '-' : '#'}${name}`;
  let id = start;
  for (let n = 2; document.graph.definitionOf(id); n++) id = `${start}-${n}`;
  return id;
}
