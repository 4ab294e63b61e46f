import { asMap, type Entry, type MapNode, type ParsedText } from '../../text/tree';
import { CONFIG_FIELDS, type ConfigField, type ConfigFields } from './config-fields';

/** A map of a config that the specification knows, with what may stand in it. */
export interface ConfigMap {
  /** Its path in {@link CONFIG_FIELDS}. */
  path: string;
  map: MapNode;
  fields: ConfigFields;
}

/** The config of a ModelPack artifact with every part at its place in the text. */
export class ConfigDocument {
  readonly root: MapNode | undefined;
  /** The maps that are there, the outer ones first. */
  readonly maps: readonly ConfigMap[];

  constructor(readonly parsed: ParsedText) {
    this.root = asMap(parsed.root);
    this.maps = this.root ? mapsIn('', this.root) : [];
  }
}

/** The field that an entry is, under its name of today or of v0.0.6; undefined for what the map has not. */
export function fieldOf(fields: ConfigFields, key: string): { name: string; field: ConfigField } | undefined {
  if (Object.hasOwn(fields, key)) return { name: key, field: fields[key]! };
  const renamed = Object.entries(fields).find(([, { formerly }]) => formerly === key);
  return renamed && { name: renamed[0], field: renamed[1] };
}

/** The entries of a map that the specification knows. */
export function knownEntries({ map, fields }: ConfigMap): { entry: Entry; name: string; field: ConfigField }[] {
  return map.entries.flatMap((entry) => {
    const known = fieldOf(fields, entry.key.text);
    return known ? [{ entry, ...known }] : [];
  });
}

/** The path of a map in another one. */
export function pathOf(outer: string, key: string): string {
  return outer ? `${outer}.${key}` : key;
}

function mapsIn(path: string, map: MapNode): ConfigMap[] {
  const fields = CONFIG_FIELDS[path]!;
  const inner = map.entries.flatMap((entry) => {
    const value = asMap(entry.value);
    const known = fieldOf(fields, entry.key.text);
    return value && known?.field.type === 'map' ? mapsIn(pathOf(path, known.name), value) : [];
  });
  return [{ path, map, fields }, ...inner];
}
