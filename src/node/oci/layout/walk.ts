import { type Descriptor } from '../../../core/oci/descriptor';
import { type Digest } from '../../../core/oci/digest';
import { type Index, type Manifest } from '../../../core/oci/manifest';
import { isIndexType, isManifestType } from '../../../core/oci/media-types';

/** Content that something refers to. */
export interface Referenced {
  readonly descriptor: Descriptor;
  /** The manifest or index that names it; absent for what the index of the layout names. */
  readonly by?: Digest;
}

/**
 * All content that can be reached from manifests: themselves, their configs and layers, and the manifests of indexes. Each
 * digest comes once, and before what it refers to.
 * @param read takes a manifest; undefined for one that is not to be followed
 */
export function* reachable(
  roots: readonly Descriptor[],
  read: (manifest: Referenced) => Manifest | Index | undefined,
): Generator<Referenced> {
  const seen = new Set<Digest>();
  const open: Referenced[] = roots.map((descriptor) => ({ descriptor })).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { digest, mediaType } = next.descriptor;
    if (seen.has(digest)) continue;
    seen.add(digest);
    yield next;
    if (!isManifestType(mediaType) && !isIndexType(mediaType)) continue;
    const document = read(next);
    if (!document) continue;
    const children = 'manifests' in document ? document.manifests : [document.config, ...document.layers];
    for (const descriptor of children.toReversed()) open.push({ descriptor, by: digest });
  }
}
