import { t } from '../l10n';
import { counting } from '../signing/model/counting';
import { type Progress } from '../signing/model/model';
import { type ArtifactSource, type ArtifactTarget, type OpenFrom } from './content';
import { plainDescriptor, type Descriptor } from './descriptor';
import { type Digest } from './digest';
import { OciError } from './errors';
import { readDocument } from './manifest';
import { isIndexType, isManifestType } from './media-types';

export interface CopyOptions {
  /** Names that the copy gets; none when it is to be known by its digest alone. */
  names?: readonly string[];
  /** Copies what is attached too, and what is attached to that. */
  referrers?: boolean;
  /** How many blobs are copied at a time. */
  concurrency?: number;
  /** Told of the blobs. */
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** What was copied. */
export interface Copied {
  descriptor: Descriptor;
  /** Manifests and indexes, what is attached included. */
  manifests: number;
  blobs: number;
  bytes: number;
  /** Of the blobs, those that were there already. */
  present: number;
}

/** More streams gain little, and registries begin to refuse. */
const CONCURRENCY = 4;

/** Manifests of one artifact with all that is attached. */
const MAX_MANIFESTS = 10_000;

/** A manifest that is to be copied. */
interface Node {
  descriptor: Descriptor;
  bytes: Uint8Array;
}

/**
 * Copies an artifact: its blobs, then its manifests, then its names, so that nothing is ever there that leads nowhere.
 * @param reference a tag or digest of the source
 * @throws {OciError} what source and target throw; `too-large` for very many manifests
 */
export async function copyArtifact(
  source: ArtifactSource,
  reference: string,
  target: ArtifactTarget,
  options: CopyOptions = {},
): Promise<Copied> {
  const copy = () => copyNow(source, reference, target, options);
  return target.writing ? target.writing(copy) : copy();
}

async function copyNow(
  source: ArtifactSource,
  reference: string,
  target: ArtifactTarget,
  options: CopyOptions,
): Promise<Copied> {
  const { names = [], referrers = false, signal } = options;
  const requests = signal ? { signal } : {};
  const root = await source.resolve(reference, requests);
  const graph = new Graph(source, requests);
  await graph.add(root, referrers);
  const blobs = [...graph.blobs.values()].sort((a, b) => b.size - a.size);
  const present = await copyBlobs(source, target, blobs, options);
  for (const { descriptor, bytes } of graph.manifests) {
    signal?.throwIfAborted();
    await target.writeManifest(plainDescriptor(descriptor), bytes, requests);
  }
  for (const name of names) await target.tag(plainDescriptor(root), name, requests);
  return {
    descriptor: plainDescriptor(root),
    manifests: graph.manifests.length,
    blobs: blobs.length,
    bytes: blobs.reduce((sum, { size }) => sum + size, 0),
    present,
  };
}

/** All that belongs to an artifact. */
class Graph {
  /** Each behind those it names, and behind what it is attached to. */
  readonly manifests: Node[] = [];
  readonly blobs = new Map<Digest, Descriptor>();
  private readonly seen = new Set<Digest>();

  constructor(
    private readonly source: ArtifactSource,
    private readonly requests: { signal?: AbortSignal },
  ) {}

  async add(root: Descriptor, referrers: boolean): Promise<void> {
    await this.tree(root);
    if (!referrers) return;
    // The list grows as what is attached is added.
    for (const { descriptor } of this.manifests)
      for (const referrer of await this.source.referrers(plainDescriptor(descriptor), undefined, this.requests))
        await this.tree(referrer);
  }

  private async tree(descriptor: Descriptor): Promise<void> {
    const { digest, mediaType } = descriptor;
    if (this.seen.has(digest)) return;
    if (!isManifestType(mediaType) && !isIndexType(mediaType)) {
      this.blobs.set(digest, descriptor);
      return;
    }
    this.seen.add(digest);
    if (this.seen.size > MAX_MANIFESTS)
      throw new OciError('too-large', t('{0} consists of more than {1} manifests.', this.source.name, MAX_MANIFESTS));
    const bytes = await this.source.readManifest(descriptor, this.requests);
    const document = readDocument(bytes);
    if ('manifests' in document) for (const child of document.manifests) await this.tree(child);
    else for (const blob of [document.config, ...document.layers]) this.blobs.set(blob.digest, blob);
    this.manifests.push({ descriptor, bytes });
  }
}

/** Copies blobs, several at a time; the first failure ends all. Returns how many were there already. */
async function copyBlobs(
  source: ArtifactSource,
  target: ArtifactTarget,
  blobs: readonly Descriptor[],
  { concurrency = CONCURRENCY, progress, signal }: CopyOptions,
): Promise<number> {
  const advance = counting(blobs, progress);
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const open = blobs.values();
  let present = 0;
  const copy = async (blob: Descriptor) => {
    let written = 0;
    const told = (bytes: number) => {
      written += bytes;
      advance(bytes, 0);
    };
    const location = source.location?.(blob);
    // What the manifest itself has of a blob, nobody has verified.
    const isVerified = () => !blob.data && (source.isVerified?.(blob) ?? false);
    const options = { progress: told, signal: stop, isVerified, ...(location && { location }) };
    await target.write(blob, opener(source, blob, stop), options);
    if (!written) present++;
    advance(blob.size - written, 1);
  };
  const work = async () => {
    try {
      for (const blob of open) {
        stop.throwIfAborted();
        await copy(blob);
      }
    } catch (error) {
      failed.abort(error);
    }
  };
  // All have to be at rest before anybody is told; of the others it is known that they were stopped.
  await Promise.all(Array.from({ length: Math.min(concurrency, blobs.length) }, work));
  failed.signal.throwIfAborted();
  return present;
}

/** The content itself where the manifest has it: it need not be anywhere else. */
function opener(source: ArtifactSource, blob: Descriptor, signal: AbortSignal): OpenFrom {
  const { data } = blob;
  if (!data) return (from) => source.open(blob, from, { signal });
  return async (from) =>
    (async function* () {
      yield data.subarray(from);
    })();
}
