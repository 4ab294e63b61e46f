import { describe, expect, it } from 'vitest';
import { attachFiles } from '../../../src/core/oci/attachments';
import { plainDescriptor } from '../../../src/core/oci/descriptor';
import { discover } from '../../../src/core/oci/discover';
import { readIndex } from '../../../src/core/oci/manifest';
import { writeReferrer } from '../../../src/core/oci/write-referrer';
import { nodeCryptography } from '../../../src/node/cryptography';
import { referrersTag } from '../../../src/node/oci/registry/referrers';
import { type Repository } from '../../../src/node/oci/registry/repository';
import { blobOf, sourceOf } from '../../registry/content';
import { bodyOf, json } from '../../registry/fake-registry';
import { fakeRegistry, repository } from '../../registry/scene';

const NAME = 'lab/model';
const SPDX = 'application/spdx+json';
const SUBJECT = blobOf(Buffer.from('{"schemaVersion":2}'), 'application/vnd.oci.image.manifest.v1+json').descriptor;
const TAG = referrersTag(SUBJECT.digest);

async function attachTo(target: Repository, text: string, artifactType = SPDX, subject = SUBJECT) {
  const { bytes, descriptor } = blobOf(Buffer.from(text), artifactType);
  const files = [{ mediaType: artifactType, content: descriptor, title: `${text}.json` }];
  const referrer = attachFiles(subject, { artifactType, files, annotations: { text } }, nodeCryptography);
  await writeReferrer(target, referrer, () => ({ open: sourceOf(bytes) }));
  return referrer.descriptor;
}

const digests = (list: readonly { digest: string }[]) => list.map(({ digest }) => digest).sort();

describe.each([true, false])('what is attached, with a registry that knows referrers: %s', (referrers) => {
  it('is listed with its type and annotations', async () => {
    const fake = await fakeRegistry({ referrers });
    const store = repository(fake.host);
    const attached = [await attachTo(store, 'one'), await attachTo(store, 'two', 'application/x-two')];
    const found = await store.referrers(SUBJECT);
    expect(digests(found)).toEqual(digests(attached));
    expect(found.find(({ digest }) => digest === attached[1]!.digest)).toEqual(attached[1]);
    expect(fake.manifestsOf(NAME).has(TAG)).toBe(!referrers);
  });
  it('is listed by its type', async () => {
    const fake = await fakeRegistry({ referrers });
    const store = repository(fake.host);
    const [one] = [await attachTo(store, 'one'), await attachTo(store, 'two', 'application/x-two')];
    expect(digests(await store.referrers(SUBJECT, SPDX))).toEqual([one.digest]);
    expect(await store.referrers(SUBJECT, 'application/none')).toEqual([]);
  });
  it('is nothing where nothing is', async () => {
    const fake = await fakeRegistry({ referrers });
    expect(await repository(fake.host).referrers(SUBJECT)).toEqual([]);
  });
  it('is there once, however often it was attached', async () => {
    const fake = await fakeRegistry({ referrers });
    const store = repository(fake.host);
    for (let i = 0; i < 2; i++) await attachTo(store, 'one');
    expect(await store.referrers(SUBJECT)).toHaveLength(1);
  });
  it('is gone when it was deleted', async () => {
    const fake = await fakeRegistry({ referrers });
    const store = repository(fake.host);
    const [one, two] = [await attachTo(store, 'one'), await attachTo(store, 'two')];
    await store.delete(one);
    expect(digests(await store.referrers(SUBJECT))).toEqual([two.digest]);
    await expect(store.delete(one)).rejects.toMatchObject({ code: 'not-found' });
  });
  it('is found with what is attached to it', async () => {
    const fake = await fakeRegistry({ referrers });
    const store = repository(fake.host);
    const bom = await attachTo(store, 'bom');
    const signature = await attachTo(store, 'signature', 'application/x-signature', plainDescriptor(bom));
    const tree = await discover(store, SUBJECT);
    expect(tree).toEqual([{ descriptor: bom, attached: [{ descriptor: signature, attached: [] }] }]);
    expect(await discover(store, SUBJECT, 'application/x-signature')).toEqual([]);
  });
});

