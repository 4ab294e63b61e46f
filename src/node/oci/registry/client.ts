import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { type CredentialSource } from '../credentials/credential';
import { header, refusalOf } from './answer';
import { Authorizer } from './authorizer';
import { type RequestBody } from './body';
import { endpointOf, isSameOrigin, type Endpoint } from './endpoint';
import { foreignUrl } from './foreign-url';
import { Attempts, RETRY_POLICY, type Notice, type RetryPolicy } from './retry';
import { type Scope } from './scope';
import { Transport, type HttpAnswer, type HttpRequest, type TransportOptions } from './transport';

export interface ClientOptions extends TransportOptions {
  credentials: CredentialSource;
  /** What the user decided about plain http; without it, https but for this machine. */
  plainHttp?: boolean | undefined;
  notice?: Notice | undefined;
  retry?: Partial<RetryPolicy> | undefined;
}

/** A request to a registry. */
export interface RegistryRequest {
  method: HttpRequest['method'];
  /** Relative to the registry, or what it has sent itself and {@link foreignUrl} has let through. */
  url: string | URL;
  /** What may be done to whom. */
  scopes: readonly Scope[];
  headers?: Readonly<Record<string, string>>;
  body?: RequestBody | undefined;
  /** Statuses that are no refusal. */
  accepts: readonly number[];
  /** What does not work when it is refused, as a clause: "the tags of … cannot be listed". */
  purpose: string;
  signal?: AbortSignal | undefined;
  patience?: number | undefined;
}

/** Of redirects in a row. */
const MAX_REDIRECTS = 5;

/** How often one request may be told to say who asks: at first, and when what it says has just become too old. */
const MAX_CHALLENGES = 2;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Redirects that do not change what is asked for (RFC 9110, section 15.4). */
const SAME_METHOD: ReadonlySet<number> = new Set([307, 308]);

/** One registry: its address, who asks, its connections. */
export class RegistryClient {
  readonly endpoint: Endpoint;
  private readonly transport: Transport;
  private readonly authorizer: Authorizer;
  private readonly notice: Notice | undefined;
  private readonly policy: RetryPolicy;
  private readonly warnings = new Set<string>();

  constructor(registry: string, { credentials, plainHttp, notice, retry, ...transport }: ClientOptions) {
    this.endpoint = endpointOf(registry, plainHttp);
    this.transport = new Transport(transport);
    this.policy = { ...RETRY_POLICY, ...retry };
    this.notice = notice;
    this.authorizer = new Authorizer(this.endpoint, credentials, (request) =>
      this.trying(request.signal, () => this.transport.send(request)),
    );
  }

  /**
   * Sends a request, again where that may help.
   * @throws {OciError}
   */
  request(request: RegistryRequest): Promise<HttpAnswer> {
    return this.trying(request.signal, () => this.attempt(request));
  }

  /**
   * Sends a request once, to where the registry sends it on, with what it wants to know about who asks.
   * @throws {TransportFailure}; {Refusal} for a status that is not accepted; other {OciError}s
   */
  async attempt(request: RegistryRequest): Promise<HttpAnswer> {
    const answer = await this.exchange(request);
    if (request.accepts.includes(answer.status)) return answer;
    const { registry, origin } = this.endpoint;
    const name = isSameOrigin(answer.url, origin) ? registry : answer.url.host;
    throw await refusalOf(answer, name, request.purpose);
  }

  attempts(signal: AbortSignal | undefined): Attempts {
    return new Attempts(this.endpoint, this.policy, this.notice, signal);
  }

  /** Closes connections that are kept. */
  close(): void {
    this.transport.close();
  }

  private async trying<T>(signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T> {
    const attempts = this.attempts(signal);
    for (;;) {
      try {
        return await action();
      } catch (error) {
        await attempts.failed(error);
      }
    }
  }

  private async exchange({ scopes, accepts, ...request }: RegistryRequest): Promise<HttpAnswer> {
    const { origin } = this.endpoint;
    const { method, signal } = request;
    let { body } = request;
    let url = new URL(request.url, origin);
    for (let challenges = 0, redirects = 0; ;) {
      const isOwn = isSameOrigin(url, origin);
      const authorization = isOwn ? await this.authorizer.authorization(scopes, signal) : undefined;
      const headers = {
        'User-Agent': 'model-openness',
        ...request.headers,
        ...(authorization !== undefined && { Authorization: authorization }),
      };
      const answer = await this.transport.send({ ...request, body, url, headers });
      if (isOwn) this.warn(answer);
      const { status } = answer;
      const challenge = header(answer, 'www-authenticate');
      const location = header(answer, 'location');
      if (status === 401 && isOwn && challenge !== undefined) {
        await answer.discard();
        if (++challenges > MAX_CHALLENGES) throw await this.authorizer.unknown(scopes, signal);
        await this.authorizer.challenged(challenge, url, scopes, authorization, signal);
      } else if (mayRedirect(method, status) && location !== undefined && !accepts.includes(status)) {
        await answer.discard();
        if (++redirects > MAX_REDIRECTS)
          throw new OciError('registry', t('{0} sends a request on in a circle.', this.endpoint.registry));
        url = foreignUrl(location, url, this.endpoint);
      } else if (status === 417 && body?.expectsContinue) {
        // A proxy that does not know of asking first (RFC 9110, section 15.5.18).
        await answer.discard();
        body = { ...body, expectsContinue: false };
      } else return answer;
    }
  }

  /** What a registry wants its users to know (distribution-spec, "Warnings"). */
  private warn(answer: HttpAnswer): void {
    const text = /^299\s+\S+\s+"((?:[^"\\]|\\.){1,500})"/.exec(header(answer, 'warning') ?? '')?.[1];
    if (text === undefined || this.warnings.has(text) || this.warnings.size >= MAX_WARNINGS) return;
    this.warnings.add(text);
    this.notice?.(t('{0} warns: {1}', this.endpoint.registry, text.replace(/\\(.)/g, '$1')));
  }
}

const MAX_WARNINGS = 10;

function mayRedirect(method: HttpRequest['method'], status: number): boolean {
  return method === 'GET' || method === 'HEAD' ? REDIRECTS.has(status) : SAME_METHOD.has(status);
}
