import { t } from '../../../core/l10n';
import { type RequestOptions } from '../../../core/oci/content';
import { isMediaType, type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { MANIFEST_BYTES, readDocument } from '../../../core/oci/manifest';
import { MANIFEST_TYPES } from '../../../core/oci/media-types';
import { createHash } from 'node:crypto';
import { bodyBytes, contentType, header, Refusal } from './answer';
import { bytesBody } from './body';
import { type RegistryClient } from './client';
import { repositoryScope } from './scope';
import { type HttpAnswer } from './transport';

const ACCEPT = { Accept: MANIFEST_TYPES.join(', ') };

/** A manifest as a registry has sent it. */
export interface StoredManifest {
  descriptor: Descriptor;
  bytes: Uint8Array;
  /** What tells one state of a tag from another. */
  etag: string | undefined;
}

/** The manifests of one repository (distribution-spec, "Pulling manifests", "Pushing Manifests", "Deleting Manifests"). */
export class Manifests {
  constructor(
    private readonly client: RegistryClient,
    private readonly repository: string,
  ) {}

  /**
   * What a tag or digest stands for.
   * @throws {OciError} `not-found`
   */
  async resolve(reference: string, options: RequestOptions): Promise<Descriptor> {
    const answer = await this.request('HEAD', reference, options);
    await answer.discard();
    const mediaType = contentType(answer);
    const digest = header(answer, 'docker-content-digest');
    const size = Number(header(answer, 'content-length') ?? NaN);
    const isComplete = MANIFEST_TYPES.includes(mediaType) && isDigest(digest) && size > 0;
    if (!isComplete) return (await this.get(reference, options)).descriptor;
    if (isDigest(reference) && reference !== digest) throw this.lie(reference, digest);
    return { mediaType, digest, size };
  }

  /**
   * A manifest with its bytes, verified against the digest that was asked for, or else against the one that the registry names.
   * @throws {OciError} `not-found`, `digest-mismatch`, `too-large`
   */
  async get(reference: string, options: RequestOptions): Promise<StoredManifest> {
    const answer = await this.request('GET', reference, options);
    const shown = this.shown(reference);
    const bytes = await bodyBytes(answer, MANIFEST_BYTES, shown);
    const named = isDigest(reference) ? reference : header(answer, 'docker-content-digest');
    const digest = digestIn(bytes, isDigest(named) ? named : undefined);
    if (named !== undefined && named !== digest) throw this.lie(named, digest);
    const mediaType = mediaTypeOf(answer, bytes, shown);
    return { descriptor: { mediaType, digest, size: bytes.length }, bytes, etag: header(answer, 'etag') };
  }

  async exists(digest: Digest, options: RequestOptions): Promise<boolean> {
    try {
      await (await this.request('HEAD', digest, options)).discard();
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return false;
      throw error;
    }
  }

  /**
   * Writes a manifest under a tag or its digest.
   * @param condition headers that say which state of the tag is to be replaced
   * @throws {OciError}
   */
  async put(
    reference: string,
    { mediaType, digest, size }: Descriptor,
    bytes: Uint8Array,
    options: RequestOptions,
    condition: Readonly<Record<string, string>> = {},
  ): Promise<HttpAnswer> {
    if (size > MANIFEST_BYTES)
      throw new OciError('too-large', t('The manifest has {0} bytes; registries take {1}.', size, MANIFEST_BYTES));
    const answer = await this.client.request({
      method: 'PUT',
      url: this.url(reference),
      scopes: [repositoryScope(this.repository, 'pull', 'push')],
      headers: { 'Content-Type': mediaType, ...condition },
      body: bytesBody(bytes),
      accepts: [201, 200, 202, 204],
      purpose: t('{0} cannot be written', this.shown(reference)),
      ...options,
    });
    await answer.discard();
    const stored = header(answer, 'docker-content-digest');
    if (stored !== undefined && stored !== digest) throw this.lie(digest, stored);
    return answer;
  }

  /** @throws {OciError} `not-found`; `denied` where the registry does not delete */
  async delete(digest: Digest, options: RequestOptions): Promise<void> {
    const answer = await this.client.request({
      method: 'DELETE',
      url: this.url(digest),
      scopes: [repositoryScope(this.repository, 'delete')],
      accepts: [202, 200, 204],
      purpose: t('{0} cannot be deleted', this.shown(digest)),
      ...options,
    });
    await answer.discard();
  }

  private request(method: 'GET' | 'HEAD', reference: string, options: RequestOptions): Promise<HttpAnswer> {
    return this.client.request({
      method,
      url: this.url(reference),
      scopes: [repositoryScope(this.repository, 'pull')],
      headers: ACCEPT,
      accepts: [200],
      purpose: t('{0} cannot be read', this.shown(reference)),
      ...options,
    });
  }

  private url(reference: string): string {
    return `/v2/${this.repository}/manifests/${reference}`;
  }

  private shown(reference: string): string {
    const { registry } = this.client.endpoint;
    return `${registry}/${this.repository}${isDigest(reference) ? '@' : ':'}${reference}`;
  }

  private lie(expected: string, found: string): OciError {
    return new OciError(
      'digest-mismatch',
      t(
        '{0} should have the digest {1}, and has {2}: the registry is not to be relied on.',
        this.shown(expected),
        expected,
        found,
      ),
    );
  }
}

function digestIn(bytes: Uint8Array, like: Digest | undefined): Digest {
  const algorithm = like ? digestAlgorithm(like) : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** What the registry says a manifest is; where that is nothing to go by, what the manifest says itself. */
function mediaTypeOf(answer: HttpAnswer, bytes: Uint8Array, shown: string): string {
  const type = contentType(answer);
  if (MANIFEST_TYPES.includes(type)) return type;
  if (type === 'text/html')
    throw new OciError('registry', t('{0} is a web page, as proxies and log-in pages send; is it a registry?', shown));
  if (isMediaType(type) && !['application/json', 'text/plain', 'application/octet-stream'].includes(type))
    throw new OciError('unsupported', t('{0} is of the type {1}, which is not known.', shown, type));
  return readDocument(bytes).mediaType;
}
