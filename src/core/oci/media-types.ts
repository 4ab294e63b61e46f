/** Media types of OCI (image-spec, media-types.md), and Docker's older ones of the same form. */
export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
export const DOCKER_MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_INDEX_TYPE = 'application/vnd.docker.distribution.manifest.list.v2+json';

/** What a manifest may come as: the `Accept` of a request. */
export const MANIFEST_TYPES: readonly string[] = [MANIFEST_TYPE, INDEX_TYPE, DOCKER_MANIFEST_TYPE, DOCKER_INDEX_TYPE];

export function isManifestType(mediaType: string): boolean {
  return mediaType === MANIFEST_TYPE || mediaType === DOCKER_MANIFEST_TYPE;
}

export function isIndexType(mediaType: string): boolean {
  return mediaType === INDEX_TYPE || mediaType === DOCKER_INDEX_TYPE;
}

/** The config of artifacts that have none: `{}` (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
export const EMPTY_TYPE = 'application/vnd.oci.empty.v1+json';

/** ModelPack (model-spec, spec.md). */
export const MODELPACK_MANIFEST_TYPE = 'application/vnd.cncf.model.manifest.v1+json';
export const MODELPACK_CONFIG_TYPE = 'application/vnd.cncf.model.config.v1+json';

/** ModelPack until v0.0.6, under its first name. */
export const CNAI_MANIFEST_TYPE = 'application/vnd.cnai.model.manifest.v1+json';
export const CNAI_CONFIG_TYPE = 'application/vnd.cnai.model.config.v1+json';

/** What is attached to a model by its subject. */
export const SPDX_TYPE = 'application/spdx+json';
export const CYCLONEDX_TYPE = 'application/vnd.cyclonedx+json';
export const IN_TOTO_TYPE = 'application/vnd.in-toto+json';
export const SIGSTORE_BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
