import { type TextEdit } from '../text/edit';
import { editorFor, type NewMap, type NewValue } from '../text/editor';
import { asScalar, type Entry, type MapNode } from '../text/tree';
import { component, componentMeaning } from './components';
import { type MofDocument } from './document';

/** A component as it is added to a release: its exact name, and what it is. Its licence is inherited. */
export function newComponent(id: number): NewMap {
  return { name: component(id).name, description: componentMeaning(id) };
}

/**
 * Edits that add components at the end of `release.components`, which is created where it is missing or empty.
 * Components that are already listed by their exact name are left out. No edits where there is nothing to add to, such
 * as a release that is not a map.
 */
export function addComponentEdits(document: MofDocument, ids: readonly number[]): TextEdit[] {
  const listed = new Set(document.components.map((c) => c.definition?.id));
  const items = ids.filter((id) => !listed.has(id)).map(newComponent);
  if (!items.length) return [];
  const editor = editorFor(document.parsed);
  const { root, release, releaseEntry, componentsEntry, list } = document;
  if (list && componentsEntry) return editor.addItems(list, componentsEntry, items);
  if (release) return place(document, release, componentsEntry, 'components', items);
  if (root) return place(document, root, releaseEntry, 'release', { components: items });
  return [];
}

/** Gives a key of a map its value, unless it has one already that is not of the right type. */
function place(
  document: MofDocument,
  map: MapNode,
  entry: Entry | undefined,
  key: string,
  value: NewValue,
): TextEdit[] {
  const editor = editorFor(document.parsed);
  if (!entry) return editor.addEntry(map, key, value, 'last');
  const scalar = asScalar(entry.value);
  if (entry.value && !(scalar && document.isNull(scalar))) return [];
  return editor.setValue(map, entry, value);
}
