import { t } from '../../../core/l10n';
import { type ArtifactContents, type BrowsedLayer } from '../../../core/oci/browse/layers';
import { attachmentKind } from '../../../core/oci/browse/attachment';
import { type AttachedManifest } from '../../../core/oci/browse/artifacts';
import { type ArtifactStore, type RequestOptions } from '../../../core/oci/content';
import { plainDescriptor, type Descriptor } from '../../../core/oci/descriptor';
import { parseDigest } from '../../../core/oci/digest';
import { discover, type Attached } from '../../../core/oci/discover';
import { OciError } from '../../../core/oci/errors';
import { readDocument } from '../../../core/oci/manifest';
import { isIndexType, isManifestType } from '../../../core/oci/media-types';
import { readLayers } from '../../../core/oci/modelpack/read';

import { orFailure, type Failure } from '../../failure';
import { withPlace, type Place } from '../place';
import { readWhole } from '../read-whole';

/** What an artifact consists of, by its manifest; no file of it is read. */
export function browseArtifact(place: Place, signal?: AbortSignal): Promise<ArtifactContents | Failure> {
  const requests = signal ? { signal } : {};
  return orFailure(() => withPlace(place, (store, name) => contents(store, name, requests)));
}

/** The same of an artifact in a registry, with all that is attached to it: a request for each attached manifest. */
export function browseAttached(
  place: Place,
  signal?: AbortSignal,
): Promise<(ArtifactContents & { attached: readonly AttachedManifest[] }) | Failure> {
  const requests = signal ? { signal } : {};
  return orFailure(() =>
    withPlace(place, async (store, name) => {
      const found = await contents(store, name, requests);
      const subject = { digest: parseDigest(found.digest), mediaType: found.mediaType, size: found.size };
      return { ...found, attached: (await discover(store, subject, undefined, requests)).map(attachedManifest) };
    }),
  );
}

function attachedManifest({ descriptor, attached }: Attached): AttachedManifest {
  const { digest, mediaType, size, artifactType } = descriptor;
  return {
    manifest: {
      digest,
      mediaType,
      size,
      names: [],
      document: {
        ...(artifactType === undefined ? {} : { artifactType }),
        totalBytes: size,
        parts: 0,
        isIndex: false,
        hasSignature: false,
      },
    },
    kind: attachmentKind(artifactType),
    attached: attached.map(attachedManifest),
  };
}

async function contents(store: ArtifactStore, name: string, requests: RequestOptions): Promise<ArtifactContents> {
  const descriptor = plainDescriptor(await store.resolve(name, requests));
  const document = readDocument(await store.readManifest(descriptor, requests));
  const { digest, mediaType, size } = descriptor;
  const common = { digest, mediaType, size };
  if ('manifests' in document)
    return {
      ...common,
      artifactType: document.artifactType ?? mediaType,
      layers: [],
      manifests: document.manifests.map((each) => ({
        digest: each.digest,
        mediaType: each.mediaType,
        size: each.size,
        ...(each.platform ? { platform: `${each.platform.os}/${each.platform.architecture}` } : {}),
      })),
    };
  const isHere = presence(store);
  const { config } = document;
  return {
    ...common,
    artifactType: document.artifactType ?? config.mediaType,
    config: { ...plain(config), isArchive: false, ...isHere(config) },
    layers: readLayers(document, undefined).map(({ descriptor: layer, path, kind, form, unsafe }) => ({
      ...plain(layer),
      isArchive: form.archive === 'tar',
      ...(path === undefined ? {} : { path }),
      ...(kind === undefined ? {} : { kind }),
      ...(unsafe === undefined ? {} : { unsafe }),
      ...isHere(layer),
    })),
    manifests: [],
  };
}

function plain({ digest, mediaType, size }: Descriptor): Pick<BrowsedLayer, 'digest' | 'mediaType' | 'size'> {
  return { digest, mediaType, size };
}

/** Whether blobs are in a store on this machine; of a registry that would be a request for each. */
function presence(store: ArtifactStore): (blob: Descriptor) => Pick<BrowsedLayer, 'isHere'> {
  const { location } = store;
  if (!location) return () => ({});
  return (blob) => {
    if (blob.data) return { isHere: true };
    const found = location.call(store, blob);
    return found?.kind === 'repository' ? {} : { isHere: found !== undefined };
  };
}

/** What is shown of a file of an artifact at most. */
const SHOWN_BYTES = 4 * 1024 * 1024;

/**
 * The text of a small file of an artifact, or of a manifest, verified against its digest.
 * @param blob as the artifact lists it
 */
export function readText(
  place: Place,
  blob: Pick<BrowsedLayer, 'digest' | 'mediaType' | 'size'>,
  signal?: AbortSignal,
): Promise<string | Failure> {
  const requests = signal ? { signal } : {};
  return orFailure(() =>
    withPlace(place, async (store) => {
      const descriptor: Descriptor = { ...blob, digest: parseDigest(blob.digest) };
      const isManifest = isManifestType(blob.mediaType) || isIndexType(blob.mediaType);
      const bytes = isManifest
        ? await store.readManifest(descriptor, requests)
        : await readWhole(store, descriptor, SHOWN_BYTES, requests);
      return textOf(bytes, blob.digest);
    }),
  );
}

/** @throws {OciError} `unsupported` for what is no text */
function textOf(bytes: Uint8Array, digest: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new OciError('unsupported', t('{0} is no text, and cannot be shown; extract the artifact instead.', digest));
}
