// Bodies so large that they wait for whoever reads them: in time and in pieces.
import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Transport } from '../../../src/node/oci/registry/transport';
import { blobOf, type TestBlob } from '../../registry/content';
import { sendBytes } from '../../registry/fake-registry';
import { brokenLine, fakeRegistry, repository, server, stopping } from '../../registry/scene';
import { newAuthority } from '../signing/pki';

const MIB = 1024 * 1024;
const NAME = 'lab/model';

/** No two parts of it are the same. */
const LARGE: TestBlob = (() => {
  const bytes = Buffer.allocUnsafe(65 * MIB + 12_345);
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at);
  return blobOf(bytes);
})();

/** What a body comes to, when the reader is as slow as said from time to time. */
async function digestOf(content: AsyncIterable<Uint8Array>, pause?: (piece: number) => Promise<unknown> | undefined) {
  const hash = createHash('sha256');
  let largest = 0;
  let at = 0;
  for await (const piece of content) {
    await pause?.(at++);
    hash.update(piece);
    largest = Math.max(largest, piece.length);
  }
  return { digest: `sha256:${hash.digest('hex')}`, largest };
}

const whole = { digest: LARGE.descriptor.digest };

describe('a large body', () => {
  it('arrives whole', async () => {
    const fake = await fakeRegistry();
    fake.addBlob(NAME, LARGE.bytes);
    expect(await digestOf(await repository(fake.host).open(LARGE.descriptor))).toMatchObject(whole);
  });
  it('waits for those who are slow, whose pieces become larger, and do not change meanwhile', async () => {
    const fake = await fakeRegistry();
    fake.addBlob(NAME, LARGE.bytes);
    const slow = (piece: number) => (piece % 7 === 0 ? delay(15) : undefined);
    const read = await digestOf(await repository(fake.host).open(LARGE.descriptor), slow);
    expect(read).toMatchObject(whole);
    expect(read.largest).toBeGreaterThan(64 * 1024);
    expect(read.largest).toBeLessThanOrEqual(MIB);
  });
  it('is not received further ahead than a few pieces', async () => {
    let sent = 0;
    const { origin } = await server(async (_request, response) => {
      response.writeHead(200, { 'Content-Length': 1024 * MIB });
      for (const piece = Buffer.alloc(MIB); sent < 1024 * MIB && !response.destroyed; sent += MIB)
        await new Promise((resolve) => response.write(piece, resolve));
    });
    const transport = new Transport();
    const answer = await transport.send({ method: 'GET', url: new URL(origin) });
    for await (const piece of answer.body()) {
      expect(piece.length).toBeGreaterThan(0);
      await delay(500);
      break;
    }
    // With what the operating system keeps on both sides.
    expect(sent).toBeLessThan(64 * MIB);
    transport.close();
  });
  it('arrives whole over TLS', async () => {
    const authority = newAuthority();
    const { pem: cert, privatePem: key } = authority.issue({ subject: 'registry', hosts: ['localhost'] });
    const listening = https.createServer({ cert, key }, (request, response) =>
      sendBytes(request, response, LARGE.bytes, LARGE.descriptor.digest),
    );
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    stopping({
      stop: async () => {
        listening.closeAllConnections();
        await new Promise((resolve) => listening.close(resolve));
      },
    });
    const host = `localhost:${(listening.address() as AddressInfo).port}`;
    const store = repository(host, NAME, { plainHttp: false, certificates: authority.pem });
    const slow = (piece: number) => (piece % 20 === 0 ? delay(10) : undefined);
    expect(await digestOf(await store.open(LARGE.descriptor), slow)).toMatchObject(whole);
  });
  it('arrives whole through a proxy', async () => {
    const fake = await fakeRegistry();
    fake.addBlob(NAME, LARGE.bytes);
    const proxy = await server((request, response) => {
      const { pathname } = new URL(request.url!);
      const passed = http.get(`${fake.origin}${pathname}`, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
    });
    const environment = { HTTP_PROXY: proxy.host };
    const store = repository('registry.test:5000', NAME, { plainHttp: true, environment });
    expect(await digestOf(await store.open(LARGE.descriptor))).toMatchObject(whole);
  });
  it('that comes in chunks arrives whole', async () => {
    const { origin } = await server((_request, response) => response.end(LARGE.bytes));
    const transport = new Transport();
    const answer = await transport.send({ method: 'GET', url: new URL(origin) });
    expect(await digestOf(answer.body())).toMatchObject(whole);
    transport.close();
  });
  it('goes on where it was when the line breaks', async () => {
    const fake = await fakeRegistry();
    fake.addBlob(NAME, LARGE.bytes);
    const line = await brokenLine(fake.host, [{ down: 300 }, { down: 600_000 }]);
    expect(await digestOf(await repository(line.host).open(LARGE.descriptor))).toMatchObject(whole);
    expect(line.cuts).toBe(2);
    const ranges = fake.seen.map(({ headers }) => Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0));
    expect(ranges).toHaveLength(3);
    expect(ranges[2]).toBeGreaterThan(0);
  });
  it('goes on where it was when the registry falls silent', async () => {
    const fake = await fakeRegistry();
    fake.addBlob(NAME, LARGE.bytes);
    let isSilent = true;
    fake.intercept((_request, response) => {
      if (!isSilent) return false;
      isSilent = false;
      response.writeHead(200, { 'Content-Length': LARGE.bytes.length });
      response.write(LARGE.bytes.subarray(0, 2 * MIB + 1));
      return true;
    });
    expect(await digestOf(await repository(fake.host).open(LARGE.descriptor))).toMatchObject(whole);
    expect(fake.seen.at(-1)!.headers.range).toBe(`bytes=${2 * MIB + 1}-`);
  });
  it('ends when it is cancelled, while it comes and while nothing comes', async () => {
    const fake = await fakeRegistry();
    fake.intercept((_request, response) => {
      response.writeHead(200, { 'Content-Length': LARGE.bytes.length });
      response.write(LARGE.bytes.subarray(0, 2 * MIB));
      return true;
    });
    const store = repository(fake.host, NAME, { timeouts: { idle: 20_000 } });
    for (const after of [1, 1000]) {
      const controller = new AbortController();
      const reason = new Error('enough');
      const content = await store.open(LARGE.descriptor, 0, { signal: controller.signal });
      if (after > 1) setTimeout(() => controller.abort(reason), 300);
      const slow = (piece: number) => (piece === after ? Promise.resolve(controller.abort(reason)) : undefined);
      await expect(digestOf(content, slow)).rejects.toBe(reason);
    }
  });
  it('ends where its length says, whatever follows', async () => {
    const { origin, server: listening } = await server(() => undefined);
    listening.removeAllListeners('request');
    listening.on('request', (_request, { socket }: http.ServerResponse) => {
      socket!.write(`HTTP/1.1 200 OK\r\nContent-Length: ${LARGE.bytes.length}\r\n\r\n`);
      socket!.write(LARGE.bytes);
      socket!.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes');
    });
    const transport = new Transport();
    const answer = await transport.send({ method: 'GET', url: new URL(origin) });
    expect(await digestOf(answer.body())).toMatchObject(whole);
    transport.close();
  });
  it('is followed by other requests', async () => {
    const fake = await fakeRegistry();
    fake.addBlob(NAME, LARGE.bytes);
    const store = repository(fake.host);
    await store.tags();
    expect(await digestOf(await store.open(LARGE.descriptor))).toMatchObject(whole);
    expect(await store.tags()).toEqual([]);
    expect(await store.exists(LARGE.descriptor)).toBe(true);
  });
  it('of which only the head is asked for is none', async () => {
    const fake = await fakeRegistry();
    const ports = new Set<number | undefined>();
    fake.intercept((request) => void ports.add(request.socket.remotePort) as unknown as boolean);
    fake.addBlob(NAME, LARGE.bytes);
    const store = repository(fake.host);
    for (let at = 0; at < 3; at++) expect(await store.exists(LARGE.descriptor)).toBe(true);
    expect(ports.size).toBe(1);
  });
});
