import { asMap, type Entry, type MapNode, type TreeNode } from '../text/tree';
import { type MofDocument, type MofComponent, LICENSE_SCOPES } from './document';
import { FIELDS_OF, type Area, type Field, type Fields } from './fields';

/** A map of a MOF configuration together with the fields that belong there. */
export interface KnownMap {
  area: Area;
  map: MapNode;
  /** The entry that holds the map, such as `release:`; undefined for the root and for items of a list. */
  holder: Entry | undefined;
  component?: MofComponent;
  fields: Fields;
}

/** Every map that the format knows, outermost first. */
export function knownMaps(document: MofDocument): KnownMap[] {
  const maps: KnownMap[] = [];
  const add = (area: Area, node: TreeNode | undefined, holder?: Entry, component?: MofComponent): void => {
    const map = asMap(node);
    if (map) maps.push({ area, map, holder, fields: FIELDS_OF[area], ...(component ? { component } : {}) });
  };
  add('root', document.root);
  add('framework', document.framework?.value, document.framework);
  add('release', document.release, document.releaseEntry);
  add('license', document.licenseMap, document.licenseEntry);
  for (const scope of LICENSE_SCOPES) {
    const entry = document.globals[scope]?.entry;
    add('global-license', entry?.value, entry);
  }
  for (const component of document.components) add('component', component.map, undefined, component);
  return maps;
}

/** An entry that the format knows, in its map. */
export interface KnownField {
  known: KnownMap;
  entry: Entry;
  field: Field;
}

/** Every entry that the format knows, where it is written: what a merge key brings in is judged at its source. */
export function knownFields(document: MofDocument): KnownField[] {
  return knownMaps(document).flatMap((known) =>
    known.map.entries
      .filter((entry) => !entry.merged && Object.hasOwn(known.fields, entry.key.text))
      .map((entry) => ({ known, entry, field: known.fields[entry.key.text]! })),
  );
}
