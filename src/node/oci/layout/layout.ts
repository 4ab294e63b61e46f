import { t } from '../../../core/l10n';
import {
  type ArtifactStore,
  type ContentLocation,
  type OpenFrom,
  type RequestOptions,
  type WriteOptions,
} from '../../../core/oci/content';
import { plainDescriptor, type Descriptor } from '../../../core/oci/descriptor';
import { isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readDocument } from '../../../core/oci/manifest';
import { blobStats, hasBlob, readBlobFrom, readManifestBlob, requireDigest } from './blobs';
import { findLayout, findOrMakeLayout, refuseKitOps } from './create';
import { readLines, syncFolder } from './files';
import { collectGarbage, type Garbage } from './garbage';
import { changeLayoutIndex, newEntry, readLayoutIndex, type IndexEntry, type LayoutIndex } from './index-file';
import { ingest } from './ingest';
import { KnownFiles } from './known-files';
import { LinkedBlobs } from './links';
import { requireName } from './names';
import { removeParts } from './parts';
import { type LayoutPaths } from './paths';
import { placeBlob, prepareFolders } from './place';
import { isReferrersTag, Referrers, referrersTag } from './referrers';
import { removalOf, type Removal } from './removal';
import { storeFiles, type FileToStore, type StoredFile, type StoreOptions } from './store-files';
import { nameOf, tagged, untagged } from './tags';
import { verifyBlobs, type Verification, type VerifyOptions } from './verify';
import { type Referenced } from './walk';
import { announceWriter } from './writers';

/** Blobs of this size are worth a worker that clones or copies them. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** How many names a message tells. */
const SHOWN_NAMES = 5;

/**
 * An image layout on disk (image-spec, image-layout.md): artifacts without a server. Other programs may work on it at the
 * same time: nothing half-written is ever to be seen under its name, and what they wrote stays.
 */
export class Layout implements ArtifactStore {
  private readonly links: LinkedBlobs;
  private readonly knownFiles: KnownFiles;
  private readonly attached: Referrers;
  private readonly inFlight = new Map<Digest, Promise<void>>();
  private known: LayoutIndex | undefined;

  private constructor(
    private readonly paths: LayoutPaths,
    readonly name: string,
  ) {
    this.links = new LinkedBlobs(paths, name);
    this.knownFiles = new KnownFiles(paths);
    this.attached = new Referrers((descriptor) => this.readManifest(descriptor));
  }

  /**
   * @param folder absolute path
   * @param name the folder as people are shown it
   * @throws {OciError} `not-found` where there is no layout; `malformed`, `unsupported`, `no-permission`
   */
  static open(folder: string, name = folder): Layout {
    return new Layout(findLayout(folder, name), name);
  }

  /**
   * Opens a layout, or makes one in a new or empty folder.
   * @throws {OciError} `exists` for a folder with other things in it; what {@link open} throws
   */
  static async create(folder: string, name = folder, signal?: AbortSignal): Promise<Layout> {
    return new Layout(await findOrMakeLayout(folder, name, signal), name);
  }

  /** Absolute path, without links. */
  get root(): string {
    return this.paths.root;
  }

  async exists(descriptor: Descriptor, options?: RequestOptions): Promise<boolean> {
    if (!hasBlob(this.paths, descriptor)) return false;
    try {
      await this.links.requireUnchanged(descriptor.digest, options?.signal);
      return true;
    } catch (error) {
      if (error instanceof OciError) return false;
      throw error;
    }
  }

  async open(descriptor: Descriptor, from = 0, options?: RequestOptions): Promise<AsyncIterable<Uint8Array>> {
    await this.links.requireUnchanged(descriptor.digest, options?.signal);
    return readBlobFrom(this.paths, this.name, descriptor, from, options?.signal);
  }

  location(descriptor: Descriptor): ContentLocation | undefined {
    this.links.read();
    const isSound = hasBlob(this.paths, descriptor) && this.links.isAsLinked(descriptor.digest);
    return isSound ? { kind: 'file', path: this.paths.blob(descriptor.digest) } : undefined;
  }

  isVerified({ digest }: Descriptor): boolean {
    this.links.read();
    this.knownFiles.read();
    return this.links.isAsLinked(digest) && this.knownFiles.isVerified(digest);
  }

  /** While the action runs, what it writes is not cleared away; see {@link announceWriter}. */
  async writing<T>(action: () => Promise<T>): Promise<T> {
    this.requireOurs();
    const end = announceWriter(this.paths);
    try {
      removeParts(this.paths.ingest, true);
      return await action();
    } finally {
      end();
    }
  }

