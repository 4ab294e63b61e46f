import { OCI } from '../../core/oci/annotations';
import { type Descriptor } from '../../core/oci/descriptor';
import { OciError } from '../../core/oci/errors';
import { readDocument } from '../../core/oci/manifest';
import { nameOf } from './layout/tags';
import { type LocalStore } from './stores/read-only';

/** An artifact as it is listed. */
export interface ListedArtifact extends Pick<Descriptor, 'mediaType' | 'digest' | 'size'> {
  /** Null for one without a name. */
  name: string | null;
  artifactType: string | null;
  /** Bytes with all that belongs to it; null where its manifest can't be read. */
  totalSize: number | null;
  created: string | null;
  /** What it is attached to. */
  subject: string | null;
}

/** All artifacts of a store: those with several names several times, and those without any. */
export async function listArtifacts(store: LocalStore): Promise<ListedArtifact[]> {
  const listed: ListedArtifact[] = [];
  for (const manifest of await store.manifests()) listed.push(await describe(store, manifest));
  return listed;
}

async function describe(store: LocalStore, manifest: Descriptor): Promise<ListedArtifact> {
  const { mediaType, digest, size } = manifest;
  const name = nameOf(manifest) ?? null;
  const unread = { name, mediaType, digest, size, artifactType: manifest.artifactType ?? null, totalSize: null };
  try {
    const document = readDocument(await store.readManifest(manifest));
    const parts = 'manifests' in document ? document.manifests : [document.config, ...document.layers];
    return {
      ...unread,
      artifactType: document.artifactType ?? ('config' in document ? document.config.mediaType : null),
      totalSize: parts.reduce((sum, part) => sum + part.size, size),
      created: document.annotations?.[OCI.created] ?? null,
      subject: document.subject?.digest ?? null,
    };
  } catch (error) {
    // One that is damaged, or elsewhere, does not hide the others.
    if (!(error instanceof OciError)) throw error;
    return { ...unread, created: null, subject: null };
  }
}
