import { type Descriptor } from '../../../core/oci/descriptor';
import { isDigest, type Digest } from '../../../core/oci/digest';
import { type Index, type Manifest } from '../../../core/oci/manifest';
import { reachable, type Referenced } from './walk';

/** What removing manifests would do. */
export interface Removal {
  /** Blobs that nothing else leads to, which this program has written: they are cleared away. */
  blobs: number;
  bytes: number;
  /** Blobs that others need as well, or that other programs have written: they stay. */
  kept: number;
}

/**
 * What goes with manifests when they are taken out of an index.
 * @param removed the manifests that go
 * @param others all that the index names besides
 * @param made what this program has written
 * @param read takes a manifest; undefined for one that can't be read
 */
export function removalOf(
  removed: readonly Descriptor[],
  others: readonly Descriptor[],
  made: readonly string[],
  read: (manifest: Referenced) => Manifest | Index | undefined,
): Removal {
  const used = new Set<Digest>();
  for (const { descriptor } of reachable(others, read)) used.add(descriptor.digest);
  const ours = new Set(made.filter(isDigest));
  const removal: Removal = { blobs: 0, bytes: 0, kept: 0 };
  for (const { descriptor } of reachable(removed, read)) {
    if (used.has(descriptor.digest) || !ours.has(descriptor.digest)) removal.kept++;
    else {
      removal.blobs++;
      removal.bytes += descriptor.size;
    }
  }
  return removal;
}
