import { type ArtifactSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { readIndex, readManifest } from '../../core/oci/manifest';
import { isIndexType } from '../../core/oci/media-types';
import { CONFIG_BYTES } from '../../core/oci/modelpack/config';
import { hasModelPackConfig, readModelArtifact, type ModelArtifact } from '../../core/oci/modelpack/read';
import { readWhole } from './read-whole';

/** What an artifact says of itself. */
export interface InspectedArtifact {
  descriptor: Descriptor;
  /** Absent for an index of several manifests. */
  artifact?: ModelArtifact;
  /** The manifests of an index. */
  manifests?: readonly Descriptor[];
  attached: readonly Descriptor[];
}

/**
 * Reads the manifest of an artifact, its config and what is attached, and none of its files.
 * @param name a tag, name or digest of the source
 * @throws {OciError}
 */
export async function inspectArtifact(
  store: ArtifactSource,
  name: string,
  requests: RequestOptions = {},
): Promise<InspectedArtifact> {
  const { mediaType, digest, size } = await store.resolve(name, requests);
  const descriptor = { mediaType, digest, size };
  const bytes = await store.readManifest(descriptor, requests);
  const attached = await store.referrers(descriptor, undefined, requests);
  if (isIndexType(mediaType)) return { attached, descriptor, manifests: readIndex(bytes).manifests };
  const manifest = readManifest(bytes);
  const config = hasModelPackConfig(manifest)
    ? await readWhole(store, manifest.config, CONFIG_BYTES, requests)
    : undefined;
  const artifactType = manifest.artifactType ?? manifest.config.mediaType;
  return { attached, descriptor: { ...descriptor, artifactType }, artifact: readModelArtifact(bytes, config) };
}
