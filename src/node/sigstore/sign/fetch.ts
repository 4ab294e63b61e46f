import { AsyncLocalStorage } from 'node:async_hooks';
import { type IncomingHttpHeaders } from 'node:http';
import { type Http } from '../../http/http';

/** What requests of \@sigstore/sign go through. */
interface Transport {
  http: Http;
  signal?: AbortSignal | undefined;
}

const transports = new AsyncLocalStorage<Transport>();

/** Does something whose requests by \@sigstore/sign go through a transport. */
export function through<T>(transport: Transport, action: () => Promise<T>): Promise<T> {
  return transports.run(transport, action);
}

interface Options {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * Takes the place of the package make-fetch-happen in \@sigstore/sign (`alias` in esbuild.mjs), with the part of it that is
 * used there. That package is nine times as large as the rest, follows redirects with the token in the body, reads answers
 * of any size, cannot be cancelled, and knows nothing of VS Code's proxies.
 */
export default async function fetch(
  url: string,
  { method = 'GET', headers = {}, body }: Options = {},
): Promise<object> {
  const transport = transports.getStore();
  if (!transport) throw new Error('@sigstore/sign was used without a transport');
  const response = await transport.http(new URL(url), {
    method: method === 'POST' ? 'POST' : 'GET',
    headers,
    ...(body === undefined ? {} : { body }),
    signal: transport.signal,
  });
  const { status, statusText } = response;
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText,
    headers: { get: (name: string) => header(response.headers, name) },
    json: async (): Promise<unknown> => JSON.parse(response.body.toString('utf8')),
    buffer: async () => response.body,
  };
}

function header(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return value === undefined ? null : String(value);
}
