// Where connections go: addresses that a registry names, proxies, certificates.
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../../src/node/oci/registry/endpoint';
import { foreignUrl } from '../../../src/node/oci/registry/foreign-url';
import { proxyFor } from '../../../src/node/oci/registry/proxy';
import { Transport } from '../../../src/node/oci/registry/transport';
import { json } from '../../registry/fake-registry';
import { fakeRegistry, repository, server, stopping } from '../../registry/scene';
import { newAuthority } from '../signing/pki';

describe('how a registry is spoken to', () => {
  it.each([
    ['ghcr.io', undefined, 'https://ghcr.io'],
    ['docker.io', undefined, 'https://registry-1.docker.io'],
    ['registry.example.org:5000', true, 'http://registry.example.org:5000'],
    ['localhost:5000', undefined, 'http://localhost:5000'],
    ['127.0.0.1', undefined, 'http://127.0.0.1'],
    ['[::1]:5000', undefined, 'http://[::1]:5000'],
    ['localhost:5000', false, 'https://localhost:5000'],
    ['localhost.example.org', undefined, 'https://localhost.example.org'],
    ['127.0.0.1.example.org', undefined, 'https://127.0.0.1.example.org'],
    ['192.168.0.1:5000', undefined, 'https://192.168.0.1:5000'],
  ])('%s, plain http: %s', (registry, plainHttp, origin) => {
    expect(endpointOf(registry, plainHttp).origin.origin).toBe(origin);
  });
});

describe('an address that a registry names', () => {
  const follow = (registry: string, location: string, plainHttp?: boolean) => {
    const endpoint = endpointOf(registry, plainHttp);
    return foreignUrl(location, new URL('/v2/a/blobs/x', endpoint.origin), endpoint).href;
  };
  it.each([
    ['ghcr.io', '/v2/a?b=%2F', 'https://ghcr.io/v2/a?b=%2F'],
    ['ghcr.io', '../uploads/5', 'https://ghcr.io/v2/a/uploads/5'],
    ['ghcr.io', 'https://storage.example.org/x?y#z', 'https://storage.example.org/x?y'],
    ['ghcr.io', 'https://8.8.8.8/x', 'https://8.8.8.8/x'],
    ['localhost:5000', 'http://127.0.0.1:9000/x', 'http://127.0.0.1:9000/x'],
    ['localhost:5000', 'https://storage.example.org/', 'https://storage.example.org/'],
    ['10.0.0.5:5000', 'https://10.0.0.6/x', 'https://10.0.0.6/x'],
  ])('of %s is followed: %s', (registry, location, expected) => {
    expect(follow(registry, location)).toBe(expected);
  });
  it('is followed over plain http from where that was allowed', () => {
    expect(follow('registry.example.org', 'http://storage.example.org/', true)).toBe('http://storage.example.org/');
  });
  it.each([
    ['ghcr.io', 'http://ghcr.io/x'],
    ['ghcr.io', 'http://storage.example.org/x'],
    ['ghcr.io', 'https://127.0.0.1/x'],
    ['ghcr.io', 'https://127.1/x'],
    ['ghcr.io', 'https://2130706433/x'],
    ['ghcr.io', 'https://0x7f.0.0.1/x'],
    ['ghcr.io', 'https://0.0.0.0/x'],
    ['ghcr.io', 'https://localhost/x'],
    ['ghcr.io', 'https://LOCALHOST./x'],
    ['ghcr.io', 'https://a.localhost/x'],
    ['ghcr.io', 'https://[::1]/x'],
    ['ghcr.io', 'https://[::]/x'],
    ['ghcr.io', 'https://[::ffff:127.0.0.1]/x'],
    ['ghcr.io', 'https://[::ffff:a9fe:a9fe]/x'],
    ['ghcr.io', 'https://[fe80::1]/x'],
    ['ghcr.io', 'https://[fd00::1]/x'],
    ['ghcr.io', 'https://169.254.169.254/x'],
    ['ghcr.io', 'https://100.100.100.200/x'],
    ['ghcr.io', 'https://192.168.1.1/x'],
    ['ghcr.io', '//10.0.0.1/x'],
    ['ghcr.io', 'https://user@storage.example.org/x'],
    ['localhost:5000', 'http://169.254.169.254/x'],
    ['localhost:5000', 'http://storage.example.org/x'],
    ['registry.example.org', 'https://10.0.0.1/x'],
  ])('of %s is refused: %s', (registry, location) => {
    expect(() => follow(registry, location)).toThrow(expect.objectContaining({ code: 'insecure' }));
  });
  it.each(['file:///etc/passwd', 'data:,x', 'ftp://x/', 'http://[', 'https://'])('is none: %s', (location) => {
    expect(() => follow('ghcr.io', location)).toThrow(expect.objectContaining({ code: 'registry' }));
  });
  it('is not shown with what is signed', () => {
    expect(() => follow('ghcr.io', 'https://10.0.0.1/x?signature=s3cret')).toThrow(/10\.0\.0\.1\/x;/);
  });
});

