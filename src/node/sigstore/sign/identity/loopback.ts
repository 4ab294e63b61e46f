import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { t } from '../../../../core/l10n';

/** What a browser brought back from an identity provider. */
export interface Callback {
  code: string | undefined;
  state: string | undefined;
  /** Who sent it, where that is said (RFC 9207). */
  issuer: string | undefined;
  error: string | undefined;
  description: string | undefined;
}

const PATH = '/auth/callback';
const PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description'] as const;

/** A browser sends little, and at once. */
const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 5_000, requestTimeout: 5_000 } as const;
const MAX_CONNECTIONS = 16;

/**
 * Waits on this machine for the browser to come back from an identity provider (RFC 8252, 7.3). Only this machine can reach
 * it, it answers one path, and it is gone when the browser has been there.
 */
export class LoopbackServer {
  private readonly server = http.createServer(LIMITS, (request, response) => this.answer(request, response));
  private settle!: (callback: Callback) => void;
  private reachedAt: string | undefined;
  /** What the browser brings. Pending until then. */
  readonly callback = new Promise<Callback>((resolve) => (this.settle = resolve));

  /** @throws {Error} where no port can be had */
  static async open(): Promise<LoopbackServer> {
    const loopback = new LoopbackServer();
    const { server } = loopback;
    server.maxConnections = MAX_CONNECTIONS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return loopback;
  }

  /** With the name that identity providers know: many have it registered for any port. */
  get redirectUri(): string {
    return this.reachedAt ?? `http://localhost:${this.port}${PATH}`;
  }

  /** The address changes where a browser reaches this machine by another one, as through a tunnel. */
  isReachedAt(address: string): void {
    this.reachedAt = address;
  }

  /** Whether identity providers would send a browser here. */
  get hasKnownName(): boolean {
    const { protocol, hostname, pathname } = new URL(this.redirectUri);
    return protocol === 'http:' && hostname === 'localhost' && pathname === PATH;
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer({ method, headers, url = '' }: IncomingMessage, response: ServerResponse): void {
    // A page elsewhere can have a name of its own lead here, but not change the name.
    const ours = [`localhost:${this.port}`, `127.0.0.1:${this.port}`, new URL(this.redirectUri).host];
    const isForUs = ours.includes(headers.host ?? '');
    const target = URL.canParse(url, this.redirectUri) ? new URL(url, this.redirectUri) : undefined;
    if (!isForUs || target?.pathname !== PATH) return page(response, 404, t('There is nothing here'), '');
    if (method !== 'GET') return page(response, 405, t('There is nothing here'), '');
    const values = PARAMETERS.map((name) => target.searchParams.getAll(name));
    if (values.some((given) => given.length > 1) || !values.some((given) => given.length))
      return page(response, 400, t('This is no answer of an identity provider'), '');
    const [code, state, issuer, error, description] = values.map(([value]) => value);
    const [title, text] =
      error === undefined
        ? [t('You are back'), t('The rest happens where you came from. You can close this page.')]
        : [t('You are not signed in'), t('You can close this page. Where you came from, it says why.')];
    page(response, 200, title, text, () => this.settle({ code, state, issuer, error, description }));
  }
}

/** A page without anything active. */
function page(response: ServerResponse, status: number, title: string, text: string, sent?: () => void): void {
  const body = [
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    '<style>body{font:1.1rem system-ui,sans-serif;max-width:30em;margin:20vh auto;padding:0 1em;color-scheme:light dark}</style>',
    `<main><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main>`,
  ].join('');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(body, sent);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
