import { describe, expect, it } from 'vitest';
import { type Digest } from '../../../src/core/oci/digest';
import { blobOf, collect, randomBlob, randomNumbers } from '../../registry/content';
import { end, sendBytes } from '../../registry/fake-registry';
import { brokenLine, fakeRegistry, repository, server } from '../../registry/scene';

const MIB = 1024 * 1024;
const NAME = 'lab/model';

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const manifest = (extra: object = {}) =>
  blobOf(
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        config: blobOf(Buffer.from('{}'), 'application/vnd.oci.empty.v1+json').descriptor,
        layers: [],
        ...extra,
      }),
    ),
    MANIFEST_TYPE,
  );

describe('a blob that is read', () => {
  it.each([0, 1, 3 * MIB + 1])('has %d bytes', async (size) => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = randomBlob(size);
    fake.addBlob(NAME, bytes);
    const read = await collect(await repository(fake.host).open(descriptor));
    expect(read.equals(bytes)).toBe(true);
  });
  it('begins where it is wanted', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = randomBlob(1000);
    fake.addBlob(NAME, bytes);
    const source = repository(fake.host);
    expect(await collect(await source.open(descriptor, 990))).toEqual(bytes.subarray(990));
    expect(fake.seen[0]!.headers.range).toBe('bytes=990-');
    expect(await collect(await source.open(descriptor, 1000))).toEqual(Buffer.alloc(0));
    expect(fake.seen).toHaveLength(1);
  });
  it('is not found at once', async () => {
    const fake = await fakeRegistry();
    await expect(repository(fake.host).open(randomBlob(5).descriptor)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('BLOB_UNKNOWN'),
    });
  });

  describe('over a line that breaks', () => {
    it('goes on where it was', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(5 * MIB);
      fake.addBlob(NAME, bytes);
      const line = await brokenLine(fake.host, [{ down: 2 * MIB }, { down: MIB }, { down: 10 }]);
      const read = await collect(await repository(line.host).open(descriptor));
      expect([read.equals(bytes), line.cuts]).toEqual([true, 3]);
      const ranges = fake.seen.slice(1).map(({ headers }) => Number(/\d+/.exec(headers.range ?? '')?.[0]));
      expect(ranges[0]).toBeGreaterThan(MIB);
      expect(ranges[1]).toBeGreaterThan(2 * MIB);
    });
    it('goes on where it was with a registry that knows no ranges', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(5 * MIB);
      fake.addBlob(NAME, bytes);
      fake.intercept((request) => {
        delete request.headers.range;
        return false;
      });
      const line = await brokenLine(fake.host, [{ down: 2 * MIB }]);
      const read = await collect(await repository(line.host).open(descriptor));
      expect([read.equals(bytes), line.cuts]).toEqual([true, 1]);
    });
    it('goes on where it was with a registry that refuses ranges', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(2 * MIB);
      fake.addBlob(NAME, bytes);
      fake.answering(({ headers }) => headers.range !== undefined, 416, {}, '', Infinity);
      const line = await brokenLine(fake.host, [{ down: MIB }]);
      const read = await collect(await repository(line.host).open(descriptor));
      expect([read.equals(bytes), line.cuts]).toEqual([true, 1]);
    });
    it('ends whole after cuts at random bytes', { timeout: 60_000 }, async () => {
      let cuts = 0;
      const random = randomNumbers(2);
      for (let run = 0; run < 40; run++) {
        const fake = await fakeRegistry();
        const { bytes, descriptor } = randomBlob(Math.floor(random() * 2 * MIB));
        fake.addBlob(NAME, bytes);
        const anyCut = () => ({ down: 1 + Math.floor(random() * MIB) });
        const line = await brokenLine(fake.host, [anyCut(), anyCut(), anyCut()]);
        expect((await collect(await repository(line.host).open(descriptor))).equals(bytes)).toBe(true);
        cuts += line.cuts;
      }
      console.log(`downloads cut at random bytes: ${cuts} cuts in 40 downloads, all whole`);
      expect(cuts).toBeGreaterThan(20);
    });
    it('goes on when the registry falls silent', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(1000);
      fake.addBlob(NAME, bytes);
      let silent = true;
      fake.intercept((_request, response) => {
        if (!silent) return false;
        silent = false;
        response.writeHead(200, { 'Content-Length': 1000 });
        response.write(bytes.subarray(0, 300));
        return true;
      });
      expect(await collect(await repository(fake.host).open(descriptor))).toEqual(bytes);
      expect(fake.seen.at(-1)!.headers.range).toBe('bytes=300-');
    });
    it('is given up in words when it never ends', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(1000);
      fake.intercept((_request, response) => {
        response.writeHead(200, { 'Content-Length': 1000 });
        response.write(bytes.subarray(0, 10), () => response.destroy());
        return true;
      });
      await expect(repository(fake.host).open(descriptor).then(collect)).rejects.toMatchObject({
        code: expect.stringMatching(/registry|unreachable/),
      });
    });
  });

  describe('from a registry that lies', () => {
    const lying = async (status: number, headers: object, body: Buffer | string) => {
      const fake = await fakeRegistry();
      fake.answering(() => true, status, { ...headers }, body, Infinity);
      return repository(fake.host);
    };
    it('is refused when it is said to be longer, before anything is read', async () => {
      const source = await lying(200, {}, Buffer.alloc(11));
      await expect(source.open(randomBlob(10).descriptor)).rejects.toMatchObject({ code: 'size-mismatch' });
    });
    it('is refused when it is said to be shorter', async () => {
      const source = await lying(200, {}, Buffer.alloc(9));
      await expect(source.open(randomBlob(10).descriptor)).rejects.toMatchObject({ code: 'size-mismatch' });
    });
    it('never brings more than it should', async () => {
      const fake = await fakeRegistry();
      fake.intercept((_request, response) => {
        // In pieces of no length that is said before.
        response.writeHead(200);
        const more = () => response.write(Buffer.alloc(65536)) && setImmediate(more);
        response.on('drain', more);
        more();
        return true;
      });
      const { descriptor } = randomBlob(200_000);
      await expect(repository(fake.host).open(descriptor).then(collect)).rejects.toMatchObject({
        code: 'size-mismatch',
      });
    });
    it.each([
      ['another part', 'bytes 5-9/10'],
      ['a blob of another size', 'bytes 3-9/11'],
      ['nonsense', 'bytes x'],
      ['nothing', undefined],
    ])('is refused when it comes with %s', async (_title, range) => {
      const source = await lying(206, range === undefined ? {} : { 'Content-Range': range }, Buffer.alloc(7));
      await expect(source.open(randomBlob(10).descriptor, 3)).rejects.toMatchObject({
        code: expect.stringMatching(/^(registry|size-mismatch)$/),
      });
    });
    it('is refused when it is a web page', async () => {
      const source = await lying(200, { 'Content-Type': 'text/html; charset=utf-8' }, '<html>log in</html>');
      await expect(source.open(randomBlob(19).descriptor)).rejects.toMatchObject({
        code: 'registry',
        message: expect.stringContaining('web page'),
      });
    });
  });

  describe('from where the registry sends it on to', () => {
    it('comes without the storage being told who asks', async () => {
      const { bytes, descriptor } = randomBlob(3 * MIB);
      // As S3 does: two ways of saying who asks are one too many.
      const storage = await server((request, response) =>
        request.headers.authorization || request.headers.cookie
          ? end(response, 400)
          : sendBytes(request, response, bytes, descriptor.digest),
      );
      const fake = await fakeRegistry({ blobsAt: storage.origin });
      fake.addBlob(NAME, bytes);
      fake.intercept((request, response) => {
        if (request.headers.authorization === `Basic ${Buffer.from('alice:s3cret').toString('base64')}`) return false;
        end(response, 401, { 'WWW-Authenticate': 'Basic realm="lab"' });
        return true;
      });
      const credentials = {
        find: async () => ({ kind: 'password' as const, username: 'alice', password: 's3cret', from: 'the test' }),
      };
      const line = await brokenLine(storage.host, [{ down: MIB }]);
      fake.options.blobsAt = `http://${line.host}`;
      const read = await collect(await repository(fake.host, NAME, { credentials }).open(descriptor));
      expect([read.equals(bytes), line.cuts, storage.seen.length]).toEqual([true, 1, 2]);
      // The way is asked for anew: what was signed may have ended.
      expect(fake.seen.filter(({ headers }) => headers.authorization)).toHaveLength(2);
    });
    it('does not answer a storage that asks who asks', async () => {
      const storage = await server((_request, response) =>
        end(response, 401, { 'WWW-Authenticate': 'Basic realm="give it to me"' }),
      );
      const fake = await fakeRegistry({ blobsAt: storage.origin });
      const { bytes, descriptor } = randomBlob(10);
      fake.addBlob(NAME, bytes);
      let asked = 0;
      const credentials = { find: async () => void asked++ as undefined };
      await expect(repository(fake.host, NAME, { credentials }).open(descriptor)).rejects.toMatchObject({
        code: 'unauthorized',
        message: expect.stringContaining(storage.host),
      });
      expect([asked, storage.seen.length]).toEqual([0, 1]);
    });
    it('shows nothing of what is signed', async () => {
      const fake = await fakeRegistry({ blobsAt: 'http://169.254.169.254' });
      const { bytes, descriptor } = randomBlob(10);
      fake.addBlob(NAME, bytes);
      const failure = await repository(fake.host)
        .open(descriptor)
        .catch((error: Error) => error);
      expect(failure).toMatchObject({ code: 'insecure', message: expect.stringContaining('169.254.169.254') });
      expect(String((failure as Error).message)).not.toContain('s3cret');
    });
    it('is not followed in circles', async () => {
      const fake = await fakeRegistry();
      fake.answering(() => true, 307, { Location: '/v2/lab/model/blobs/x' }, '', Infinity);
      await expect(repository(fake.host).open(randomBlob(10).descriptor)).rejects.toMatchObject({
        code: 'registry',
        message: expect.stringContaining('circle'),
      });
      expect(fake.seen.length).toBeLessThan(10);
    });
  });

  it('ends at once when it is cancelled', async () => {
    const fake = await fakeRegistry();
    fake.intercept((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('x');
      return true;
    });
    const controller = new AbortController();
    const content = await repository(fake.host).open(randomBlob(1000).descriptor, 0, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(collect(content)).rejects.toThrow('enough');
  });
});

