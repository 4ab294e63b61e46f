import { cleanPath } from '../../folder/paths';
import { scalarType } from '../../text/scalars';
import {
  asList,
  asMap,
  asScalar,
  entryOf,
  type Entry,
  type Item,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type TreeNode,
} from '../../text/tree';
import { KIT_FIELDS, type KitArea, type KitFields } from './fields';

/** What becomes of a layer. */
export type KitSection = 'model' | 'part' | 'code' | 'dataset' | 'doc' | 'prompt' | 'mcp-server';

/** A value of a key, when it is a text that is not empty. */
export interface KitText {
  entry: Entry;
  node: ScalarNode;
  text: string;
}

/** One thing that is packed: the model, one of its parts, or an item of a section. */
export interface KitLayer {
  section: KitSection;
  /** What holds the map: `model:`, or the item of a list. */
  holder: Entry | Item;
  map: MapNode;
  path: KitText | undefined;
  name: KitText | undefined;
  /** Where a dataset is fetched from. */
  remotePath: KitText | undefined;
}

/** A map of a Kitfile with the fields that belong there. */
export interface KitMap {
  area: Exclude<KitArea, 'parameters'>;
  map: MapNode;
  holder: Entry | Item | undefined;
  fields: KitFields;
}

const SECTIONS: readonly (readonly [string, KitSection])[] = [
  ['code', 'code'],
  ['datasets', 'dataset'],
  ['docs', 'doc'],
  ['prompts', 'prompt'],
  ['mcpServers', 'mcp-server'],
];

/** A Kitfile with every part at its place in the text. Parts that are missing or of a wrong type are left out. */
export class KitfileDocument {
  readonly root: MapNode | undefined;
  /** In the order in which `kit` packs them. */
  readonly layers: readonly KitLayer[];
  /** Every map that the format knows, outermost first. */
  readonly maps: readonly KitMap[];

  constructor(readonly parsed: ParsedText) {
    this.root = asMap(parsed.root);
    const maps: KitMap[] = [];
    const layers: KitLayer[] = [];
    const add = (area: KitMap['area'], map: MapNode | undefined, holder: Entry | Item | undefined) => {
      if (map) maps.push({ area, map, holder, fields: KIT_FIELDS[area] });
    };
    const layer = (section: KitSection, holder: Entry | Item) => {
      const map = asMap(holder.value);
      if (!map) return;
      add(section, map, holder);
      const text = (key: string) => this.text(map, key);
      const [path, name, remotePath] = [text('path'), text('name'), text('remotePath')];
      layers.push({ section, holder, map, path, name, remotePath });
    };
    add('root', this.root, undefined);
    const pack = entryOf(this.root, 'package');
    add('package', asMap(pack?.value), pack);
    const model = entryOf(this.root, 'model');
    if (model) layer('model', model);
    for (const part of asList(entryOf(model?.value, 'parts')?.value)?.items ?? []) layer('part', part);
    for (const [key, section] of SECTIONS)
      for (const item of asList(entryOf(this.root, key)?.value)?.items ?? []) layer(section, item);
    this.maps = maps;
    this.layers = layers;
  }

  /** The text at a key of a map; undefined where there is none, or it is empty. */
  text(map: TreeNode | undefined, key: string): KitText | undefined {
    const entry = entryOf(map, key);
    const node = asScalar(entry?.value);
    return entry && node && node.text !== '' && !this.isNull(node) ? { entry, node, text: node.text } : undefined;
  }

  /** Whether nothing is said: no value, or one that stands for none. */
  isNull(node: TreeNode | undefined): boolean {
    return !node || (node.kind === 'scalar' && scalarType(node, this.parsed.syntax) === 'null');
  }

  /** Layers that KitOps would have at a path, in the form in which it compares them. Prompts may share theirs. */
  byPath(): Map<string, KitLayer[]> {
    const found = new Map<string, KitLayer[]>();
    for (const layer of this.layers) {
      if (layer.section === 'prompt' || !layer.path) continue;
      const clean = cleanPath(layer.path.text);
      const same = found.get(clean);
      if (same) same.push(layer);
      else found.set(clean, [layer]);
    }
    return found;
  }
}
