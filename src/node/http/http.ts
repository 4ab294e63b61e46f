// Without `node:`, because these names alone lead to the modules that VS Code has fitted with its users' proxies and
// certificates (src/vs/workbench/api/node/proxyResolver.ts there).
import http, { type IncomingHttpHeaders } from 'http';
import https from 'https';
import tls from 'tls';
import { type Duplex } from 'node:stream';
import { CancelledError } from '../../core/signing/model/model';
import { failureOf, HttpFailure } from './failure';

export interface HttpRequest {
  method: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  status: number;
  statusText: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Asks a server. Redirects are answers as any other: what is sent is not for others to read.
 * @throws {HttpFailure} where there is no whole answer
 * @throws {CancelledError}
 */
export type Http = (url: URL, request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions {
  /** The proxy to use for a URL. In VS Code there is none to give: it has proxies of its own. */
  proxy?: (url: URL) => URL | undefined;
  /** For a whole request. Version 2 of Rekor answers when an entry is in the log, which takes seconds. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

/** Answers of the services that sign have some kilobytes. */
const MAX_BYTES = 4 * 1024 * 1024;

export function httpClient({ proxy, timeoutMs = TIMEOUT_MS }: HttpOptions = {}): Http {
  return async (url, { signal, ...request }) => {
    if (signal?.aborted) throw new CancelledError();
    const deadline = AbortSignal.timeout(timeoutMs);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      return await ask(url, { ...request, signal: either }, proxy?.(url));
    } catch (error) {
      if (signal?.aborted) throw new CancelledError();
      if (deadline.aborted) throw new HttpFailure('timeout', String(timeoutMs / 1000));
      throw failureOf(error);
    }
  };
}

async function ask(
  url: URL,
  { method, headers, body, signal }: HttpRequest,
  proxy: URL | undefined,
): Promise<HttpResponse> {
  const tunnel = proxy ? await openTunnel(proxy, url, signal!) : undefined;
  const options: https.RequestOptions = {
    method,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    signal,
    ...(tunnel ? { createConnection: () => tls.connect({ socket: tunnel, servername: url.hostname }) } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
      read(response).then(resolve, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function read(response: http.IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) {
      response.destroy();
      throw new HttpFailure('too-large', String(MAX_BYTES / 1024 / 1024));
    }
    chunks.push(chunk);
  }
  const { statusCode: status = 0, statusMessage: statusText = '', headers } = response;
  return { status, statusText, headers, body: Buffer.concat(chunks) };
}

/** Has a proxy connect to a server (RFC 9110, 9.3.6): what is said through it is encrypted. */
async function openTunnel(proxy: URL, { hostname, port }: URL, signal: AbortSignal): Promise<Duplex> {
  const target = `${hostname}:${port || 443}`;
  const { username, password } = proxy;
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? https : http).request({
      hostname: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...(username ? { 'proxy-authorization': `Basic ${credentials}` } : {}) },
      agent: false,
      signal,
    });
    request.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new HttpFailure('proxy', `${proxy.host}, ${statusCode}`));
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new HttpFailure('proxy', `${proxy.host}, ${error.code ?? error.name}`)),
    );
    request.end();
  });
}
