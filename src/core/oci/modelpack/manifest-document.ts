import {
  asList,
  asMap,
  asScalar,
  entryOf,
  type Entry,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type TreeNode,
} from '../../text/tree';
import { CNAI, MODELPACK, OCI } from '../annotations';
import { isDigest, type Digest } from '../digest';
import { parseLayerType, type LayerType } from './layer-type';

/** One layer of a manifest at its place in the text. Parts that are missing or of a wrong type are undefined. */
export interface WrittenLayer {
  index: number;
  node: TreeNode;
  map: MapNode | undefined;
  mediaType: ScalarNode | undefined;
  type: LayerType | undefined;
  digest: Digest | undefined;
  size: number | undefined;
  annotationsEntry: Entry | undefined;
  annotations: MapNode | undefined;
  /** The path, under the name of today or of v0.0.6. */
  filepath: ScalarNode | undefined;
  title: ScalarNode | undefined;
  metadata: ScalarNode | undefined;
  untested: ScalarNode | undefined;
}

/** The manifest of a ModelPack artifact with every part at its place in the text. */
export class ManifestDocument {
  readonly root: MapNode | undefined;
  readonly config: MapNode | undefined;
  readonly layersEntry: Entry | undefined;
  readonly layers: readonly WrittenLayer[];
  readonly annotationsEntry: Entry | undefined;
  readonly annotations: MapNode | undefined;

  constructor(readonly parsed: ParsedText) {
    this.root = asMap(parsed.root);
    this.config = asMap(entryOf(this.root, 'config')?.value);
    this.layersEntry = entryOf(this.root, 'layers');
    const items = asList(this.layersEntry?.value)?.items ?? [];
    this.layers = items.flatMap(({ value }, index) => (value ? [readLayer(value, index)] : []));
    this.annotationsEntry = entryOf(this.root, 'annotations');
    this.annotations = asMap(this.annotationsEntry?.value);
  }
}

/** A text: a JSON string, not a number or truth value. */
export function textAt(node: TreeNode | undefined, key: string): ScalarNode | undefined {
  const scalar = asScalar(entryOf(node, key)?.value);
  return typeof scalar?.value === 'string' ? scalar : undefined;
}

function readLayer(node: TreeNode, index: number): WrittenLayer {
  const map = asMap(node);
  const mediaType = textAt(map, 'mediaType');
  const annotationsEntry = entryOf(map, 'annotations');
  const annotations = asMap(annotationsEntry?.value);
  const digest = textAt(map, 'digest')?.text;
  const size = asScalar(entryOf(map, 'size')?.value)?.value;
  const [metadata, oldMetadata] = CNAI.metadata;
  return {
    index,
    node,
    map,
    mediaType,
    type: mediaType && parseLayerType(mediaType.text),
    digest: isDigest(digest) ? digest : undefined,
    size: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : undefined,
    annotationsEntry,
    annotations,
    filepath: textAt(annotations, MODELPACK.filepath) ?? textAt(annotations, CNAI.filepath),
    title: textAt(annotations, OCI.title),
    metadata:
      textAt(annotations, MODELPACK.metadata) ?? textAt(annotations, metadata) ?? textAt(annotations, oldMetadata),
    untested: textAt(annotations, MODELPACK.untested),
  };
}
