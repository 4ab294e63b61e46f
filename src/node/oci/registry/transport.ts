// Without `node:`, because these names alone lead to the modules that VS Code has fitted with its users' proxies and
// certificates (src/vs/workbench/api/node/proxyResolver.ts there). Both by their objects, whose members it replaces.
import http from 'http';
import https from 'https';
import { rootCertificates } from 'node:tls';
import { type RequestBody } from './body';
import { proxyAuthorization, proxyFor, type Environment } from './proxy';
import { ReadAhead } from './read-ahead';
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

/** Of a body, in bytes at a time: a slow line must get so much through before it counts as idle. */
const SLICE = 128 * 1024;

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
   * The body, as it arrives. A piece is good until the next one is asked for.
   * @throws {TransportFailure}
   */
  body(): AsyncIterable<Uint8Array>;
  /** Ends the connection, or keeps it when there is little left to read. */
  discard(): Promise<void>;
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
    const pending = new Pending(outgoing, request.url);
    const abort = () => pending.destroy();
    signal?.addEventListener('abort', abort, { once: true });
    const release = () => signal?.removeEventListener('abort', abort);
    try {
      this.limitConnecting(outgoing, pending);
      if (body && body.length > 0) await this.sendBody(outgoing, body, pending);
      else outgoing.end();
      const message = await within(this.timeouts.answer + patience, pending, () => pending.answer, request.url);
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

  private limitConnecting(outgoing: http.ClientRequest, pending: Pending): void {
    const timer = setTimeout(() => pending.destroy(timeout('ETIMEDOUT', pending.url)), this.timeouts.connect);
    const done = () => clearTimeout(timer);
    outgoing.once('socket', (socket) => (socket.connecting ? socket.once('connect', done) : done()));
    outgoing.once('close', done);
  }

  private async sendBody(
    outgoing: http.ClientRequest,
    { chunks, expectsContinue }: RequestBody,
    pending: Pending,
  ): Promise<void> {
    if (expectsContinue) {
      outgoing.flushHeaders();
      await pending.allowsBody();
    }
    if (!pending.isOver)
      for await (const chunk of chunks())
        for (let at = 0; at < chunk.length; at += SLICE) {
          const slice = chunk.subarray(at, at + SLICE);
          // Of a chunk nothing is kept: its memory is used again for the next one.
          await within(this.timeouts.idle, pending, () => pending.written(slice), pending.url);
          if (pending.isOver) return;
        }
    outgoing.end();
  }
}

/** A request that has no answer yet. */
class Pending {
  readonly answer: Promise<http.IncomingMessage>;
  /** Whether there is an answer, or will be none. */
  isOver = false;
  private reject: (error: TransportFailure) => void = () => undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly outgoing: http.ClientRequest,
    readonly url: URL,
  ) {
    this.answer = new Promise<http.IncomingMessage>((resolve, reject) => {
      this.reject = reject;
      outgoing.once('response', resolve);
      outgoing.on('error', (error) => reject(TransportFailure.of(error, url, outgoing.reusedSocket)));
      // Of what destroys a request without an error nothing else is told.
      outgoing.once('close', () => {
        if (!this.isOver) reject(new TransportFailure('ECONNRESET', url, outgoing.reusedSocket));
      });
    }).finally(() => {
      this.isOver = true;
      this.wake();
    });
    // Whoever waits for it is told; it must not be unhandled before.
    this.answer.catch(() => undefined);
  }

  /** Ends the request. A request without a connection would not tell anybody by itself. */
  destroy(error = new TransportFailure('ECONNRESET', this.url, false)): void {
    this.outgoing.destroy(error);
    this.reject(error);
  }

  /** When a body may be sent: the server wants it, has said something else, or has said nothing for a while. */
  async allowsBody(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      this.outgoing.once('continue', resolve);
      this.outgoing.once('socket', (socket) => {
        const wait = () => (timer = setTimeout(resolve, CONTINUE_MS));
        if (socket.connecting) socket.once('connect', wait);
        else wait();
      });
    });
    await Promise.race([waited, this.answer]).finally(() => clearTimeout(timer));
  }

  /** Passes a part of the body on. Done, too, when the request is over. */
  written(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      // Of a request that has failed and is not closed yet, Node keeps what is written, and never says so.
      if (this.isOver) return resolve();
      this.outgoing.write(chunk, () => resolve());
    });
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
    const content = new ReadAhead(this.message);
    try {
      for (;;) {
        await within(this.idle, this.message, () => content.ready(), this.url);
        const piece = content.take();
        if (!piece) return;
        yield piece;
      }
    } catch (error) {
      this.signal?.throwIfAborted();
      throw TransportFailure.of(error, this.url);
    } finally {
      // Whoever stops early wants no more of it.
      if (!this.message.readableEnded) this.message.destroy();
    }
  }

  async discard(): Promise<void> {
    const { message } = this;
    if (message.destroyed) return;
    if (!message.complete && !(Number(message.headers['content-length']) <= WORTH_READING)) {
      message.destroy();
      return;
    }
    // Once the end was seen, the connection serves the next request.
    const ended = new Promise<void>((resolve) => message.once('end', resolve).once('close', resolve).resume());
    await within(this.idle, message, () => ended, this.url);
  }
}

/** Waits for something; what keeps it waiting for too long is destroyed. */
async function within<T>(
  ms: number,
  stream: { destroy(error: TransportFailure): unknown },
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
