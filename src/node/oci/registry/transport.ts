// Both by their objects: VS Code replaces what they hold, for its settings of proxies and certificates.
import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import { type RequestBody } from './body';
import { proxyAuthorization, proxyFor, type Environment } from './proxy';
import { TransportFailure } from './transport-failure';
import { TunnelAgent } from './tunnel';

/** How long is waited, in milliseconds. There is no limit on the whole: models are large and lines slow. */
export interface Timeouts {
  /** For a connection. */
  connect: number;
  /** For the next byte in either direction. */
  idle: number;
  /** For an answer once the request has been sent. */
  answer: number;
}

const TIMEOUTS: Timeouts = { connect: 30_000, idle: 60_000, answer: 120_000 };

/** Servers that do not know `Expect` never answer it (RFC 9110, section 10.1.1); curl waits as long. */
const CONTINUE_MS = 1000;

/** Less than this, in bytes, is sooner read than a new connection is made. */
const WORTH_READING = 64 * 1024;

export interface TransportOptions {
  /** Certificates in PEM that are trusted besides those of the system. */
  certificates?: string | undefined;
  /** Where proxies are named. Without it there are none but those that VS Code puts in. */
  environment?: Environment | undefined;
  timeouts?: Partial<Timeouts> | undefined;
}

export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  headers?: Readonly<Record<string, string>>;
  body?: RequestBody | undefined;
  signal?: AbortSignal | undefined;
  /** How much longer than usual the answer may take, in milliseconds: registries read large uploads again. */
  patience?: number | undefined;
}

/** An answer whose body has not been read. It has to be read to its end, or discarded. */
export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Where it came from. */
  url: URL;
  /**
   * The body, as it arrives.
   * @throws {TransportFailure}
   */
  body(): AsyncIterable<Uint8Array>;
  /** Ends the connection, or keeps it when there is nothing left to read. */
  discard(): void;
}

/**
 * HTTP over `node:http` and `node:https`: bodies are read no faster than they are sent, which `fetch` does not do.
 * Connections are kept; each origin has its own.
 */
export class Transport {
  private readonly timeouts: Timeouts;
  private readonly environment: Environment;
  private readonly tls: https.AgentOptions;
  private readonly agents = new Map<string, http.Agent>();

  constructor({ certificates, environment = {}, timeouts }: TransportOptions = {}) {
    this.timeouts = { ...TIMEOUTS, ...timeouts };
    this.environment = environment;
    this.tls = certificates === undefined ? {} : { ca: [...rootCertificates, certificates] };
  }