describe('the proxy of the environment', () => {
  const environment = { HTTPS_PROXY: 'http://proxy:3128', http_proxy: 'plain:80' };
  const through = (url: string, NO_PROXY = '') => proxyFor(new URL(url), { ...environment, NO_PROXY })?.host;
  it('is used by scheme', () => {
    expect(through('https://ghcr.io/')).toBe('proxy:3128');
    expect(through('http://registry.example.org/')).toBe('plain');
    expect(proxyFor(new URL('https://ghcr.io/'), {})).toBeUndefined();
    expect(proxyFor(new URL('https://ghcr.io/'), { HTTPS_PROXY: ' ' })).toBeUndefined();
  });
  it.each(['http://localhost:5000/', 'https://127.0.0.1/', 'https://[::1]:5000/'])('is never used for %s', (url) => {
    expect(through(url)).toBeUndefined();
  });
  it.each([
    ['*', 'https://ghcr.io/', false],
    ['ghcr.io', 'https://ghcr.io/', false],
    ['ghcr.io', 'https://a.ghcr.io/', false],
    ['.ghcr.io', 'https://a.ghcr.io/', false],
    ['*.ghcr.io', 'https://a.ghcr.io/', false],
    ['GHCR.io', 'https://ghcr.io/', false],
    ['ghcr.io:443', 'https://ghcr.io/', false],
    ['ghcr.io:5000', 'https://ghcr.io/', true],
    ['hcr.io', 'https://ghcr.io/', true],
    ['a.ghcr.io', 'https://ghcr.io/', true],
    ['other, 10.1.2.3', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', 'https://11.1.2.3/', true],
    ['10.0.0.0/99', 'https://10.1.2.3/', true],
    ['fd00::/8', 'https://[fd00::5]/', false],
    ['fd00::5', 'https://[fd00::5]/', false],
    ['[fd00::5]:443', 'https://[fd00::5]/', false],
    ['0.3', 'https://10.1.0.3/', true],
    [',, ,', 'https://ghcr.io/', true],
  ])('NO_PROXY=%s for %s', (list, url, isUsed) => {
    expect(through(url, list) !== undefined).toBe(isUsed);
  });
  it.each(['socks5://u:s3cret@proxy', 'http://[', 'ftp://proxy'])('is refused in words: %s', (HTTPS_PROXY) => {
    expect(() => proxyFor(new URL('https://ghcr.io/'), { HTTPS_PROXY })).toThrow(/must be an http:/);
    expect(() => proxyFor(new URL('https://ghcr.io/'), { HTTPS_PROXY })).not.toThrow(/s3cret/);
  });
});

const authority = newAuthority();
const certificate = authority.issue({ subject: 'registry', hosts: ['localhost', '127.0.0.1', 'registry.test'] });

/** A registry over TLS that lists one tag. */
async function tlsRegistry(cert = certificate): Promise<{ host: string; port: number }> {
  const handle = (_request: unknown, response: Parameters<typeof json>[0]) => json(response, { tags: ['v1'] });
  const listening = https.createServer({ cert: cert.pem, key: cert.privatePem }, handle);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  stopping({
    stop: async () => {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
    },
  });
  const { port } = listening.address() as AddressInfo;
  return { host: `localhost:${port}`, port };
}

describe('https', () => {
  const tags = (host: string, certificates?: string) =>
    repository(host, 'lab/model', { plainHttp: false, ...(certificates !== undefined && { certificates }) }).tags();
  it('is trusted by an authority that is named', async () => {
    expect(await tags((await tlsRegistry()).host, authority.pem)).toEqual(['v1']);
  });
  it('is not trusted without', async () => {
    await expect(tags((await tlsRegistry()).host)).rejects.toMatchObject({
      code: 'insecure',
      message: expect.stringContaining('nobody who is trusted'),
    });
  });
  it('is not trusted with the certificate of another host', async () => {
    const other = authority.issue({ subject: 'other', hosts: ['other.example.org'] });
    await expect(tags((await tlsRegistry(other)).host, authority.pem)).rejects.toMatchObject({
      code: 'insecure',
      message: expect.stringContaining('another host'),
    });
  });
  it('is not trusted with a certificate that has expired', async () => {
    const old = authority.issue({ subject: 'old', hosts: ['localhost'], notAfter: new Date(Date.now() - 1000) });
    await expect(tags((await tlsRegistry(old)).host, authority.pem)).rejects.toMatchObject({
      code: 'insecure',
      message: expect.stringContaining('expired'),
    });
  });
  it('is said to be wanted where plain http is spoken', async () => {
    const { host } = await tlsRegistry();
    await expect(repository(host).tags()).rejects.toMatchObject({
      code: expect.stringMatching(/registry|unreachable/),
    });
  });
});

/** A proxy that connects every name to this machine. */
async function connectProxy(status = 200): Promise<{ host: string; asked: string[]; authorizations: unknown[] }> {
  const asked: string[] = [];
  const authorizations: unknown[] = [];
  const proxy = await server((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    authorizations.push(request.headers['proxy-authorization']);
    json(response, { tags: ['through'] });
  });
  proxy.server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    authorizations.push(request.headers['proxy-authorization']);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const port = Number(request.url!.split(':').at(-1));
    const target = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  return { host: proxy.host, asked, authorizations };
}

describe('a proxy', () => {
  it('tunnels https, and sees nothing of it', async () => {
    const { port } = await tlsRegistry();
    const proxy = await connectProxy();
    const environment = { HTTPS_PROXY: `http://user:p%40ss@${proxy.host}` };
    const store = repository(`registry.test:${port}`, 'lab/model', { certificates: authority.pem, environment });
    expect(await store.tags()).toEqual(['v1']);
    expect(await store.tags()).toEqual(['v1']);
    expect(proxy.asked).toEqual([`CONNECT registry.test:${port}`]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`]);
  });
  it('checks certificates of the registry, not its own', async () => {
    const { port } = await tlsRegistry();
    const proxy = await connectProxy();
    const environment = { HTTPS_PROXY: proxy.host };
    await expect(
      repository(`elsewhere.test:${port}`, 'lab/model', { certificates: authority.pem, environment }).tags(),
    ).rejects.toMatchObject({
      code: 'insecure',
    });
  });
  it('passes plain http on', async () => {
    const proxy = await connectProxy();
    const environment = { HTTP_PROXY: proxy.host };
    const store = repository('registry.test:5000', 'lab/model', { plainHttp: true, environment });
    expect(await store.tags()).toEqual(['through']);
    expect(proxy.asked).toEqual(['GET http://registry.test:5000/v2/lab/model/tags/list']);
  });
  it.each([
    [407, 'wants a name and password'],
    [403, 'lets no connection'],
  ])('that answers %d is told of in words', async (status, message) => {
    const proxy = await connectProxy(status);
    const environment = { HTTPS_PROXY: `http://user:s3cret@${proxy.host}` };
    const failure = await repository('registry.test:5000', 'lab/model', { environment })
      .tags()
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'unreachable', message: expect.stringContaining(message) });
    expect(String(failure)).not.toContain('s3cret');
  });
  it('that is not there is told of in words', async () => {
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1' };
    await expect(repository('registry.test:5000', 'lab/model', { environment }).tags()).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});

describe('a connection', () => {
  it('is used again', async () => {
    const fake = await fakeRegistry();
    const ports = new Set<number | undefined>();
    fake.intercept((request) => void ports.add(request.socket.remotePort) as unknown as boolean);
    const store = repository(fake.host);
    for (let i = 0; i < 5; i++) await store.tags();
    for (let i = 0; i < 3; i++) await store.resolve('v1').catch(() => undefined);
    expect(ports.size).toBe(1);
  });
  it('that the server has closed is made anew, without a word', async () => {
    const notices: string[] = [];
    const fake = await fakeRegistry();
    let requests = 0;
    fake.intercept((request) => {
      if (++requests !== 2) return false;
      request.socket.destroy();
      return true;
    });
    const store = repository(fake.host, 'lab/model', { notice: (message) => notices.push(message) });
    await store.tags();
    await store.tags();
    expect([requests, notices]).toEqual([3, []]);
  });
  it('that the server ends in the middle of a body is told at once, whatever the body is doing', async () => {
    // Nothing is read, and the end comes at another moment each time.
    let connections = 0;
    const ending = net.createServer((socket) => {
      const bytes = 500 * ++connections;
      let seen = 0;
      socket.on('error', () => undefined);
      socket.on('data', (data) => (seen += data.length) >= bytes && socket.end());
    });
    await new Promise<void>((resolve) => ending.listen(0, '127.0.0.1', resolve));
    const { port } = ending.address() as AddressInfo;
    const transport = new Transport();
    async function* chunks() {
      for (;;) {
        yield Buffer.alloc(100);
        await new Promise(setImmediate);
      }
    }
    const body = { length: 2 ** 30, chunks, expectsContinue: false };
    const url = new URL(`http://127.0.0.1:${port}/`);
    for (let i = 0; i < 200; i++)
      await expect(transport.send({ method: 'PUT', url, body })).rejects.toMatchObject({ code: 'ECONNRESET' });
    transport.close();
    ending.close();
  }, 40_000);
  it('is waited for no longer than it may take', async () => {
    const silent = net.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const transport = new Transport({ timeouts: { connect: 200 }, environment });
    const url = new URL('https://registry.test/v2/');
    await expect(transport.send({ method: 'GET', url })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    transport.close();
    silent.close();
  });
});
