// Without `node:`, as in transport.ts.
import http from 'http';
import https from 'https';
import { type Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import tls from 'node:tls';
import { proxyAuthorization } from './proxy';

/** How long a proxy may take to connect, in milliseconds. */
const PATIENCE_MS = 30_000;

/** A proxy that does not let a connection through. */
export class ProxyRefusal extends Error {
  constructor(
    /** Its host and port. */
    readonly proxy: string,
    readonly status: number,
  ) {
    super(`${proxy}: ${status}`);
  }
}

type Connected = (error: Error | null, socket?: Duplex) => void;

/** Connections of https through a proxy (RFC 9110, section 9.3.6, CONNECT): what goes through is for the registry only. */
export class TunnelAgent extends https.Agent {
  constructor(
    private readonly proxy: URL,
    options: https.AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: tls.ConnectionOptions, connected: Connected): undefined {
    const { host, port } = options;
    const address = `${host?.includes(':') ? `[${host}]` : host}:${port}`;
    const authorization = proxyAuthorization(this.proxy);
    const { request } = this.proxy.protocol === 'https:' ? https : http;
    const outgoing = request({
      host: this.proxy.hostname.replace(/^\[|\]$/g, ''),
      port: this.proxy.port || (this.proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: address,
      agent: false,
      headers: { Host: address, ...(authorization ? { 'Proxy-Authorization': authorization } : {}) },
    });
    const refused = (status: number | undefined) => new ProxyRefusal(this.proxy.host, status ?? 0);
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(refused(0)));
    outgoing.once('connect', ({ statusCode }: http.IncomingMessage, socket: Socket) => {
      outgoing.setTimeout(0);
      socket.setTimeout(0);
      if (statusCode !== 200) {
        socket.destroy();
        connected(refused(statusCode));
      } else connected(null, tls.connect({ ...options, socket }));
    });
    // A proxy that answers as to any other request.
    outgoing.once('response', (answer: http.IncomingMessage) => {
      answer.destroy();
      connected(refused(answer.statusCode));
    });
    outgoing.once('error', (error) => connected(error));
    outgoing.end();
  }
}