  /**
   * Sends a request, and returns when the head of an answer is there. Nothing is followed or tried again.
   * @throws {TransportFailure}, the signal's reason, or what reading the body throws
   */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const { signal, body, patience = 0 } = request;
    signal?.throwIfAborted();
    const outgoing = this.open(request);
    const abort = () => outgoing.destroy();
    signal?.addEventListener('abort', abort, { once: true });
    const release = () => signal?.removeEventListener('abort', abort);
    try {
      const answered = answerOf(outgoing, request.url);
      // Handled below; it must not be unhandled meanwhile.
      answered.catch(() => undefined);
      const timer = setTimeout(() => outgoing.destroy(timeout('ETIMEDOUT', request.url)), this.timeouts.connect);
      outgoing.once('socket', (socket) => {
        const done = () => clearTimeout(timer);
        if (socket.connecting) socket.once('connect', done);
        else done();
      });
      outgoing.once('close', () => clearTimeout(timer));
      if (body && body.length > 0) await this.sendBody(outgoing, request, body, answered);
      else outgoing.end();
      const message = await within(this.timeouts.answer + patience, outgoing, () => answered, request.url);
      message.once('close', release);
      // The server has answered before it had everything: what else it says is not waited for.
      message.once('end', () => outgoing.writableFinished || outgoing.destroy());
      return new Answer(message, request.url, this.timeouts.idle, signal);
    } catch (error) {
      release();
      outgoing.destroy();
      signal?.throwIfAborted();
      throw error;
    }
  }

  /** Closes connections that are kept. */
  close(): void {
    for (const agent of this.agents.values()) agent.destroy();
    this.agents.clear();
  }

  private open({ method, url, headers, body }: HttpRequest): http.ClientRequest {
    const proxy = proxyFor(url, this.environment);
    const isHttps = url.protocol === 'https:';
    const throughProxy = proxy && !isHttps ? proxy : undefined;
    const authorization = throughProxy && proxyAuthorization(throughProxy);
    const { hostname, port, protocol } = throughProxy ?? url;
    const options: https.RequestOptions = {
      method,
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      path: throughProxy ? url.href : `${url.pathname}${url.search}`,
      agent: this.agent(url, proxy),
      ...(isHttps ? this.tls : {}),
      headers: {
        Host: url.host,
        ...headers,
        ...(authorization && { 'Proxy-Authorization': authorization }),
        ...(body && { 'Content-Length': body.length }),
        ...(body?.expectsContinue && { Expect: '100-continue' }),
      },
    };
    const { request } = protocol === 'https:' ? https : http;
    return request(options);
  }

  private agent(url: URL, proxy: URL | undefined): http.Agent {
    const isTunnel = proxy !== undefined && url.protocol === 'https:';
    const { protocol, host } = isTunnel || !proxy ? url : proxy;
    const key = `${protocol}//${host} ${isTunnel ? proxy.host : ''}`;
    const known = this.agents.get(key);
    if (known) return known;
    const keep = { keepAlive: true };
    const agent = isTunnel
      ? new TunnelAgent(proxy, { ...keep, ...this.tls })
      : protocol === 'https:'
        ? new https.Agent({ ...keep, ...this.tls })
        : new http.Agent(keep);
    this.agents.set(key, agent);
    return agent;
  }

  private async sendBody(
    outgoing: http.ClientRequest,
    { url }: HttpRequest,
    { chunks, expectsContinue }: RequestBody,
    answered: Promise<unknown>,
  ): Promise<void> {
    if (expectsContinue) {
      outgoing.flushHeaders();
      await allowed(outgoing, answered);
    }
    let isOver = false;
    const over = answered.finally(() => (isOver = true));
    over.catch(() => undefined);
    // Of a chunk of the body nothing is kept: its memory is used again for the next one.
    const written = (chunk: Uint8Array) =>
      Promise.race([new Promise<void>((resolve) => outgoing.write(chunk, () => resolve())), over]);
    if (!isOver)
      for await (const chunk of chunks()) {
        await within(this.timeouts.idle, outgoing, () => written(chunk), url);
        if (isOver) return;
      }
    outgoing.end();
  }
}

class Answer implements HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;

  constructor(
    private readonly message: http.IncomingMessage,
    readonly url: URL,
    private readonly idle: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.status = message.statusCode ?? 0;
    this.headers = message.headers;
  }

  async *body(): AsyncIterable<Uint8Array> {
    const chunks = this.message[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    try {
      for (;;) {
        const { done, value } = await within(this.idle, this.message, () => chunks.next(), this.url);
        if (done) return;
        yield value;
      }
    } catch (error) {
      this.signal?.throwIfAborted();
      throw TransportFailure.of(error, this.url);
    } finally {
      await chunks.return?.();
    }
  }

  discard(): void {
    const { complete, headers } = this.message;
    if (!complete && !(Number(headers['content-length']) <= WORTH_READING)) return void this.message.destroy();
    this.message.setTimeout(this.idle, () => this.message.destroy());
    this.message.resume();
  }
}

function answerOf(outgoing: http.ClientRequest, url: URL): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', (error) => reject(TransportFailure.of(error, url, outgoing.reusedSocket)));
    // Of what destroys a request without an error nothing else is told.
    outgoing.once('close', () => reject(new TransportFailure('ECONNRESET', url, outgoing.reusedSocket)));
  });
}

/** When a body may be sent: the server wants it, has said something else, or has said nothing for a while. */
async function allowed(outgoing: http.ClientRequest, answered: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    outgoing.once('continue', resolve);
    timer = setTimeout(resolve, CONTINUE_MS);
  });
  await Promise.race([waited, answered]).finally(() => clearTimeout(timer));
}

/** Waits for something; what keeps it waiting for too long is destroyed. */
async function within<T>(
  ms: number,
  stream: { destroy(error: Error): unknown },
  action: () => Promise<T>,
  url: URL,
): Promise<T> {
  const timer = setTimeout(() => stream.destroy(timeout('timeout', url)), ms);
  try {
    return await action();
  } finally {
    clearTimeout(timer);
  }
}

function timeout(code: 'timeout' | 'ETIMEDOUT', url: URL): TransportFailure {
  return new TransportFailure(code, url, false);
}
