import { t } from '../../../core/l10n';
import { type RequestOptions } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { OciError } from '../../../core/oci/errors';
import { contentType, header, Refusal } from './answer';
import { type RegistryClient } from './client';
import { repositoryScope } from './scope';
import { type HttpAnswer } from './transport';
import { TransportFailure } from './transport-failure';

/** So many bytes in one go, and the next failure counts as the first. */
const ACHIEVEMENT = 1024 * 1024;

/**
 * The bytes of a blob from one on. What is cut goes on where it was; no more comes than the blob should have.
 * @throws {OciError} at once when it is not there, later when it cannot be gone on with
 */
export async function downloadBlob(
  client: RegistryClient,
  repository: string,
  descriptor: Descriptor,
  from: number,
  { signal }: RequestOptions,
): Promise<AsyncIterable<Uint8Array>> {
  if (from >= descriptor.size) return none();
  const download = new Download(client, repository, descriptor, signal);
  return download.read(from, await download.open(from));
}

async function* none(): AsyncGenerator<Uint8Array> {}

class Download {
  private readonly purpose: string;

  constructor(
    private readonly client: RegistryClient,
    private readonly repository: string,
    private readonly descriptor: Descriptor,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.purpose = t('{0} cannot be read from {1}', descriptor.digest, `${client.endpoint.registry}/${repository}`);
  }

  async open(from: number): Promise<HttpAnswer> {
    const answer = await this.get(from).catch((error: unknown) => {
      // Who does not understand ranges may at least send everything.
      if (from > 0 && error instanceof Refusal && error.status === 416) return this.get(0);
      throw error;
    });
    const problem = this.check(answer, from);
    if (!problem) return answer;
    await answer.discard();
    throw problem;
  }

  private get(from: number): Promise<HttpAnswer> {
    return this.client.request({
      method: 'GET',
      url: `/v2/${this.repository}/blobs/${this.descriptor.digest}`,
      scopes: [repositoryScope(this.repository, 'pull')],
      headers: from > 0 ? { Range: `bytes=${from}-` } : {},
      accepts: [200, 206],
      purpose: this.purpose,
      signal: this.signal,
    });
  }

  async *read(from: number, opened: HttpAnswer): AsyncGenerator<Uint8Array> {
    const { size } = this.descriptor;
    const attempts = this.client.attempts(this.signal);
    let at = from;
    let next: HttpAnswer | undefined = opened;
    for (let began = at; ; began = at) {
      try {
        const answer: HttpAnswer = next ?? (await this.open(at));
        next = undefined;
        // Who does not know ranges sends everything again.
        let skip = answer.status === 200 ? at : 0;
        for await (const piece of answer.body()) {
          const rest = piece.subarray(Math.min(skip, piece.length));
          skip -= piece.length - rest.length;
          if (at + rest.length > size) throw this.wrongSize(t('more'));
          at += rest.length;
          if (rest.length > 0) yield rest;
        }
        if (at === size) return;
        throw new TransportFailure('ERR_STREAM_PREMATURE_CLOSE', answer.url, false);
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        if (at - began >= ACHIEVEMENT) attempts.restart();
        await attempts.failed(error);
      }
    }
  }

  /** Whether an answer is about to bring what was asked for; what it does not say is seen when it comes. */
  private check(answer: HttpAnswer, from: number): OciError | undefined {
    const { size } = this.descriptor;
    const length = header(answer, 'content-length');
    const range = header(answer, 'content-range');
    if (contentType(answer) === 'text/html' && this.descriptor.mediaType !== 'text/html')
      return new OciError('registry', t('{0}: a web page comes, as from proxies and log-in pages.', this.purpose));
    if (answer.status === 200)
      return length === undefined || Number(length) === size ? undefined : this.wrongSize(length);
    const [, start, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(range ?? '') ?? [];
    if (from === 0 || Number(start) !== from)
      return new OciError('registry', t('{0}: another part than the one asked for comes.', this.purpose));
    return total === '*' || Number(total) === size ? undefined : this.wrongSize(total ?? '?');
  }

  private wrongSize(found: string): OciError {
    return new OciError(
      'size-mismatch',
      t('{0}: it should have {1} bytes, and has {2}.', this.purpose, this.descriptor.size, found),
    );
  }
}