describe('a manifest', () => {
  it('is resolved by its tag and by its digest, and read', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    fake.addManifest(NAME, 'v1', bytes, MANIFEST_TYPE);
    const source = repository(fake.host);
    expect(await source.resolve('v1')).toEqual(descriptor);
    expect(await source.resolve(descriptor.digest)).toEqual(descriptor);
    expect(Buffer.from(await source.readManifest(descriptor))).toEqual(bytes);
    expect(fake.seen[0]!.headers.accept).toContain('application/vnd.oci.image.index.v1+json');
  });
  it('is resolved by its content where the registry says little', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    fake.answering(() => true, 200, { 'Content-Type': 'application/json' }, bytes, 2);
    expect(await repository(fake.host).resolve('v1')).toEqual(descriptor);
  });
  it('is not found', async () => {
    const fake = await fakeRegistry();
    await expect(repository(fake.host).resolve('v1')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(`${fake.host}/${NAME}:v1`),
    });
  });
  it('is refused when it is not what its digest says', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    fake
      .manifestsOf(NAME)
      .set(descriptor.digest, { bytes: manifest({ artifactType: 'a/b' }).bytes, mediaType: MANIFEST_TYPE });
    await expect(repository(fake.host).readManifest(descriptor)).rejects.toMatchObject({ code: 'digest-mismatch' });
    await expect(repository(fake.host).resolve(descriptor.digest)).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(bytes.length).toBeGreaterThan(0);
  });
  it('is refused when the registry names another digest than its own', async () => {
    const fake = await fakeRegistry();
    const headers = { 'Content-Type': MANIFEST_TYPE, 'Docker-Content-Digest': `sha256:${'0'.repeat(64)}` };
    fake.answering(({ method }) => method === 'GET', 200, headers, manifest().bytes);
    fake.answering(({ method }) => method === 'HEAD', 200, { 'Content-Type': 'application/json' });
    await expect(repository(fake.host).resolve('v1')).rejects.toMatchObject({ code: 'digest-mismatch' });
  });
  it('is refused when it has another size than its descriptor', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    fake.addManifest(NAME, 'v1', bytes, MANIFEST_TYPE);
    await expect(repository(fake.host).readManifest({ ...descriptor, size: 5 })).rejects.toMatchObject({
      code: 'size-mismatch',
    });
  });
  it.each([true, false])('is not read when it is too large, whether that is said: %s', async (isSaid) => {
    const fake = await fakeRegistry();
    fake.intercept((_request, response) => {
      response.writeHead(200, { 'Content-Type': MANIFEST_TYPE, ...(isSaid && { 'Content-Length': 5 * MIB }) });
      response.end(Buffer.alloc(5 * MIB, 32));
      return true;
    });
    await expect(repository(fake.host).readManifest(manifest().descriptor)).rejects.toMatchObject({
      code: 'too-large',
    });
  });
  it.each([
    ['text/html', 'registry', 'web page'],
    ['application/vnd.docker.distribution.manifest.v1+prettyjws', 'unsupported', 'v1+prettyjws'],
  ])('is refused as %s', async (type, code, message) => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 200, { 'Content-Type': type }, '<html></html>', 2);
    await expect(repository(fake.host).resolve('v1')).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
  it.each(['', '../../x', 'a/b', 'v1?x', `sha256:${'A'.repeat(64)}`, 'x'.repeat(129)])(
    'is not asked for as "%s"',
    async (name) => {
      const fake = await fakeRegistry();
      await expect((async () => repository(fake.host).resolve(name))()).rejects.toMatchObject({
        code: 'invalid-reference',
      });
      expect(fake.seen).toEqual([]);
    },
  );
});

