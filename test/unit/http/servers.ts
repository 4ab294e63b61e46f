import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { newAuthority } from '../signing/pki';

const open: Server[] = [];

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return (server.address() as AddressInfo).port;
}

export function closeServers(): void {
  for (const server of open.splice(0)) {
    server.close();
    if (server instanceof http.Server) server.closeAllConnections();
  }
}

export async function plainServer(answer: RequestListener): Promise<URL> {
  return new URL(`http://127.0.0.1:${await listening(http.createServer(answer))}`);
}

/** A server with a certificate of an authority that nobody knows. */
export async function encryptedServer(answer: RequestListener, authority = newAuthority()): Promise<URL> {
  const { pem: cert, privatePem: key } = authority.issue({ subject: 'localhost' });
  const port = await listening(https.createServer({ cert, key }, answer));
  return new URL(`https://localhost:${port}`);
}

export interface Proxy {
  url: URL;
  /** Where it was asked to connect to, and with which credentials. */
  asked: { target: string; authorization: string | undefined }[];
}

/** A proxy for encrypted connections. @param status what it answers when it does not want to */
export async function proxyServer(status = 200): Promise<Proxy> {
  const asked: Proxy['asked'] = [];
  const server = http.createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', ({ url = '', headers }, socket: Socket, head: Buffer) => {
    asked.push({ target: url, authorization: headers['proxy-authorization'] });
    socket.on('error', () => socket.destroy());
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const onward = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
  });
  return { url: new URL(`http://127.0.0.1:${await listening(server)}`), asked };
}
