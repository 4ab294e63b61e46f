import { lstatSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { OCI } from '../../../core/oci/annotations';
import { type DocumentSummary, type ManifestProblem, type ManifestSummary } from '../../../core/oci/browse/manifest';
import { orderedLabels } from '../../../core/oci/browse/list';
import { type Descriptor } from '../../../core/oci/descriptor';
import { OciError, type OciErrorCode } from '../../../core/oci/errors';
import { readDocument, type Index, type Manifest } from '../../../core/oci/manifest';
import { isIndexType, isManifestType } from '../../../core/oci/media-types';
import { readLayers } from '../../../core/oci/modelpack/read';
import { stampOf } from '../../hashing/hash-file';
import { nameOf } from '../layout/tags';
import { type LocalStore } from '../stores/read-only';

/** How many manifests are read in one go, before others get their turn. */
const TURN = 64;

/** Where signatures of a model usually are among its files (OMS). */
const SIGNATURE_FILE = /\.sig$/;

/** Manifests that were read, by their digests: what has a digest never changes, unless it is damaged. */
export type KnownManifests = Map<string, { stamp: string; document: DocumentSummary }>;

/** All manifests of a store, each once with all its names, none of them read. */
export async function namedManifests(store: LocalStore): Promise<ManifestSummary[]> {
  const found = new Map<string, { manifest: Descriptor; names: Set<string> }>();
  for (const manifest of await store.manifests()) {
    const entry = found.get(manifest.digest) ?? { manifest, names: new Set() };
    const name = nameOf(manifest);
    if (name !== undefined) entry.names.add(name);
    found.set(manifest.digest, entry);
  }
  return [...found.values()].map(({ manifest: { digest, mediaType, size }, names }) => ({
    digest,
    mediaType,
    size,
    names: orderedLabels([...names]),
  }));
}

/**
 * Reads manifests. One that can't be read does not hide the others: what is wrong is said of it.
 * @param known what was read before; added to
 */
export async function readSummaries(
  store: LocalStore,
  manifests: readonly ManifestSummary[],
  known: KnownManifests,
  signal: AbortSignal | undefined,
): Promise<ManifestSummary[]> {
  const read: ManifestSummary[] = [];
  for (const [at, manifest] of manifests.entries()) {
    if (at % TURN === TURN - 1) await nextTurn();
    signal?.throwIfAborted();
    read.push({ ...manifest, ...(await readOne(store, manifest, known)) });
  }
  return read;
}

async function readOne(
  store: LocalStore,
  { digest, mediaType, size }: ManifestSummary,
  known: KnownManifests,
): Promise<Pick<ManifestSummary, 'document' | 'problem'>> {
  try {
    const descriptor = { digest, mediaType, size } as Descriptor;
    const stamp = stampIn(store, descriptor);
    const before = known.get(digest);
    if (before && before.stamp === stamp) return { document: before.document };
    known.delete(digest);
    if (!isManifestType(mediaType) && !isIndexType(mediaType))
      return { document: { artifactType: mediaType, totalBytes: size, parts: 0, isIndex: false, hasSignature: false } };
    const document = summaryOf(size, readDocument(await store.readManifest(descriptor)));
    if (stamp !== undefined) known.set(digest, { stamp, document });
    return { document };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    return { problem: problemOf(error) };
  }
}

/** Which state of its file a manifest is in; undefined where the file is not as it must be. */
function stampIn(store: LocalStore, descriptor: Descriptor): string | undefined {
  const location = store.location?.(descriptor);
  if (location?.kind !== 'file') return undefined;
  const stats = lstatSync(location.path, { bigint: true, throwIfNoEntry: false });
  return stats && stampOf(stats);
}

/** What of a manifest or index a list shows. */
export function summaryOf(size: number, document: Manifest | Index): DocumentSummary {
  const isIndex = 'manifests' in document;
  const parts = isIndex ? document.manifests : document.layers;
  const artifactType = document.artifactType ?? (isIndex ? undefined : document.config.mediaType);
  const created = document.annotations?.[OCI.created];
  const belonging = isIndex ? parts : [document.config, ...parts];
  return {
    ...(artifactType === undefined ? {} : { artifactType }),
    totalBytes: belonging.reduce((sum, part) => sum + part.size, size),
    ...(created === undefined ? {} : { created }),
    ...(document.subject ? { subject: document.subject.digest } : {}),
    parts: parts.length,
    isIndex,
    hasSignature: !isIndex && readLayers(document, undefined).some(({ path = '' }) => SIGNATURE_FILE.test(path)),
  };
}

const PROBLEMS: Partial<Record<OciErrorCode, ManifestProblem['kind']>> = {
  'not-found': 'missing',
  'digest-mismatch': 'damaged',
  'size-mismatch': 'damaged',
  malformed: 'damaged',
  changed: 'damaged',
  'too-large': 'damaged',
};

export function problemOf({ code, message }: OciError): ManifestProblem {
  return { kind: PROBLEMS[code] ?? 'unreadable', message };
}