describe('a manifest that is written', () => {
  it('is there by its digest, and gets its tag', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    const target = repository(fake.host);
    await target.writeManifest(descriptor, bytes);
    await target.tag(descriptor, 'v1');
    expect([...fake.manifestsOf(NAME).keys()].sort()).toEqual([descriptor.digest, 'v1'].sort());
    expect(await target.tags()).toEqual(['v1']);
  });
  it('gets another tag later', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    fake.addManifest(NAME, 'v1', bytes, MANIFEST_TYPE);
    await repository(fake.host).tag(descriptor, 'v2');
    expect(fake.manifestsOf(NAME).get('v2')?.bytes).toEqual(bytes);
  });
  it('is refused when it is not what its descriptor says', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    const other = `sha256:${'0'.repeat(64)}` as Digest;
    const target = repository(fake.host);
    await expect(target.writeManifest({ ...descriptor, digest: other }, bytes)).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
    await expect(target.writeManifest({ ...descriptor, size: 1 }, bytes)).rejects.toMatchObject({
      code: 'size-mismatch',
    });
    expect(fake.seen).toEqual([]);
  });
  it('tells when the registry has made something else of it', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    fake.answering(({ method }) => method === 'PUT', 201, { 'Docker-Content-Digest': `sha256:${'0'.repeat(64)}` });
    await expect(repository(fake.host).writeManifest(descriptor, bytes)).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });
  it('tells when somebody else has moved the tag meanwhile', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    const target = repository(fake.host);
    await target.writeManifest(descriptor, bytes);
    fake.intercept((request) => {
      const other = manifest({ artifactType: 'a/b' }).bytes;
      if (request.method === 'HEAD') fake.addManifest(NAME, 'v1', other, MANIFEST_TYPE);
      return false;
    });
    await expect(target.tag(descriptor, 'v1')).rejects.toMatchObject({ code: 'changed' });
  });
  it('tells what the registry misses', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = manifest();
    const errors = [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown to registry', detail: {} }];
    fake.answering(({ method }) => method === 'PUT', 400, {}, JSON.stringify({ errors }));
    await expect(repository(fake.host).writeManifest(descriptor, bytes)).rejects.toMatchObject({
      message: expect.stringContaining('MANIFEST_BLOB_UNKNOWN: blob unknown to registry'),
    });
  });
  it('passes on what the registry warns of, once', async () => {
    const fake = await fakeRegistry();
    fake.intercept((_request, response) => {
      response.setHeader('Warning', '299 - "this registry closes \\"soon\\""');
      return false;
    });
    const notices: string[] = [];
    const target = repository(fake.host, NAME, { notice: (message) => notices.push(message) });
    const { bytes, descriptor } = manifest();
    await target.writeManifest(descriptor, bytes);
    await target.tag(descriptor, 'v1');
    expect(notices).toEqual([`${fake.host} warns: this registry closes "soon"`]);
  });
});

