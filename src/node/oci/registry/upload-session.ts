import { t } from '../../../core/l10n';
import { type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { header } from './answer';
import { streamBody, type RequestBody } from './body';
import { type RegistryClient, type RegistryRequest } from './client';
import { foreignUrl } from './foreign-url';
import { repositoryScope, type Scope } from './scope';
import { type HttpAnswer } from './transport';

/** Registries read a large upload again before they say that they have it: so fast at least, in bytes per second. */
const COMMIT_RATE = 10 * 1024 * 1024;

/** What became of a chunk. */
export interface ChunkOutcome {
  /** How many bytes of the blob the registry has now. */
  offset: number;
  /** The registry takes what it has for the whole blob: it does not really know chunks. */
  isClosed: boolean;
}

/**
 * An upload that has been begun (distribution-spec, "Pushing blobs"). Each answer says where the next request goes, which may be
 * on another host.
 */
export class UploadSession {
  private constructor(
    private readonly client: RegistryClient,
    private readonly scopes: readonly Scope[],
    private readonly purpose: string,
    private location: URL,
    /** The least that a chunk must have in bytes, but for the last. */
    readonly chunkMinimum: number,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /**
   * Begins an upload.
   * @param from a repository of the same registry that has the blob
   * @returns undefined when the registry has taken it from there
   * @throws {TransportFailure}, {OciError}
   */
  static async begin(
    client: RegistryClient,
    repository: string,
    digest: Digest,
    from: string | undefined,
    purpose: string,
    signal: AbortSignal | undefined,
  ): Promise<UploadSession | undefined> {
    const scopes = [
      repositoryScope(repository, 'pull', 'push'),
      ...(from === undefined ? [] : [repositoryScope(from, 'pull')]),
    ];
    const query = from === undefined ? '' : `?${new URLSearchParams({ mount: digest, from })}`;
    const answer = await client.attempt({
      method: 'POST',
      url: `/v2/${repository}/blobs/uploads/${query}`,
      headers: { 'Content-Length': '0' },
      scopes,
      accepts: [201, 202],
      purpose,
      signal,
    });
    await answer.discard();
    if (answer.status === 201) return undefined;
    const minimum = Number(header(answer, 'oci-chunk-min-length'));
    const location = nextLocation(answer, client);
    if (!location) throw new OciError('registry', t('{0}: the registry does not say where to send it.', purpose));
    return new UploadSession(client, scopes.slice(0, 1), purpose, location, minimum > 0 ? minimum : 0, signal);
  }

  /** Sends the whole, or what is left of it, and ends the upload. */
  async commit(digest: Digest, body: RequestBody, size: number): Promise<void> {
    const url = new URL(this.location);
    // Not by URLSearchParams: what is there may be signed as it is written.
    url.search = `${url.search ? `${url.search}&` : '?'}digest=${encodeURIComponent(digest)}`;
    const patience = (1000 * size) / COMMIT_RATE;
    const headers = { 'Content-Type': 'application/octet-stream' };
    const answer = await this.send({ method: 'PUT', url, headers, body, accepts: [201, 204], patience });
    await answer.discard();
    const stored = header(answer, 'docker-content-digest');
    if (stored !== undefined && stored !== digest)
      throw new OciError('registry', t('{0}: the registry says it is {1} now.', this.purpose, stored));
  }

  /** Sends a chunk, from one byte of the blob to before another. */
  async patch(from: number, to: number, chunks: () => AsyncIterable<Uint8Array>): Promise<ChunkOutcome> {
    const answer = await this.send({
      method: 'PATCH',
      url: this.location,
      headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': `${from}-${to - 1}` },
      body: streamBody(to - from, chunks),
      accepts: [201, 202, 204],
    });
    await answer.discard();
    this.location = nextLocation(answer, this.client) ?? this.location;
    return { offset: offsetOf(answer) ?? to, isClosed: answer.status === 201 };
  }

  /**
   * Asks how many bytes the registry has.
   * @returns undefined when it knows nothing of the upload any more
   * @throws {OciError}
   */
  async status(): Promise<number | undefined> {
    const { scopes, purpose, signal } = this;
    const accepts = [204, 200, 202, 400, 404, 405, 410];
    const answer = await this.client.request({ method: 'GET', url: this.location, scopes, purpose, signal, accepts });
    await answer.discard();
    if (answer.status >= 300) return undefined;
    this.location = nextLocation(answer, this.client) ?? this.location;
    return offsetOf(answer) ?? 0;
  }

  /** Lets the registry forget what it has. It does so by itself some day: failing to is no harm. */
  async cancel(): Promise<void> {
    const signal = AbortSignal.timeout(CANCEL_MS);
    try {
      const request: Omit<RegistryRequest, 'scopes' | 'purpose'> = {
        method: 'DELETE',
        url: this.location,
        accepts: [204],
      };
      const answer = await this.client.attempt({ ...request, scopes: this.scopes, purpose: this.purpose, signal });
      await answer.discard();
    } catch {
      // Nobody waits for it.
    }
  }

  private send(request: Omit<RegistryRequest, 'scopes' | 'purpose' | 'signal'>): Promise<HttpAnswer> {
    return this.client.attempt({ ...request, scopes: this.scopes, purpose: this.purpose, signal: this.signal });
  }
}

/** How long cancelling may take, in milliseconds. */
const CANCEL_MS = 2000;

function nextLocation(answer: HttpAnswer, { endpoint }: RegistryClient): URL | undefined {
  const location = header(answer, 'location');
  return location === undefined ? undefined : foreignUrl(location, answer.url, endpoint);
}

/** `Range: 0-41` of an upload says 42 bytes; registries write `0-0` for none. */
function offsetOf(answer: HttpAnswer): number | undefined {
  const end = /^(?:bytes[= ])?0-(\d{1,15})$/.exec(header(answer, 'range') ?? '')?.[1];
  if (end === undefined) return undefined;
  return end === '0' ? 0 : Number(end) + 1;
}
