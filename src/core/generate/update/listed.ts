import { get, isObject, items, readJson, text as textOf, type Json } from '../../bom/view/json';
import { spdxElements } from '../../bom/view/spdx';
import { type Pointer } from '../../bom/view/view';
import { SpdxGraph } from '../spdx/graph';

/** A file in a bill of materials that was made from a folder. */
export interface ListedFile {
  at: Pointer;
  /** In small hex digits. */
  sha256?: string;
}

/** What a bill of materials that was made from a folder says of its files, and when. */
export interface Listing {
  /** SPDX `created`, CycloneDX `timestamp`, in whole seconds; undefined where none can be read. */
  made: Date | undefined;
  /** @param path relative to the folder, with `/` */
  file(path: string): ListedFile | undefined;
}

/**
 * @param text a bill of materials, of which nothing is taken for granted
 * @throws {BomError} for what is no JSON
 */
export function listingOf(kind: 'spdx' | 'cyclonedx', text: string): Listing {
  const root = readJson(text);
  return kind === 'spdx' ? spdxListing(root) : cycloneDxListing(root);
}

function spdxListing(root: Json): Listing {
  const elements = isObject(root) ? spdxElements(root) : [];
  const files = new Map<string, ListedFile>();
  for (const { type, id, value, path } of elements)
    if (type === 'software_File' && id !== undefined)
      files.set(id, { at: path, ...sha256In(value, ['verifiedUsing', 'algorithm', 'hashValue'], 'sha256') });
  const graph = new SpdxGraph(elements.find(({ type }) => type === 'SpdxDocument')?.id ?? '');
  const head = elements.find(({ type }) => type === 'CreationInfo')?.value;
  return { made: timeIn(head, 'created'), file: (path) => files.get(graph.id(`File/${path}`)) };
}

function cycloneDxListing(root: Json): Listing {
  const metadata = get(root, 'metadata');
  const files = new Map<string, ListedFile>();
  for (const { item, path } of items(get(metadata, 'component'), 'components', '/metadata/component'))
    files.set(textOf(item, 'bom-ref') ?? '', { at: path, ...sha256In(item, ['hashes', 'alg', 'content'], 'SHA-256') });
  return { made: timeIn(metadata, 'timestamp'), file: (path) => files.get(`file/${path}`) };
}

function sha256In(
  value: Json,
  [list, algorithm, content]: readonly [string, string, string],
  name: string,
): Pick<ListedFile, 'sha256'> {
  const hash = items(value, list, '').find(({ item }) => textOf(item, algorithm) === name);
  const sha256 = textOf(hash?.item, content)?.toLowerCase();
  return sha256 === undefined ? {} : { sha256 };
}

function timeIn(value: Json | undefined, key: string): Date | undefined {
  const time = new Date(textOf(value, key) ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time;
}