  async write(descriptor: Descriptor, source: OpenFrom, options: WriteOptions = {}): Promise<void> {
    const { digest } = descriptor;
    // Two layers may have the same content.
    while (this.inFlight.has(digest)) await this.inFlight.get(digest)!.catch(() => undefined);
    const write = this.writeMissing(descriptor, source, options);
    this.inFlight.set(digest, write);
    try {
      await write;
    } finally {
      this.inFlight.delete(digest);
    }
  }

  private async writeMissing(descriptor: Descriptor, source: OpenFrom, options: WriteOptions): Promise<void> {
    if (await this.exists(descriptor, options)) return;
    const { digest, size } = descriptor;
    const { location, progress, signal } = options;
    this.requireOurs();
    prepareFolders(this.paths, digest);
    if (location?.kind === 'file' && size >= LARGE_BYTES && digest.startsWith('sha256:')) {
      const file = { name: location.path, path: location.path, size, expected: digest };
      await this.store([file], { signal, ...(progress && { progress }) });
      return;
    }
    await ingest(this.paths.ingest, { descriptor, source, from: digest }, options, (part) => {
      if (placeBlob(this.paths, this.name, part, descriptor)) this.knownFiles.addBlob(digest);
    });
  }

  /** Makes files blobs; see {@link storeFiles}. */
  async store(files: readonly FileToStore[], options: StoreOptions = {}): Promise<StoredFile[]> {
    this.requireOurs();
    return storeFiles(this.paths, this.name, this.links, files, options);
  }

  async resolve(reference: string): Promise<Descriptor> {
    const { entries } = await this.index();
    const digest = reference.slice(reference.lastIndexOf('@') + 1);
    if (isDigest(digest))
      return entries.find(({ descriptor }) => descriptor.digest === digest)?.descriptor ?? this.manifestOf(digest);
    const found = entries
      .filter(({ descriptor }) => nameOf(descriptor) === reference)
      .map(({ descriptor }) => descriptor);
    const [first] = found;
    if (!first) throw this.noSuchName(reference, entries);
    if (found.some((each) => each.digest !== first.digest))
      throw new OciError(
        'malformed',
        t(
          '"{0}" stands for several manifests in {1}; name one by its digest: {2}.',
          reference,
          this.name,
          found.map((each) => each.digest).join(', '),
        ),
      );
    return first;
  }

  async readManifest(descriptor: Descriptor): Promise<Uint8Array> {
    return readManifestBlob(this.paths, this.name, descriptor);
  }

  async tags(): Promise<readonly string[]> {
    const names = (await this.manifests()).map(nameOf).filter((name) => name !== undefined);
    return [...new Set(names)].filter((name) => !isReferrersTag(name));
  }

  /** All manifests that the index names: those with several tags several times, and those without any. */
  async manifests(): Promise<readonly Descriptor[]> {
    return (await this.index()).entries.map(({ descriptor }) => descriptor);
  }

  async referrers(
    subject: Descriptor,
    artifactType?: string,
    options?: RequestOptions,
  ): Promise<readonly Descriptor[]> {
    return this.attached.of(subject.digest, await this.manifests(), artifactType, options?.signal);
  }

  async writeManifest(descriptor: Descriptor, bytes: Uint8Array, options: RequestOptions = {}): Promise<void> {
    if (bytes.length !== descriptor.size)
      throw new OciError(
        'size-mismatch',
        t('A manifest for {0} has {1} bytes, not {2}.', this.name, bytes.length, descriptor.size),
      );
    requireDigest(bytes, descriptor.digest, this.name);
    const isManifest = (entry: IndexEntry) => entry.descriptor.digest === descriptor.digest;
    if ((await this.index()).entries.some(isManifest) && (await this.exists(descriptor, options))) return;
    const { artifactType } = readDocument(bytes);
    await this.write(descriptor, async (from) => bytesFrom(bytes.subarray(from)), options);
    // Blobs before the manifest, and the manifest before the index, also on disk.
    syncFolder(this.paths.blobFolder(descriptor.digest));
    const entry = newEntry({ ...plainDescriptor(descriptor), ...(artifactType !== undefined && { artifactType }) });
    await this.change(options.signal, (entries) => (entries.some(isManifest) ? undefined : [...entries, entry]));
  }

  async tag(descriptor: Descriptor, name: string, options: RequestOptions = {}): Promise<void> {
    requireName(name);
    if (!hasBlob(this.paths, descriptor))
      throw new OciError('not-found', t('The manifest {0} is not in {1}.', descriptor.digest, this.name));
    await this.change(options.signal, (entries) => tagged(entries, descriptor, name));
  }

