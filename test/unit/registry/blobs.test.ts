import { describe, expect, it } from 'vitest';
import { blobOf, randomBlob, randomNumbers, sourceOf } from '../../registry/content';
import { end, fail } from '../../registry/fake-registry';
import { brokenLine, fakeRegistry, repository, server } from '../../registry/scene';

const MIB = 1024 * 1024;
const NAME = 'lab/model';

/** Adds up what progress is told of. */
function counter() {
  const told = { bytes: 0, progress: (bytes: number) => void (told.bytes += bytes) };
  return told;
}

/** Requests that change something, without what differs between runs. */
function writes(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.startsWith('HEAD')).map((line) => line.replace(/\/[0-9a-f-]{36}.*|\?.*/, ''));
}

describe('a blob that is written', () => {
  it('goes in one request', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = randomBlob(3 * MIB + 1);
    const told = counter();
    await repository(fake.host).write(descriptor, sourceOf(bytes), told);
    expect(writes(fake.lines)).toEqual([`POST /v2/${NAME}/blobs/uploads/`, `PUT /v2/${NAME}/blobs/uploads`]);
    expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    expect(told.bytes).toBe(descriptor.size);
  });
  it('may be empty', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = blobOf(Buffer.alloc(0));
    await repository(fake.host).write(descriptor, sourceOf(bytes));
    expect(fake.blobsOf(NAME).has(descriptor.digest)).toBe(true);
  });
  it('is not sent when it is there', async () => {
    const fake = await fakeRegistry();
    const { bytes, descriptor } = randomBlob(10);
    fake.addBlob(NAME, bytes);
    await repository(fake.host).write(descriptor, () => Promise.reject(new Error('opened')));
    expect(fake.lines).toEqual([`HEAD /v2/${NAME}/blobs/${descriptor.digest}`]);
  });
  it('is there, too, when the registry sends on to its storage', async () => {
    const fake = await fakeRegistry();
    fake.answering(({ method }) => method === 'HEAD', 307, { Location: 'https://storage.example/x?signed' });
    expect(await repository(fake.host).exists(randomBlob(10).descriptor)).toBe(true);
  });
  it('is refused when the registry has another of that digest', async () => {
    const fake = await fakeRegistry();
    const { descriptor } = randomBlob(10);
    fake.answering(({ method }) => method === 'HEAD', 200, { 'Content-Length': 11 }, 'x'.repeat(11));
    await expect(repository(fake.host).exists(descriptor)).rejects.toMatchObject({ code: 'size-mismatch' });
  });

  describe('from another repository of the registry', () => {
    const from = (registry: string) => ({
      location: { kind: 'repository' as const, registry, repository: 'lab/base' },
    });

    it('is mounted', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(10);
      fake.addBlob('lab/base', bytes);
      await repository(fake.host).write(descriptor, () => Promise.reject(new Error('opened')), from(fake.host));
      expect(fake.blobsOf(NAME).has(descriptor.digest)).toBe(true);
    });
    it('is sent where the registry does not mount it', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(10);
      await repository(fake.host).write(descriptor, sourceOf(bytes), from(fake.host));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    });
    it.each([401, 403, 404])('is sent where reading there is refused with %d', async (status) => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(10);
      fake.answering(({ url }) => url!.includes('mount='), status);
      await repository(fake.host).write(descriptor, sourceOf(bytes), from(fake.host));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    });
    it('is sent when it is in another registry', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(10);
      await repository(fake.host).write(descriptor, sourceOf(bytes), from('other.example'));
      expect(fake.lines.join()).not.toContain('mount');
    });
  });

  describe('over a line that breaks', () => {
    it('goes on from where the registry has it', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(5 * MIB);
      const line = await brokenLine(fake.host, [{ up: 2 * MIB }, { up: MIB }]);
      const told = counter();
      await repository(line.host).write(descriptor, sourceOf(bytes), told);
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
      expect([line.cuts, told.bytes]).toEqual([2, descriptor.size]);
      const ranges = fake.seen.flatMap(({ headers }) => headers['content-range'] ?? []);
      expect(ranges.length).toBeGreaterThan(0);
      for (const range of ranges) expect(Number(range.split('-')[0])).toBeGreaterThan(MIB);
      expect(writes(fake.lines).filter((each) => each.startsWith('POST'))).toHaveLength(1);
    });
    it('begins anew where the registry has lost it', async () => {
      const fake = await fakeRegistry({ forgetful: true });
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const line = await brokenLine(fake.host, [{ up: 2 * MIB }, { up: MIB }]);
      const told = counter();
      await repository(line.host).write(descriptor, sourceOf(bytes), told);
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
      expect([line.cuts, told.bytes]).toEqual([2, descriptor.size]);
      expect(writes(fake.lines).filter((each) => each.startsWith('POST'))).toHaveLength(3);
    });
    it('is done when only the answer was lost', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(MIB / 2);
      // The answers to HEAD and POST have some 300 bytes together.
      const line = await brokenLine(fake.host, [{ down: 450 }]);
      await repository(line.host).write(descriptor, sourceOf(bytes));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
      expect(line.cuts).toBe(1);
      expect(writes(fake.lines).filter((each) => each.startsWith('PUT'))).toHaveLength(1);
    });
    it('is given up when nothing helps, with words for people', async () => {
      const fake = await fakeRegistry({ forgetful: true });
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const line = await brokenLine(fake.host, () => ({ up: MIB }));
      const failure = repository(line.host).write(descriptor, sourceOf(bytes));
      await expect(failure).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(/The connection to .* broke off/),
      });
      expect(fake.blobsOf(NAME).size).toBe(0);
    });
    it('does not try for ever when there is some progress each time', async () => {
      const fake = await fakeRegistry({ forgetful: true });
      const { bytes, descriptor } = randomBlob(70 * MIB);
      let chunks = 0;
      // In chunks after the first failure; the first chunk succeeds each time, the second never does.
      fake.intercept((request) => {
        if (request.method === 'PUT' || (request.method === 'PATCH' && ++chunks % 2 === 0)) {
          request.socket.destroy();
          fake.uploads.clear();
          return true;
        }
        return false;
      });
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
        code: 'unreachable',
      });
      expect(chunks).toBeLessThan(30);
    });
    it('ends whole after cuts at random bytes', { timeout: 60_000 }, async () => {
      let cuts = 0;
      const random = randomNumbers(1);
      const anyCut = () =>
        random() < 0.5 ? { up: 1 + Math.floor(random() * 2 * MIB) } : { down: 1 + Math.floor(random() * 1000) };
      for (let run = 0; run < 40; run++) {
        const fake = await fakeRegistry({ forgetful: run % 2 === 0, relative: run % 3 === 0 });
        const { bytes, descriptor } = randomBlob(Math.floor(random() * 2 * MIB));
        const line = await brokenLine(fake.host, [anyCut(), anyCut()]);
        const told = counter();
        await repository(line.host).write(descriptor, sourceOf(bytes), told);
        expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
        expect(told.bytes).toBe(descriptor.size);
        cuts += line.cuts;
      }
      console.log(`uploads cut at random bytes: ${cuts} cuts in 40 uploads, all whole`);
      expect(cuts).toBeGreaterThan(20);
    });
    it('is not waited for when the registry falls silent', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(MIB / 2);
      let silent = 2;
      fake.intercept((request) => {
        if (request.method !== 'PUT' || silent === 0) return false;
        silent--;
        request.resume();
        return true;
      });
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect([silent, fake.has(NAME, { bytes, descriptor })]).toEqual([0, true]);
    });
    it('is not waited for when the registry stops reading', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(24 * MIB);
      let stopped = 1;
      fake.intercept((request, response) => {
        if (request.method !== 'PUT' || stopped === 0) return false;
        stopped--;
        response.writeContinue();
        return true;
      });
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    });
  });

  describe('to a registry of its own kind', () => {
    it('goes to a Location that is relative', async () => {
      const fake = await fakeRegistry({ relative: true });
      const { bytes, descriptor } = randomBlob(10);
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect(fake.lines.at(-1)).toContain('?state=a%2Bb&digest=sha256%3A');
    });
    it('goes in chunks where it is too much at once', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(9 * MIB);
      fake.intercept((request, response) => {
        if (!(Number(request.headers['content-length']) > 2 * MIB)) return false;
        fail(response, 413, '');
        return true;
      });
      const told = counter();
      await repository(fake.host).write(descriptor, sourceOf(bytes), told);
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
      expect(told.bytes).toBe(descriptor.size);
      expect(writes(fake.lines).filter((each) => each.startsWith('PATCH')).length).toBeGreaterThanOrEqual(5);
    });
    it('is given up where even little is too much', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(9 * MIB);
      fake.answering(
        ({ method }) => /PUT|PATCH/.test(method!),
        413,
        { 'Content-Type': 'text/html' },
        '<html>',
        Infinity,
      );
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
        code: 'too-large',
        message: expect.stringContaining('web page'),
      });
    });
    it('makes chunks as large as the registry wants them', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(9 * MIB);
      fake.intercept((request, response) => {
        if (request.method === 'POST') response.setHeader('OCI-Chunk-Min-Length', 5 * MIB);
        if (!(Number(request.headers['content-length']) > 7 * MIB)) return false;
        fail(response, 413, '');
        return true;
      });
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      const ranges = fake.seen.flatMap(({ headers }) => headers['content-range'] ?? []);
      expect(ranges.slice(-2)).toEqual([`0-${5 * MIB - 1}`, `${5 * MIB}-${9 * MIB - 1}`]);
    });
    it('goes in one request again where chunks are answered with 201', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const line = await brokenLine(fake.host, [{ up: 2 * MIB }]);
      fake.intercept((request, response) => {
        if (request.method !== 'PATCH') return false;
        request.resume().on('end', () => end(response, 201));
        return true;
      });
      await repository(line.host).write(descriptor, sourceOf(bytes));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    });
    it.each([416, 405])('goes in one request again where chunks are answered with %d', async (status) => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const line = await brokenLine(fake.host, [{ up: 2 * MIB }]);
      fake.answering(({ method }) => method === 'PATCH', status, {}, '', Infinity);
      await repository(line.host).write(descriptor, sourceOf(bytes));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    });
    it('goes in one request again where chunks lead nowhere', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const line = await brokenLine(fake.host, [{ up: 2 * MIB }]);
      fake.intercept((request, response) => {
        if (request.method !== 'PATCH') return false;
        if (request.headers.expect) response.writeContinue();
        const range = `0-${Math.max(0, Number(request.headers['content-range']!.split('-')[0]) - 1)}`;
        request.resume().on('end', () => end(response, 202, { Location: request.url, Range: range }));
        return true;
      });
      await repository(line.host).write(descriptor, sourceOf(bytes));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
      expect(fake.lines.filter((each) => each.startsWith('PATCH'))).toHaveLength(1);
    });
    it('is not asked for where a proxy does not know of that', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      fake.answering(({ headers }) => headers.expect !== undefined, 417, {}, '', Infinity);
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    });
    it('believes what the registry says it has of a chunk', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(5 * MIB);
      fake.answering(({ method }) => method === 'PUT', 413);
      let cut = true;
      fake.intercept((request, response) => {
        if (request.method !== 'PATCH' || !cut) return false;
        cut = false;
        // Only the first half of the first chunk is kept.
        if (request.headers.expect) response.writeContinue();
        const [id, upload] = [...fake.uploads].at(-1)!;
        request.on('data', (part: Buffer) => {
          const kept = part.subarray(0, Math.max(0, MIB - upload.length));
          upload.parts.push(kept);
          upload.length += kept.length;
        });
        request.on('end', () =>
          end(response, 202, { Location: `/v2/${NAME}/blobs/uploads/${id}`, Range: `0-${MIB - 1}` }),
        );
        return true;
      });
      const told = counter();
      await repository(fake.host).write(descriptor, sourceOf(bytes), told);
      expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
      expect(told.bytes).toBe(descriptor.size);
    });
    it('begins anew when the registry does not find the upload any more', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'PUT', 404, {}, '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}');
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect(fake.blobsOf(NAME).has(descriptor.digest)).toBe(true);
    });
    it('begins anew when what arrived is not what was sent', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'PUT', 400, {}, '{"errors":[{"code":"DIGEST_INVALID"}]}');
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect(fake.blobsOf(NAME).has(descriptor.digest)).toBe(true);
    });
    it('is given up when that never ends', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'PUT', 400, {}, '{"errors":[{"code":"DIGEST_INVALID"}]}', Infinity);
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
        code: 'registry',
        message: expect.stringContaining('DIGEST_INVALID'),
      });
    });
    it('waits as long as the registry wants to be left alone', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'POST', 429, { 'Retry-After': '1' });
      const began = Date.now();
      const notices: string[] = [];
      await repository(fake.host, NAME, { notice: (message) => notices.push(message) }).write(
        descriptor,
        sourceOf(bytes),
      );
      expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
      expect(notices.join()).toContain('wants fewer requests');
    });
    it('does not wait for hours', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'POST', 429, { 'Retry-After': '7200' });
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
        code: 'rate-limited',
        message: expect.stringContaining('7200 s'),
      });
    });
    it('is tried again after trouble of the registry', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      for (const status of [500, 502, 503, 504])
        fake.answering(({ method }) => /POST|PUT/.test(method!), status, { 'Content-Type': 'text/html' }, '<html>');
      await repository(fake.host).write(descriptor, sourceOf(bytes));
      expect(fake.blobsOf(NAME).has(descriptor.digest)).toBe(true);
    });
    it('is told in words that the registry is read-only', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'POST', 405, { 'Content-Type': 'text/plain' }, '');
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
        code: 'denied',
        message: expect.stringContaining('read-only'),
      });
    });
    it('refuses a registry that says it has something else now', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'PUT', 201, { 'Docker-Content-Digest': `sha256:${'0'.repeat(64)}` });
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
        code: 'registry',
      });
    });
    it.each(['', 'http://', 'ftp://x/', 'http://[', 'https://user:pass@example.org/'])(
      'refuses the Location "%s"',
      async (location) => {
        const fake = await fakeRegistry();
        const { bytes, descriptor } = randomBlob(100);
        fake.answering(({ method }) => method === 'POST', 202, location ? { Location: location } : {});
        await expect(repository(fake.host).write(descriptor, sourceOf(bytes))).rejects.toMatchObject({
          code: expect.stringMatching(/^(registry|insecure)$/),
        });
      },
    );
  });

  describe('from a source that is not what it was', () => {
    it.each([
      ['changed', (bytes: Buffer) => Buffer.from(bytes).fill(1, 5, 6), 'digest-mismatch'],
      ['too short', (bytes: Buffer) => bytes.subarray(1), 'size-mismatch'],
    ])('never becomes a blob: %s', async (_title, change, code) => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      await expect(repository(fake.host).write(descriptor, sourceOf(change(bytes)))).rejects.toMatchObject({ code });
      // What was begun is taken back.
      await expect.poll(() => fake.lines.at(-1)).toMatch(/^DELETE/);
      expect([fake.blobsOf(NAME).size, fake.uploads.size]).toEqual([0, 0]);
    });
    it('is looked at when the registry does not take what was verified before', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const changed = sourceOf(Buffer.from(bytes).fill(1, 5, 6));
      const writing = repository(fake.host).write(descriptor, changed, { isVerified: () => true });
      await expect(writing).rejects.toMatchObject({ code: 'digest-mismatch' });
      // Sent once as it was; the second time its last piece was not.
      expect(fake.lines.filter((line) => line.startsWith('PUT')).length).toBe(2);
      await expect.poll(() => fake.lines.at(-1)).toMatch(/^DELETE/);
      expect(fake.blobsOf(NAME).size).toBe(0);
    });
    it('never becomes a blob: changed since it was verified', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      let asked = 0;
      const isVerified = () => ++asked === 1;
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes), { isVerified })).rejects.toMatchObject({
        code: 'changed',
      });
      expect(fake.blobsOf(NAME).size).toBe(0);
    });
    it.each([
      ['too short', (bytes: Buffer) => bytes.subarray(1)],
      ['empty', () => Buffer.alloc(0)],
    ])('never becomes a blob, verified before: %s', async (_title, change) => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(3 * MIB);
      const writing = repository(fake.host).write(descriptor, sourceOf(change(bytes)), { isVerified: () => true });
      await expect(writing).rejects.toMatchObject({ code: 'size-mismatch' });
      expect(fake.blobsOf(NAME).size).toBe(0);
    });
    it('is not tried again because the source is a registry that has trouble', async () => {
      const [fake, other] = [await fakeRegistry(), await fakeRegistry()];
      const { descriptor } = randomBlob(100);
      const source = repository(other.host);
      const failure = repository(fake.host).write(descriptor, (from) => source.open(descriptor, from));
      await expect(failure).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining(`read from ${other.host}`),
      });
      expect([other.lines.length, fake.lines.filter((line) => line.startsWith('POST')).length]).toEqual([1, 1]);
    });
    it('tells what the source says', async () => {
      const fake = await fakeRegistry();
      const { descriptor } = randomBlob(100);
      const broken = async () => {
        throw new Error('the disk is gone');
      };
      await expect(repository(fake.host).write(descriptor, broken)).rejects.toThrow('the disk is gone');
    });
  });

  describe('that is cancelled', () => {
    it('ends at once, and lets the registry forget it', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(30 * MIB);
      const controller = new AbortController();
      const { signal } = controller;
      let told = 0;
      const progress = (more: number) => {
        told += more;
        if (told > 2 * MIB) controller.abort(new Error('enough'));
      };
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes), { signal, progress })).rejects.toThrow(
        'enough',
      );
      expect(fake.lines.at(-1)).toMatch(/^DELETE/);
      expect(fake.uploads.size).toBe(0);
    });
    it('ends while it waits for another attempt', async () => {
      const fake = await fakeRegistry();
      const { bytes, descriptor } = randomBlob(100);
      fake.answering(({ method }) => method === 'POST', 503, { 'Retry-After': '60' });
      const signal = AbortSignal.timeout(100);
      await expect(repository(fake.host).write(descriptor, sourceOf(bytes), { signal })).rejects.toThrow('timeout');
    });
  });
});

