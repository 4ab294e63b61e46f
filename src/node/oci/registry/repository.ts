import { t } from '../../../core/l10n';
import {
  type ArtifactStore,
  type ContentLocation,
  type OpenFrom,
  type RequestOptions,
  type WriteOptions,
} from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readDocument } from '../../../core/oci/manifest';
import { isIndexType, isManifestType } from '../../../core/oci/media-types';
import { isTag } from '../../../core/oci/reference';
import { createHash } from 'node:crypto';
import { header } from './answer';
import { RegistryClient, type ClientOptions } from './client';
import { downloadBlob } from './download';
import { Manifests } from './manifests';
import { knowsSubject, Referrers } from './referrers';
import { repositoryScope } from './scope';
import { listTags } from './tags';
import { Upload } from './upload';

/** A repository of a registry, to read from and to write to. */
export class Repository implements ArtifactStore {
  readonly name: string;
  private readonly client: RegistryClient;
  private readonly manifests: Manifests;
  private readonly attached: Referrers;
  /** What was written last, to be given names. */
  private written: { digest: Digest; bytes: Uint8Array } | undefined;

  constructor(
    readonly registry: string,
    readonly repository: string,
    options: ClientOptions,
  ) {
    this.name = `${registry}/${repository}`;
    this.client = new RegistryClient(registry, options);
    this.manifests = new Manifests(this.client, repository);
    this.attached = new Referrers(this.client, repository, this.manifests);
  }

  async exists(descriptor: Descriptor, options: RequestOptions = {}): Promise<boolean> {
    const { mediaType, digest } = descriptor;
    if (isManifestType(mediaType) || isIndexType(mediaType)) return this.manifests.exists(digest, options);
    return this.hasBlob(descriptor, options);
  }

  open(descriptor: Descriptor, from = 0, options: RequestOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    return downloadBlob(this.client, this.repository, descriptor, from, options);
  }

  location(): ContentLocation {
    return { kind: 'repository', registry: this.registry, repository: this.repository };
  }

  async write(descriptor: Descriptor, source: OpenFrom, options: WriteOptions = {}): Promise<void> {
    if (await this.exists(descriptor, options)) return;
    const { location, signal } = options;
    const isHere = location?.kind === 'repository' && location.registry === this.registry;
    const job = {
      repository: this.repository,
      descriptor,
      source,
      from: isHere && location.repository !== this.repository ? location.repository : undefined,
      isThere: () => this.exists(descriptor, signal && { signal }),
    };
    await new Upload(this.client, job, options).run();
  }

  resolve(reference: string, options: RequestOptions = {}): Promise<Descriptor> {
    requireReference(reference);
    return this.manifests.resolve(reference, options);
  }

  async readManifest({ digest, size }: Descriptor, options: RequestOptions = {}): Promise<Uint8Array> {
    const { bytes } = await this.manifests.get(digest, options);
    if (bytes.length !== size)
      throw new OciError('size-mismatch', t('{0} should have {1} bytes, and has {2}.', digest, size, bytes.length));
    return bytes;
  }

  tags(options: RequestOptions = {}): Promise<readonly string[]> {
    return listTags(this.client, this.repository, options);
  }

  referrers(subject: Descriptor, artifactType?: string, options: RequestOptions = {}): Promise<readonly Descriptor[]> {
    return this.attached.list(subject, artifactType, options);
  }

  async writeManifest(descriptor: Descriptor, bytes: Uint8Array, options: RequestOptions = {}): Promise<void> {
    verify(descriptor, bytes);
    const answer = await this.manifests.put(descriptor.digest, descriptor, bytes, options);
    this.written = { digest: descriptor.digest, bytes };
    const { subject, artifactType, annotations, ...document } = readDocument(bytes);
    if (!subject || knowsSubject(answer)) return;
    const { mediaType, digest, size } = descriptor;
    const type = artifactType ?? ('config' in document ? document.config.mediaType : undefined);
    const referrer = {
      mediaType,
      digest,
      size,
      ...(type && { artifactType: type }),
      ...(annotations && { annotations }),
    };
    await this.attached.add(subject, referrer, options);
  }

  async tag(descriptor: Descriptor, name: string, options: RequestOptions = {}): Promise<void> {
    requireReference(name);
    const isWritten = this.written?.digest === descriptor.digest;
    const bytes = isWritten ? this.written!.bytes : await this.readManifest(descriptor, options);
    await this.manifests.put(name, descriptor, bytes, options);
    const { digest } = await this.manifests.resolve(name, options);
    if (digest !== descriptor.digest)
      throw new OciError(
        'changed',
        t(
          '{0} was tagged {1}, but the tag stands for {2} now: somebody else writes there.',
          descriptor.digest,
          name,
          digest,
        ),
      );
  }

  /**
   * Deletes a manifest with all its tags; what was attached to another is taken off its list.
   * @throws {OciError} `not-found`; `denied` where the registry does not delete
   */
  async delete(descriptor: Descriptor, options: RequestOptions = {}): Promise<void> {
    const { subject } = readDocument(await this.readManifest(descriptor, options));
    await this.manifests.delete(descriptor.digest, options);
    if (subject) await this.attached.remove(subject, descriptor.digest, options);
  }

  /** Closes connections that are kept. */
  close(): void {
    this.client.close();
  }

  private async hasBlob({ digest, size }: Descriptor, options: RequestOptions): Promise<boolean> {
    const purpose = t('{0} cannot be looked for in {1}', digest, this.name);
    const scopes = [repositoryScope(this.repository, 'pull')];
    const url = `/v2/${this.repository}/blobs/${digest}`;
    // A registry that sends on to its storage has found the blob; what it has signed may be for reading only.
    const accepts = [200, 302, 303, 307, 404];
    const answer = await this.client.request({ method: 'HEAD', url, scopes, accepts, purpose, ...options });
    await answer.discard();
    if (answer.status === 404) return false;
    const length = Number(header(answer, 'content-length') ?? NaN);
    if (answer.status === 200 && length > 0 && length !== size)
      throw new OciError(
        'size-mismatch',
        t('{0} should have {1} bytes, and has {2} in {3}.', digest, size, length, this.name),
      );
    return true;
  }
}

/** Names become parts of URLs. */
function requireReference(reference: string): void {
  if (!isTag(reference) && !isDigest(reference))
    throw new OciError('invalid-reference', t('"{0}" is neither a tag nor a digest.', reference.slice(0, 200)));
}

function verify({ digest, size }: Descriptor, bytes: Uint8Array): void {
  if (bytes.length !== size)
    throw new OciError('size-mismatch', t('{0} should have {1} bytes, and has {2}.', digest, size, bytes.length));
  const algorithm = digestAlgorithm(digest);
  const found = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
  if (found !== digest)
    throw new OciError('digest-mismatch', t('What should be {0} has the digest {1}.', digest, found));
}