describe('tags', () => {
  it('come page by page, without those of referrers', async () => {
    const fake = await fakeRegistry({ page: 2 });
    const { bytes } = manifest();
    const names = ['a', 'b', 'c', 'd', 'e', `sha256-${'0'.repeat(64)}`, `sha256-${'1'.repeat(64)}.sig`];
    for (const name of names) fake.addManifest(NAME, name, bytes, MANIFEST_TYPE);
    expect(await repository(fake.host).tags()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(fake.seen).toHaveLength(4);
  });
  it('are none where the registry says null', async () => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 200, {}, '{"name":"lab/model","tags":null}');
    expect(await repository(fake.host).tags()).toEqual([]);
  });
  it('leave out what is no tag', async () => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 200, {}, JSON.stringify({ tags: ['v1', '../x', 5, '', 'a b', null] }));
    expect(await repository(fake.host).tags()).toEqual(['v1']);
  });
  it.each([
    ['another host', '<http://127.0.0.1:1/v2/lab/model/tags/list>; rel="next"', 'insecure'],
    ['another scheme', '<https://{host}/v2/lab/model/tags/list>; rel="next"', 'insecure'],
    ['nowhere', '<http://[>; rel=next', 'insecure'],
    ['itself', '</v2/lab/model/tags/list>; rel="next"', 'registry'],
  ])('do not go on at %s', async (_title, link, code) => {
    const fake = await fakeRegistry();
    const headers = { Link: link.replace('{host}', fake.host) };
    fake.answering(() => true, 200, headers, '{"tags":["a"]}', Infinity);
    await expect(repository(fake.host).tags()).rejects.toMatchObject({ code });
    expect(fake.seen.length).toBeLessThan(3);
  });
  it('do not go on for ever', async () => {
    const fake = await fakeRegistry();
    let page = 0;
    fake.intercept((_request, response) => {
      end(response, 200, { Link: `</v2/lab/model/tags/list?n=${page++}>; rel="next"`, 'Content-Type': 'text/plain' });
      return true;
    });
    await expect(repository(fake.host).tags()).rejects.toMatchObject({ code: 'registry' });
  });
  it.each([
    ['text/html', '<html>', 'web page'],
    ['application/json', '[]', 'makes no sense'],
    ['application/json', '{"tags":', 'makes no sense'],
  ])('are refused as %s %s', async (type, body, message) => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 200, { 'Content-Type': type }, body);
    await expect(repository(fake.host).tags()).rejects.toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe('what a registry may answer instead', () => {
  it.each([
    [401, {}, '', 'unauthorized'],
    [403, {}, '{"errors":[{"code":"DENIED","message":"no"}]}', 'denied'],
    [404, {}, '404 page not found', 'not-found'],
    [418, {}, 'I am a teapot', 'registry'],
    [200, {}, '', 'registry'],
    [451, { 'Content-Type': 'text/html' }, '<!DOCTYPE html><html>blocked</html>', 'registry'],
    [400, {}, Buffer.from([0xff, 0xfe, 0, 1]), 'registry'],
    [400, {}, `{"errors":${'['.repeat(100_000)}`, 'registry'],
    [400, {}, '{"errors":"no"}', 'registry'],
    [301, {}, '', 'registry'],
    [304, {}, '', 'registry'],
  ])('%d %j %s', async (status, headers, body, code) => {
    const fake = await fakeRegistry();
    fake.answering(() => true, status, headers, body, Infinity);
    const failure = await repository(fake.host)
      .tags()
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'OciError', code });
    expect((failure as Error).message.length).toBeLessThan(800);
  });
  it('reads no more of an error than it needs', async () => {
    const fake = await fakeRegistry();
    let sent = 0;
    fake.intercept((_request, response) => {
      response.writeHead(400);
      const more = () => {
        sent += 65536;
        if (response.write(Buffer.alloc(65536, 97))) setImmediate(more);
      };
      response.on('drain', more);
      more();
      return true;
    });
    await expect(repository(fake.host).tags()).rejects.toMatchObject({ code: 'registry' });
    expect(sent).toBeLessThan(20 * MIB);
  });
  it('something that is no http', async () => {
    const { createServer } = await import('node:net');
    const tcp = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')).listen(0, '127.0.0.1');
    await new Promise((resolve) => tcp.once('listening', resolve));
    const { port } = tcp.address() as { port: number };
    await expect(repository(`127.0.0.1:${port}`).tags()).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('not in http'),
    });
    tcp.close();
  });
  it('http where https is wanted', async () => {
    const fake = await fakeRegistry();
    await expect(repository(fake.host, NAME, { plainHttp: false }).tags()).rejects.toMatchObject({
      code: 'insecure',
      message: expect.stringContaining('does not speak https'),
    });
  });
  it('nothing', async () => {
    const fake = await fakeRegistry();
    const { host } = fake;
    await fake.stop();
    await expect(repository(host).tags()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('Nothing answers'),
    });
  });
});
