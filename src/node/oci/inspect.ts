import { type ArtifactSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { readIndex, readManifest } from '../../core/oci/manifest';
import { EMPTY_TYPE, isIndexType } from '../../core/oci/media-types';
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
  const attached = await told(store, await store.referrers(descriptor, undefined, requests), requests);
  if (isIndexType(mediaType)) return { attached, descriptor, manifests: readIndex(bytes).manifests };
  const manifest = readManifest(bytes);
  const config = hasModelPackConfig(manifest)
    ? await readWhole(store, manifest.config, CONFIG_BYTES, requests)
    : undefined;
  const artifactType = manifest.artifactType ?? manifest.config.mediaType;
  return { attached, descriptor: { ...descriptor, artifactType }, artifact: readModelArtifact(bytes, config) };
}

/** Manifests that are read because a registry does not tell what they attach. */
const MOST_UNTOLD = 50;

/**
 * What is attached, with its types: registries that list the type of the config in their place, as the specification had it once,
 * are not believed.
 */
async function told(
  store: ArtifactSource,
  attached: readonly Descriptor[],
  requests: RequestOptions,
): Promise<readonly Descriptor[]> {
  const untold = attached.filter(({ artifactType }) => artifactType === EMPTY_TYPE).slice(0, MOST_UNTOLD);
  const known = new Map<string, Descriptor>();
  for (const { mediaType, digest, size } of untold) {
    const { artifactType, annotations } = readManifest(await store.readManifest({ mediaType, digest, size }, requests));
    if (artifactType !== undefined)
      known.set(digest, { mediaType, digest, size, artifactType, ...(annotations && { annotations }) });
  }
  return attached.map((each) => known.get(each.digest) ?? each);
}