describe('several blobs at a time', () => {
  it('are all written', async () => {
    const fake = await fakeRegistry();
    const target = repository(fake.host);
    const blobs = Array.from({ length: 12 }, (_, at) => randomBlob(at * 100_000));
    await Promise.all(blobs.map(({ bytes, descriptor }) => target.write(descriptor, sourceOf(bytes))));
    for (const blob of blobs) expect(fake.has(NAME, blob)).toBe(true);
  });
});

describe('an upload on another host', () => {
  it('goes there without what the registry was told of who asks', async () => {
    const fake = await fakeRegistry();
    const storage = await server((request, response) => {
      if (request.headers.authorization || request.headers.cookie) return end(response, 400);
      if (request.headers.expect) response.writeContinue();
      request.resume().on('end', () => end(response, 201));
    });
    fake.options.uploadsAt = storage.origin;
    fake.intercept((request, response) => {
      if (request.headers.authorization) return false;
      end(response, 401, { 'WWW-Authenticate': 'Basic realm="lab"' });
      return true;
    });
    const credentials = {
      find: async () => ({ kind: 'password' as const, username: 'alice', password: 's3cret', from: 'the test' }),
    };
    const { bytes, descriptor } = randomBlob(3 * MIB);
    await repository(fake.host, NAME, { credentials }).write(descriptor, sourceOf(bytes));
    expect(storage.seen.map(({ method }) => method)).toEqual(['PUT']);
    expect(storage.seen[0]!.headers.authorization).toBeUndefined();
  });
});
