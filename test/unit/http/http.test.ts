import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/signing/model/model';
import { failureOf, failureSentence, HttpFailure } from '../../../src/node/http/failure';
import { httpClient } from '../../../src/node/http/http';
import { environmentProxy } from '../../../src/node/http/proxy';
import { retrying } from '../../../src/node/http/retry';
import { closeServers, encryptedServer, plainServer, proxyServer } from './servers';

afterEach(closeServers);

const ask = httpClient({ timeoutMs: 1000 });
const GET = { method: 'GET' } as const;
const reasonOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => expect.unreachable('no failure'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpFailure);
  return (error as HttpFailure).reason;
};
const unusedPort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('asking a server', () => {
  it('sends what is to be sent, and brings the whole answer', async () => {
    const url = await plainServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { method, headers, url: path } = request;
        response.writeHead(201, { 'x-seen': 'yes' });
        response.end(
          JSON.stringify({ method, path, length: headers['content-length'], type: headers['content-type'], body }),
        );
      });
    });
    const { status, statusText, headers, body } = await ask(new URL('/a?b=c', url), {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'grüße',
    });
    expect([status, statusText, headers['x-seen']]).toEqual([201, 'Created', 'yes']);
    expect(JSON.parse(body.toString())).toEqual({
      method: 'POST',
      path: '/a?b=c',
      length: '7',
      type: 'text/plain',
      body: 'grüße',
    });
  });
  it('follows nobody elsewhere', async () => {
    let requests = 0;
    const url = await plainServer((_request, response) => {
      requests++;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect((await ask(url, GET)).status).toBe(307);
    expect(requests).toBe(1);
  });
  it('says why there is no answer', async () => {
    const silent = await plainServer(() => undefined);
    const rude = await plainServer((request) => request.socket.destroy());
    const endless = await plainServer((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
      };
      response.on('drain', more);
      more();
    });
    const half = await plainServer((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    const unknown = await encryptedServer((_request, response) => response.end());
    const quick = httpClient({ timeoutMs: 200 });
    expect(await reasonOf(quick(silent, GET))).toBe('timeout');
    expect(await reasonOf(ask(rude, GET))).toBe('reset');
    expect(await reasonOf(ask(half, GET))).toBe('reset');
    expect(await reasonOf(ask(endless, GET))).toBe('too-large');
    expect(await reasonOf(ask(unknown, GET))).toBe('certificate');
    expect(await reasonOf(ask(new URL(`http://127.0.0.1:${await unusedPort()}`), GET))).toBe('refused');
    expect(await reasonOf(ask(new URL('https://name.invalid'), GET))).toBe('unresolved');
    expect(await reasonOf(ask(new URL(`https://127.0.0.1:${silent.port}`), GET))).toBe('other');
  });
  it('says it in words', () => {
    for (const [code, words] of [
      ['ENOTFOUND', 'cannot be found (ENOTFOUND). Is there a network?'],
      ['ECONNREFUSED', 'refuses connections'],
      ['EPIPE', 'broke the connection off'],
      ['CERT_HAS_EXPIRED', 'a certificate that is not trusted here (CERT_HAS_EXPIRED)'],
      ['ERR_TLS_CERT_ALTNAME_INVALID', 'not trusted here'],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
      ['EHOSTUNREACH', 'cannot be reached (EHOSTUNREACH)'],
    ])
      expect(failureSentence('It', failureOf(Object.assign(new Error('x'), { code })))).toContain(words);
    const several = new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]);
    expect(failureOf(several).reason).toBe('refused');
    expect(failureOf('nothing known').reason).toBe('other');
  });
  it('can be given up', async () => {
    const silent = await plainServer(() => undefined);
    await expect(ask(silent, { ...GET, signal: AbortSignal.timeout(50) })).rejects.toBeInstanceOf(CancelledError);
    await expect(ask(silent, { ...GET, signal: AbortSignal.abort() })).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('asking again', () => {
  it('helps where a server is overloaded for a moment, and stops in the end', async () => {
    const answers = [503, 429, 200];
    const url = await plainServer((_request, response) => {
      response.writeHead(answers.shift() ?? 500, { 'retry-after': '0' }).end();
    });
    expect((await retrying(ask)(url, GET)).status).toBe(200);
    expect((await retrying(ask)(url, GET)).status).toBe(500);
  });
  it('is not done where it does not help', async () => {
    let requests = 0;
    const url = await plainServer((_request, response) => {
      requests++;
      response.writeHead(404).end();
    });
    expect((await retrying(ask)(url, GET)).status).toBe(404);
    const silent = await plainServer(() => void requests++);
    expect(await reasonOf(retrying(httpClient({ timeoutMs: 100 }))(silent, GET))).toBe('timeout');
    expect(requests).toBe(2);
  });
  it('can be given up', async () => {
    const url = await plainServer((_request, response) => response.writeHead(503, { 'retry-after': '3600' }).end());
    const outcome = retrying(ask)(url, { ...GET, signal: AbortSignal.timeout(200) });
    await expect(outcome).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('a proxy', () => {
  it('connects to the server, and sees nothing of what is said', async () => {
    const url = await encryptedServer((_request, response) => response.end());
    const { url: proxy, asked } = await proxyServer();
    const credentials = new URL(`http://ann:p%40ss@${proxy.host}`);
    // The server's certificate was seen: so the proxy led there. What it says with a certificate that is trusted, the command line shows.
    expect(await reasonOf(httpClient({ proxy: () => credentials })(url, GET))).toBe('certificate');
    const authorization = `Basic ${Buffer.from('ann:p@ss').toString('base64')}`;
    expect(asked).toEqual([{ target: `localhost:${url.port}`, authorization }]);
  });
  it.each([403, 407, 502])('that does not want to is named (%i)', async (status) => {
    const { url } = await proxyServer(status);
    const outcome = httpClient({ proxy: () => url })(new URL('https://service.example'), GET);
    const error = await outcome.catch((reason: HttpFailure) => reason);
    expect(error).toMatchObject({ reason: 'proxy', detail: `${url.host}, ${status}` });
  });
  it('that is not there is named', async () => {
    const url = new URL(`http://127.0.0.1:${await unusedPort()}`);
    const outcome = httpClient({ proxy: () => url })(new URL('https://service.example'), GET);
    expect(await outcome.catch(({ detail }: HttpFailure) => detail)).toBe(`${url.host}, ECONNREFUSED`);
  });
  it('that never answers is given up', async () => {
    const silent = await plainServer((request) => void request);
    const outcome = httpClient({ proxy: () => new URL(silent), timeoutMs: 200 })(
      new URL('https://service.example'),
      GET,
    );
    expect(['timeout', 'proxy']).toContain(await reasonOf(outcome));
  });

  const proxyFor = (environment: NodeJS.ProcessEnv, url: string) => environmentProxy(environment)(new URL(url))?.href;
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
    [{ https_proxy: 'proxy:3128', HTTPS_PROXY: 'http://other' }, 'http://proxy:3128/'],
    [{ ALL_PROXY: 'https://proxy' }, 'https://proxy/'],
    [{ HTTP_PROXY: 'http://proxy' }, undefined],
    [{ HTTPS_PROXY: 'socks5://proxy' }, undefined],
    [{ HTTPS_PROXY: 'http://[' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: '*' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'other.example, sigstore.dev' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: '.SIGSTORE.dev' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'fulcio.sigstore.dev:443' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'fulcio.sigstore.dev:8443' }, 'http://proxy/'],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'store.dev' }, 'http://proxy/'],
  ])('is the one that the environment names: %j', (environment, expected) => {
    expect(proxyFor(environment, 'https://fulcio.sigstore.dev/api')).toBe(expected);
    expect(proxyFor(environment, 'http://127.0.0.1:1/')).toBeUndefined();
  });
});
