import { OCI } from '../../../core/oci/annotations';
import { type ArtifactStore, type ContentLocation, type RequestOptions } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readDocument } from '../../../core/oci/manifest';
import { t } from '../../../core/l10n';
import { blobStats, hasBlob, readBlobFrom, readManifestBlob, type BlobPaths } from '../layout/blobs';
import { Referrers } from '../layout/referrers';
import { nameOf } from '../layout/tags';
import { verifyBlobs, type Verification, type VerifyOptions } from '../layout/verify';

/** Models of this machine, whoever keeps them. */
export interface LocalStore extends ArtifactStore {
  /** All manifests: those with several names several times, and those without any. */
  manifests(): Promise<readonly Descriptor[]>;
  /** Reads and compares all content of manifests, or of all that there are. */
  verify(roots: readonly Descriptor[] | undefined, options?: VerifyOptions): Promise<Verification>;
}

/** The store of another program. It is read, and never written: what it keeps besides, only that program knows. */
export abstract class ReadOnlyStore implements LocalStore {
  private readonly attached = new Referrers((descriptor) => this.readManifest(descriptor));

  /**
   * @param paths where its blobs are
   * @param name the folder as people are shown it
   * @param owner the program
   */
  constructor(
    protected readonly paths: BlobPaths,
    readonly name: string,
    private readonly owner: string,
  ) {}

  abstract manifests(): Promise<readonly Descriptor[]>;

  exists(descriptor: Descriptor): Promise<boolean> {
    return Promise.resolve(hasBlob(this.paths, descriptor));
  }

  async open(descriptor: Descriptor, from = 0, options?: RequestOptions): Promise<AsyncIterable<Uint8Array>> {
    return readBlobFrom(this.paths, this.name, descriptor, from, options?.signal);
  }

  location(descriptor: Descriptor): ContentLocation | undefined {
    return hasBlob(this.paths, descriptor) ? { kind: 'file', path: this.paths.blob(descriptor.digest) } : undefined;
  }

  async resolve(reference: string): Promise<Descriptor> {
    const digest = reference.slice(reference.lastIndexOf('@') + 1);
    if (isDigest(digest)) return this.manifestOf(digest);
    const found = (await this.manifests()).find((each) => nameOf(each) === reference);
    if (found) return found;
    throw new OciError('not-found', t('There is no "{0}" in {1}.', reference, this.name));
  }

  readManifest(descriptor: Descriptor): Promise<Uint8Array> {
    return Promise.resolve(readManifestBlob(this.paths, this.name, descriptor));
  }

  async tags(): Promise<readonly string[]> {
    const names = (await this.manifests()).map(nameOf).filter((name) => name !== undefined);
    return [...new Set(names)];
  }

  async referrers(
    subject: Descriptor,
    artifactType?: string,
    options?: RequestOptions,
  ): Promise<readonly Descriptor[]> {
    return this.attached.of(subject.digest, await this.manifests(), artifactType, options?.signal);
  }

  async verify(roots: readonly Descriptor[] | undefined, options: VerifyOptions = {}): Promise<Verification> {
    return verifyBlobs(this.paths, this.name, roots ?? (await this.manifests()), options);
  }

  write(): Promise<void> {
    return Promise.reject(this.notWritten());
  }

  writeManifest(): Promise<void> {
    return Promise.reject(this.notWritten());
  }

  tag(): Promise<void> {
    return Promise.reject(this.notWritten());
  }

  /** A manifest by its digest, with a name if it has one. */
  protected manifestOf(digest: Digest, name?: string): Descriptor {
    const stats = blobStats(this.paths, digest);
    if (!stats) throw new OciError('not-found', t('The manifest {0} is not in {1}.', digest, this.name));
    const descriptor = { digest, size: Number(stats.size) };
    const { mediaType, artifactType } = readDocument(readManifestBlob(this.paths, this.name, descriptor));
    return {
      mediaType,
      ...descriptor,
      ...(artifactType !== undefined && { artifactType }),
      ...(name !== undefined && { annotations: { [OCI.refName]: name } }),
    };
  }

  private notWritten(): OciError {
    return new OciError(
      'unsupported',
      t('{0} is the store of {1}, which is only read here; copy from it instead.', this.name, this.owner),
    );
  }
}