describe('a registry that knows referrers', () => {
  it('is asked page by page', async () => {
    const fake = await fakeRegistry({ referrers: true, page: 2 });
    const store = repository(fake.host);
    const all = [];
    for (const text of ['a', 'b', 'c', 'd', 'e']) all.push(await attachTo(store, text));
    expect(digests(await store.referrers(SUBJECT))).toEqual(digests(all));
    expect(fake.lines.filter((line) => line.includes('/referrers/'))).toHaveLength(3);
  });
  it('is asked for the type', async () => {
    const fake = await fakeRegistry({ referrers: true });
    await repository(fake.host).referrers(SUBJECT, 'application/x+y');
    expect(fake.lines).toEqual([`GET /v2/${NAME}/referrers/${SUBJECT.digest}?artifactType=application%2Fx%2By`]);
  });
  it.each([
    ['a web page', 'text/html', '<html>', 'web page'],
    ['no index', 'application/vnd.oci.image.index.v1+json', '{"schemaVersion":2}', 'malformed'],
    ['no JSON', 'application/json', '{', 'JSON'],
  ])('is not believed when it answers with %s', async (_title, type, body, message) => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 200, { 'Content-Type': type }, body);
    await expect(repository(fake.host).referrers(SUBJECT)).rejects.toMatchObject({
      message: expect.stringContaining(message),
    });
  });
  it('is told in words when it refuses', async () => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 403, {}, '', Infinity);
    await expect(repository(fake.host).referrers(SUBJECT)).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('the list in a tag', () => {
  it('keeps what others have attached, and what they wrote of themselves', async () => {
    const fake = await fakeRegistry();
    const other = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: `sha256:${'5'.repeat(64)}`,
      size: 5,
    };
    const index = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [other],
      annotations: { by: 'oras' },
    };
    fake.addManifest(NAME, TAG, Buffer.from(JSON.stringify(index)), index.mediaType);
    const one = await attachTo(repository(fake.host), 'one');
    const written = readIndex(fake.manifestsOf(NAME).get(TAG)!.bytes);
    expect(written.annotations).toEqual({ by: 'oras' });
    expect(digests(written.manifests)).toEqual(digests([other, one]));
  });
  it.each([true, false])('loses nothing when several write it at once; conditions are heeded: %s', async (heeded) => {
    const fake = await fakeRegistry();
    fake.intercept((request) => {
      if (!heeded) {
        delete request.headers['if-match'];
        delete request.headers['if-none-match'];
      }
      return false;
    });
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((text) => attachTo(repository(fake.host), text)));
    expect(digests(await repository(fake.host).referrers(SUBJECT))).toEqual(digests(all));
  });
  it('gives up when others write it all the time', async () => {
    const fake = await fakeRegistry();
    fake.intercept((request) => {
      if (request.method === 'PUT' && request.url!.endsWith(TAG)) {
        const bytes = Buffer.from(`{"schemaVersion":2,"manifests":[],"annotations":{"now":"${Math.random()}"}}`);
        fake.addManifest(NAME, TAG, bytes, 'application/vnd.oci.image.index.v1+json');
      }
      return false;
    });
    await expect(attachTo(repository(fake.host), 'one')).rejects.toMatchObject({ code: 'busy' });
  });
  it('is not overwritten when it is something else', async () => {
    const fake = await fakeRegistry();
    const bytes = Buffer.from('{"schemaVersion":1}');
    fake.addManifest(NAME, TAG, bytes, 'application/vnd.oci.image.index.v1+json');
    await expect(attachTo(repository(fake.host), 'one')).rejects.toMatchObject({ code: 'malformed' });
    expect(fake.manifestsOf(NAME).get(TAG)!.bytes).toEqual(bytes);
  });
  it('is told of nothing that is too large to write', async () => {
    const fake = await fakeRegistry({ referrers: true });
    fake.intercept(async (request, response) => {
      if (!request.url!.includes('/referrers/')) return false;
      await bodyOf(request);
      const manifests = Array.from({ length: 101 }, (_, at) => ({
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: `sha256:${String(at).padStart(64, '0')}`,
        size: 1,
      }));
      json(response, { schemaVersion: 2, manifests }, { 'Content-Type': 'application/vnd.oci.image.index.v1+json' });
      return true;
    });
    expect(await repository(fake.host).referrers(SUBJECT)).toHaveLength(101);
  });
});