  /**
   * Takes a name away; the manifest stays.
   * @throws {OciError} `not-found`
   */
  async untag(name: string, options: RequestOptions = {}): Promise<void> {
    await this.change(options.signal, (entries) => {
      if (!entries.some(({ descriptor }) => nameOf(descriptor) === name)) throw this.noSuchName(name, entries);
      return untagged(entries, name);
    });
  }

  /** Takes a manifest out of the index, with all its names and all that is attached to it. Its blobs stay, see {@link collectGarbage}. */
  async remove(manifest: Descriptor, options: RequestOptions = {}): Promise<void> {
    const removed = await this.withAttached(manifest, options);
    const tags = new Set(Array.from(removed, referrersTag));
    await this.change(options.signal, (entries) =>
      entries.filter(({ descriptor }) => !removed.has(descriptor.digest) && !tags.has(nameOf(descriptor) ?? '')),
    );
  }

  /** What {@link remove}, and clearing away behind it, would do. */
  async removal(manifest: Descriptor, options: RequestOptions = {}): Promise<Removal & { attached: number }> {
    const removed = await this.withAttached(manifest, options);
    const all = await this.manifests();
    const goes = all.filter(({ digest }) => removed.has(digest));
    const stays = all.filter(({ digest }) => !removed.has(digest));
    const read = ({ descriptor }: Referenced) => {
      options.signal?.throwIfAborted();
      try {
        return readDocument(readManifestBlob(this.paths, this.name, descriptor));
      } catch (error) {
        if (error instanceof OciError) return undefined;
        throw error;
      }
    };
    const removal = removalOf([manifest, ...goes], stays, readLines(this.paths.made), read);
    return { ...removal, attached: removed.size - 1 };
  }

  /** A manifest and all that is attached to it, directly or not. */
  private async withAttached(manifest: Descriptor, options: RequestOptions): Promise<Set<Digest>> {
    const found = new Set<Digest>();
    const open = [manifest];
    for (let next = open.pop(); next; next = open.pop()) {
      if (found.has(next.digest)) continue;
      found.add(next.digest);
      open.push(...(await this.referrers(next, undefined, options)));
    }
    return found;
  }

  /** Reads and compares all content of manifests, or of all that the index names. */
  async verify(roots: readonly Descriptor[] | undefined, options: VerifyOptions = {}): Promise<Verification> {
    return verifyBlobs(this.paths, this.name, roots ?? (await this.manifests()), options);
  }

  /** See {@link collectGarbage}. */
  async collectGarbage(options: RequestOptions = {}): Promise<Garbage> {
    this.requireOurs();
    return collectGarbage(this.paths, this.name, this.links, options.signal);
  }

  private async index(): Promise<LayoutIndex> {
    this.known = await readLayoutIndex(this.paths, this.name, this.known);
    return this.known;
  }

  private async change(
    signal: AbortSignal | undefined,
    change: (entries: readonly IndexEntry[]) => readonly IndexEntry[] | undefined,
  ): Promise<void> {
    this.requireOurs();
    await changeLayoutIndex(this.paths, this.name, signal, change);
  }

  private requireOurs(): void {
    refuseKitOps(this.paths.root, this.name);
  }

  /** A manifest that no index names, such as one of an index of manifests. */
  private async manifestOf(digest: Digest): Promise<Descriptor> {
    const stats = blobStats(this.paths, digest);
    if (!stats) throw new OciError('not-found', t('The manifest {0} is not in {1}.', digest, this.name));
    const descriptor = { digest, size: Number(stats.size) };
    const { mediaType } = readDocument(readManifestBlob(this.paths, this.name, descriptor));
    return { mediaType, ...descriptor };
  }

  private noSuchName(reference: string, entries: readonly IndexEntry[]): OciError {
    const names = [...new Set(entries.map(({ descriptor }) => nameOf(descriptor)))].filter(
      (name) => name !== undefined && !isReferrersTag(name),
    );
    const shown = names.slice(0, SHOWN_NAMES).join(', ');
    if (!names.length)
      return new OciError('not-found', t('There is no "{0}" in {1}, which has no names at all.', reference, this.name));
    return names.length > SHOWN_NAMES
      ? new OciError(
          'not-found',
          t(
            'There is no "{0}" in {1}; it has {2} and {3} more.',
            reference,
            this.name,
            shown,
            names.length - SHOWN_NAMES,
          ),
        )
      : new OciError('not-found', t('There is no "{0}" in {1}; it has {2}.', reference, this.name, shown));
  }
}

async function* bytesFrom(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
