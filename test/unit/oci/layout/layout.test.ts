import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { referrersTag } from '../../../../src/node/oci/layout/referrers';
import { Layout } from '../../../../src/node/oci/layout/layout';
import { writeIndex } from '../../../../src/core/oci/manifest';
import { INDEX_TYPE } from '../../../../src/core/oci/media-types';
import { folderWith } from '../../signing/folder';
import { artifact, blob, digestOf, push, source } from '../artifact';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

const index = (root: string) =>
  JSON.parse(readFileSync(path.join(root, 'index.json'), 'utf8')) as { manifests: object[] };
const text = async (chunks: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(Uint8Array.from(chunk));
  return Buffer.concat(all).toString();
};
const newLayout = async () => {
  const root = path.join(folderWith(), 'layout');
  return { root, layout: await Layout.create(root) };
};
const blobFile = (root: string, digest: string) => path.join(root, 'blobs', digest.replace(':', '/'));

describe('making a layout', () => {
  it('makes the least that the specification asks for', async () => {
    const { root } = await newLayout();
    expect(JSON.parse(readFileSync(path.join(root, 'oci-layout'), 'utf8'))).toEqual({ imageLayoutVersion: '1.0.0' });
    expect(index(root)).toEqual({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [] });
    expect(statSync(path.join(root, 'blobs')).isDirectory()).toBe(true);
  });
  it('opens one that is there', async () => {
    const { root, layout } = await newLayout();
    await push(layout, artifact([blob('a')]), 'v1');
    expect(await (await Layout.create(root)).tags()).toEqual(['v1']);
  });
  it('goes on with one that was begun', async () => {
    const root = folderWith({
      'index.json': '{"schemaVersion":2,"manifests":[]}',
      'blobs/sha256/.keep': '',
      '.mof/made': '',
    });
    await Layout.create(root);
    expect(Layout.open(root).root).toBe(root);
  });
  it('does not take a folder with other things for its own', async () => {
    const root = folderWith({ 'thesis.tex': '' });
    await expect(Layout.create(root)).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining('thesis.tex'),
    });
    expect(existsSync(path.join(root, 'blobs'))).toBe(false);
  });
  it.each([
    ['nothing', () => path.join(folderWith(), 'none'), 'not-found', 'There is no image layout'],
    ['a file', () => path.join(folderWith({ f: '' }), 'f'), 'malformed', 'is no folder'],
    ['a folder', () => folderWith(), 'not-found', 'is no image layout'],
    ['another version', () => folderWith({ 'oci-layout': '{"imageLayoutVersion":"2.0.0"}' }), 'unsupported', '2.0.0'],
    ['no version', () => folderWith({ 'oci-layout': '[]' }), 'malformed', 'version'],
    ['no JSON', () => folderWith({ 'oci-layout': '{' }), 'malformed', 'version'],
  ])('does not open %s', (_title, root, code, message) => {
    expect(() => Layout.open(root())).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});

describe('blobs', () => {
  /** In MiB: the larger one is hashed by a thread of its own. */
  const SIZES = [3, 9];
  it('are written, and read from any place', async () => {
    const { root, layout } = await newLayout();
    const { descriptor, bytes } = blob('weights of a model');
    await layout.write(descriptor, source(bytes, 5));
    expect(await layout.exists(descriptor)).toBe(true);
    expect(await text(await layout.open(descriptor))).toBe('weights of a model');
    expect(await text(await layout.open(descriptor, 11))).toBe('a model');
    expect(statSync(blobFile(root, descriptor.digest)).mode & 0o777).toBe(0o444);
  });
  it('are read at the same time, small and large, each with its own bytes', async () => {
    const { layout } = await newLayout();
    const blobs = [10, 100_000, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20].flatMap((size) =>
      ['a', 'b', 'c'].map((letter) => blob(letter.repeat(size))),
    );
    for (const { descriptor, bytes } of blobs) await layout.write(descriptor, source(bytes));
    const readAll = () => Promise.all(blobs.map(async ({ descriptor }) => text(await layout.open(descriptor))));
    // The second time with memory that the first has used.
    for (let round = 0; round < 2; round++)
      expect((await readAll()).map((found, at) => found === blobs[at]!.bytes.toString())).not.toContain(false);
    expect(await text(await layout.open(blobs[3]!.descriptor, 99_999))).toBe('a');
    expect(await text(await layout.open(blobs[0]!.descriptor, 10))).toBe('');
  });
  it('are not read into memory that somebody still has', async () => {
    const { layout } = await newLayout();
    const [given, other] = [blob('a'.repeat(1000)), blob('b'.repeat(1000))];
    for (const { descriptor, bytes } of [given, other]) await layout.write(descriptor, source(bytes));
    const reading = (await layout.open(given.descriptor))[Symbol.asyncIterator]();
    const { value } = (await reading.next()) as { value: Uint8Array };
    await reading.return?.();
    await text(await layout.open(other.descriptor));
    expect(Buffer.from(value).toString()).toBe(given.bytes.toString());
  });
  it('that are not there are told of before they are read', async () => {
    const { layout } = await newLayout();
    await expect(layout.open(blob('nowhere').descriptor)).rejects.toMatchObject({ code: 'not-found' });
  });
  it('may be empty, and may have another digest than SHA-256', async () => {
    const { layout } = await newLayout();
    const empty = blob('');
    await layout.write(empty.descriptor, source(empty.bytes));
    expect(await text(await layout.open(empty.descriptor))).toBe('');
    const digest = `sha512:${(await import('node:crypto')).createHash('sha512').update('x').digest('hex')}` as const;
    await layout.write({ ...blob('x').descriptor, digest }, source(Buffer.from('x')));
    expect(await layout.verify([{ ...blob('x').descriptor, digest }])).toMatchObject({ blobs: 1, problems: [] });
  });
  it.each([
    ['other content', 'wrong', 'right', 'digest-mismatch'],
    ['too much', 'right and more', 'right', 'size-mismatch'],
    ['too little', 'rig', 'right', 'size-mismatch'],
  ])('are refused when the source has %s', async (_title, has, should, code) => {
    const { root, layout } = await newLayout();
    const { descriptor } = blob(should);
    await expect(layout.write(descriptor, source(Buffer.from(has)))).rejects.toMatchObject({ code });
    expect(await layout.exists(descriptor)).toBe(false);
    expect(execFileSync('ls', [path.join(root, 'ingest')]).toString()).toBe('');
  });
  it('are written once when several want the same at a time', async () => {
    const { layout } = await newLayout();
    const { descriptor, bytes } = blob('same');
    let opened = 0;
    const count = async (from: number) => (opened++, source(bytes)(from));
    await Promise.all([1, 2, 3].map(() => layout.write(descriptor, count)));
    expect(opened).toBe(1);
  });
  it.each(SIZES)('of %d MiB go on where they broke off', async (mib) => {
    const { layout } = await newLayout();
    const bytes = Buffer.alloc(mib << 20, 'abc');
    const { descriptor } = blob(bytes);
    const broken = async (from: number) =>
      (async function* () {
        yield bytes.subarray(from, 2 << 20);
        throw new Error('cut');
      })();
    await expect(layout.write(descriptor, broken)).rejects.toThrow('cut');
    const froms: number[] = [];
    const progress: number[] = [];
    await layout.write(descriptor, async (from) => (froms.push(from), source(bytes)(from)), {
      progress: (more) => progress.push(more),
    });
    expect(froms).toEqual([2 << 20]);
    expect(progress.reduce((a, b) => a + b)).toBe(bytes.length);
    expect(await layout.verify([descriptor])).toMatchObject({ problems: [] });
  });
  it.each(SIZES)('of %d MiB are written anew when what was left is wrong', async (mib) => {
    const { layout } = await newLayout();
    const bytes = Buffer.alloc(mib << 20, 'abc');
    const { descriptor } = blob(bytes);
    const wrong = async () =>
      (async function* () {
        yield Buffer.alloc(2 << 20, 'x');
        throw new Error('cut');
      })();
    await expect(layout.write(descriptor, wrong)).rejects.toThrow('cut');
    const froms: number[] = [];
    const progress: number[] = [];
    await layout.write(descriptor, async (from) => (froms.push(from), source(bytes)(from)), {
      progress: (more) => progress.push(more),
    });
    expect(froms).toEqual([2 << 20, 0]);
    expect(progress.reduce((a, b) => a + b)).toBe(bytes.length);
  });
  it('stop when they are no longer wanted', async () => {
    const { layout } = await newLayout();
    const { descriptor } = blob('12345');
    const controller = new AbortController();
    const slow = async () =>
      (async function* () {
        yield Buffer.from('1');
        controller.abort();
        yield Buffer.from('2345');
      })();
    await expect(layout.write(descriptor, slow, { signal: controller.signal })).rejects.toThrow(/abort/);
    expect(await layout.exists(descriptor)).toBe(false);
  });
});

describe('blobs that are not what they must be', () => {
  const damaged = async (damage: (file: string) => void) => {
    const { root, layout } = await newLayout();
    const { descriptor, bytes } = blob('content');
    await layout.write(descriptor, source(bytes));
    damage(blobFile(root, descriptor.digest));
    return { layout, descriptor };
  };
  const replaced = (make: (file: string) => void) => (file: string) => {
    rmSync(file);
    make(file);
  };
  it.each([
    ['missing', (file: string) => rmSync(file), 'not-found'],
    ['cut off', replaced((file) => writeFileSync(file, 'cont')), 'size-mismatch'],
    ['a link', replaced((file) => symlinkSync('/etc/hostname', file)), 'unsafe-path'],
    ['a folder', replaced((file) => mkdirSync(file)), 'malformed'],
    ['a pipe', replaced((file) => execFileSync('mkfifo', [file])), 'malformed'],
  ])('are refused: %s', async (_title, damage, code) => {
    const { layout, descriptor } = await damaged(damage);
    expect(await layout.exists(descriptor)).toBe(false);
    expect(layout.location(descriptor)).toBeUndefined();
    await expect(layout.open(descriptor)).rejects.toMatchObject({ code });
    expect((await layout.verify([descriptor])).problems).toMatchObject([{ digest: descriptor.digest, code }]);
  });
  it('are found by reading them', async () => {
    const { layout, descriptor } = await damaged(replaced((file) => writeFileSync(file, 'CONTENT')));
    const { problems } = await layout.verify([descriptor]);
    expect(problems).toMatchObject([
      { code: 'digest-mismatch', message: expect.stringContaining(digestOf('CONTENT')) },
    ]);
  });
  it('are not known to be verified, unlike those that are', async () => {
    const { layout, descriptor } = await damaged(() => undefined);
    expect(layout.isVerified(descriptor)).toBe(true);
    expect((await Layout.open(layout.root)).isVerified(descriptor)).toBe(true);
    const damage = [
      (file: string) => rmSync(file),
      replaced((file) => writeFileSync(file, 'CONTENT')),
      (file: string) => {
        chmodSync(file, 0o644);
        writeFileSync(file, 'CONTENT');
      },
    ];
    for (const each of damage) {
      const { layout: other, descriptor: lost } = await damaged(each);
      expect(other.isVerified(lost)).toBe(false);
    }
  });
  it('and that somebody else wrote are not known to be verified', async () => {
    const { root, layout } = await newLayout();
    const { descriptor, bytes } = blob('content');
    mkdirSync(path.dirname(blobFile(root, descriptor.digest)), { recursive: true });
    writeFileSync(blobFile(root, descriptor.digest), bytes);
    await layout.write(descriptor, source(bytes));
    expect([await layout.exists(descriptor), layout.isVerified(descriptor)]).toEqual([true, false]);
  });
  it('are nothing that is written over', async () => {
    const { root, layout } = await newLayout();
    const outside = folderWith({ precious: 'p' });
    rmSync(path.join(root, 'blobs'), { recursive: true });
    symlinkSync(outside, path.join(root, 'blobs'));
    const { descriptor, bytes } = blob('x');
    await expect(layout.write(descriptor, source(bytes))).rejects.toMatchObject({ code: 'unsafe-path' });
  });
});

describe('names', () => {
  const one = artifact([blob('one')]);
  const two = artifact([blob('two')]);

  it('stand for manifests, and move', async () => {
    const { root, layout } = await newLayout();
    await push(layout, one, 'v1');
    await layout.tag(one.manifest.descriptor, 'latest');
    expect(await layout.tags()).toEqual(['v1', 'latest']);
    await push(layout, two, 'latest');
    expect((await layout.resolve('latest')).digest).toBe(two.manifest.descriptor.digest);
    expect((await layout.resolve('v1')).digest).toBe(one.manifest.descriptor.digest);
    expect(index(root).manifests).toHaveLength(2);
    await push(layout, two, 'v1');
    // The first one has no name any more, and is there.
    expect((await layout.resolve(one.manifest.descriptor.digest)).size).toBe(one.manifest.descriptor.size);
    expect(index(root).manifests).toHaveLength(3);
  });
  it('may be whole references, and digests always do', async () => {
    const { layout } = await newLayout();
    const { digest } = one.manifest.descriptor;
    await push(layout, one, 'localhost:5000/a/b__c:v1');
    expect((await layout.resolve('localhost:5000/a/b__c:v1')).artifactType).toBe('application/vnd.example.test');
    for (const reference of [digest, `v1@${digest}`]) expect((await layout.resolve(reference)).digest).toBe(digest);
  });
  it.each(['', ' v1', 'a b', '../x', 'v1/', digestOf('x'), 'x'.repeat(600), 'a\nb', 'é'])(
    'cannot be %j',
    async (name) => {
      const { layout } = await newLayout();
      await push(layout, one);
      await expect(layout.tag(one.manifest.descriptor, name)).rejects.toMatchObject({ code: 'invalid-reference' });
    },
  );
  it('that are not there are told with those that are', async () => {
    const { layout } = await newLayout();
    await expect(layout.resolve('v1')).rejects.toThrow('no names at all');
    await push(layout, one, 'v2');
    await expect(layout.resolve('v1')).rejects.toThrow('it has v2.');
    await expect(layout.resolve(two.manifest.descriptor.digest)).rejects.toMatchObject({ code: 'not-found' });
    await expect(layout.tag(two.manifest.descriptor, 'v3')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('are taken away without the manifest', async () => {
    const { layout } = await newLayout();
    await push(layout, one, 'v1');
    await layout.untag('v1');
    expect([await layout.tags(), await layout.manifests()]).toEqual([
      [],
      [expect.objectContaining({ digest: one.manifest.descriptor.digest })],
    ]);
    await expect(layout.untag('v1')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('that stand for two manifests are ambiguous', async () => {
    const { root, layout } = await newLayout();
    await push(layout, one, 'v1');
    const other = index(root);
    writeFileSync(
      path.join(root, 'index.json'),
      JSON.stringify({
        ...other,
        manifests: [
          ...other.manifests,
          { ...two.manifest.descriptor, annotations: { 'org.opencontainers.image.ref.name': 'v1' } },
        ],
      }),
    );
    await expect(layout.resolve('v1')).rejects.toThrow('several manifests');
  });
});

describe('the index', () => {
  it('keeps what others wrote', async () => {
    const { root, layout } = await newLayout();
    const foreign = {
      mediaType: 'application/xml',
      digest: digestOf('xml'),
      size: 3,
      annotations: { 'org.opencontainers.image.ref.name': 'a', 'org.example': '1' },
      'x-unknown': { kept: true },
    };
    writeFileSync(
      path.join(root, 'index.json'),
      JSON.stringify({ schemaVersion: 2, manifests: [foreign], annotations: { k: 'v' }, 'x-top': 1 }),
    );
    const one = artifact([blob('one')]);
    await push(layout, one, 'v1');
    expect(index(root)).toMatchObject({ annotations: { k: 'v' }, 'x-top': 1, manifests: [foreign, {}] });
    await push(layout, one, 'a');
    expect(index(root).manifests[1]).toEqual({ ...foreign, annotations: { 'org.example': '1' } });
  });
  it.each([
    ['cut off', '{"schemaVersion":2,"manifests":[', 'is not JSON'],
    ['empty', '', 'is not JSON'],
    ['of another version', '{"schemaVersion":1,"manifests":[]}', 'schemaVersion'],
    ['without a list', '{"schemaVersion":2,"manifests":{}}', 'must be a list'],
    [
      'with a digest that leads elsewhere',
      '{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:../../x","size":1}]}',
      'is no digest',
    ],
    ['nested deeply', `${'['.repeat(100_000)}`, 'nested deeper'],
  ])('is left alone when it is %s', async (_title, content, message) => {
    const { root, layout } = await newLayout();
    const one = artifact([blob('one')]);
    await push(layout, one);
    writeFileSync(path.join(root, 'index.json'), content);
    await expect(layout.tags()).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining(message) });
    await expect(layout.tag(one.manifest.descriptor, 'v1')).rejects.toMatchObject({ code: 'malformed' });
    expect(readFileSync(path.join(root, 'index.json'), 'utf8')).toBe(content);
  });
  it('is read again while another program writes it', async () => {
    const { root, layout } = await newLayout();
    await push(layout, artifact([blob('one')]), 'v1');
    const file = path.join(root, 'index.json');
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, 40));
    setTimeout(() => writeFileSync(file, whole), 70);
    expect(await layout.tags()).toEqual(['v1']);
  });
  it('may not be a link or a pipe', async () => {
    const { root, layout } = await newLayout();
    const file = path.join(root, 'index.json');
    rmSync(file);
    symlinkSync('/etc/hostname', file);
    await expect(layout.tags()).rejects.toMatchObject({ code: 'unsafe-path' });
    rmSync(file);
    execFileSync('mkfifo', [file]);
    await expect(layout.tags()).rejects.toMatchObject({ code: 'malformed' });
    rmSync(file);
    await expect(layout.tags()).rejects.toMatchObject({ code: 'not-found' });
  });
  it('is quick with ten thousand manifests', async () => {
    const { root, layout } = await newLayout();
    const subject = artifact([blob('model')]);
    await push(layout, subject, 'model');
    const manifests: object[] = index(root).manifests;
    for (let at = 0; at < 10_000; at++) {
      const each = artifact([], {
        annotations: { number: String(at) },
        ...(at % 1000 ? {} : { subject: subject.manifest.descriptor }),
      });
      writeFileSync(blobFile(root, each.manifest.descriptor.digest), each.manifest.bytes);
      manifests.push({ ...each.manifest.descriptor, annotations: { 'org.opencontainers.image.ref.name': `t${at}` } });
    }
    writeFileSync(path.join(root, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    const began = performance.now();
    expect(await layout.tags()).toHaveLength(10_001);
    expect((await layout.resolve('t9999')).size).toBeGreaterThan(0);
    expect(await layout.referrers(subject.manifest.descriptor)).toHaveLength(10);
    await layout.tag(subject.manifest.descriptor, 'again');
    const took = performance.now() - began;
    console.log(`10,000 manifests: tags, resolve, referrers and tag in ${took.toFixed(0)} ms`);
  }, 60_000);
});

describe('referrers', () => {
  const model = artifact([blob('model')]);
  const bom = artifact([blob('bom')], {
    subject: model.manifest.descriptor,
    artifactType: 'application/spdx+json',
    annotations: { a: 'b' },
  });
  const signature = artifact([blob('sig')], {
    subject: model.manifest.descriptor,
    artifactType: 'application/vnd.example.sig',
  });

  it('are found without a tag, with type and annotations', async () => {
    const { layout } = await newLayout();
    for (const each of [model, bom, signature]) await push(layout, each);
    const { descriptor } = model.manifest;
    expect(await layout.referrers(descriptor)).toHaveLength(2);
    expect(await layout.referrers(descriptor, 'application/spdx+json')).toEqual([
      { ...bom.manifest.descriptor, artifactType: 'application/spdx+json', annotations: { a: 'b' } },
    ]);
    expect(await layout.referrers(bom.manifest.descriptor)).toEqual([]);
  });
  it('are found by the tag that older clients write', async () => {
    const { root, layout } = await newLayout();
    await push(layout, model, 'v1');
    await push(layout, bom);
    const fallback = blob(
      writeIndex({ mediaType: INDEX_TYPE, manifests: [bom.manifest.descriptor, signature.manifest.descriptor] }),
      INDEX_TYPE,
    );
    await layout.writeManifest(fallback.descriptor, fallback.bytes);
    await layout.tag(fallback.descriptor, referrersTag(model.manifest.descriptor.digest));
    // As a copy of a registry has it: no entry of its own.
    const file = path.join(root, 'index.json');
    const all = index(root);
    writeFileSync(
      file,
      JSON.stringify({
        ...all,
        manifests: all.manifests.filter(
          (each) => (each as { digest: string }).digest !== bom.manifest.descriptor.digest,
        ),
      }),
    );
    expect(await layout.referrers(model.manifest.descriptor)).toMatchObject([
      { digest: bom.manifest.descriptor.digest },
    ]);
    expect(await layout.tags()).toEqual(['v1']);
  });
  it('go with what they are attached to', async () => {
    const { layout } = await newLayout();
    const nested = artifact([blob('nested')], { subject: bom.manifest.descriptor });
    for (const each of [model, bom, signature, nested]) await push(layout, each);
    await layout.remove(model.manifest.descriptor);
    expect(await layout.manifests()).toEqual([]);
    expect(await layout.collectGarbage()).toMatchObject({ blobs: 9 });
  });
});

describe('clearing away', () => {
  it('removes what nothing leads to', async () => {
    const { root, layout } = await newLayout();
    const [one, two] = [artifact([blob('one'), blob('shared')]), artifact([blob('two'), blob('shared')])];
    await push(layout, one, 'v1');
    await push(layout, two, 'v2');
    expect(await layout.collectGarbage()).toEqual({ blobs: 0, bytes: 0 });
    await layout.remove(one.manifest.descriptor);
    expect(await layout.collectGarbage()).toEqual({ blobs: 2, bytes: 3 + one.manifest.bytes.length });
    expect((await layout.verify(undefined)).problems).toEqual([]);
    expect(existsSync(blobFile(root, digestOf('shared')))).toBe(true);
  });
  it('leaves what others wrote', async () => {
    const { root, layout } = await newLayout();
    await push(layout, artifact([blob('one')]), 'v1');
    const theirs = blobFile(root, digestOf('theirs'));
    writeFileSync(theirs, 'theirs');
    writeFileSync(path.join(root, 'ingest/other-tool'), '');
    await layout.collectGarbage();
    expect([existsSync(theirs), existsSync(path.join(root, 'ingest/other-tool'))]).toEqual([true, true]);
  });
  it('waits for those who write', async () => {
    const { root, layout } = await newLayout();
    await layout.writing(async () => {
      const { descriptor, bytes } = blob('coming');
      await layout.write(descriptor, source(bytes));
      await expect(Layout.open(root).collectGarbage()).rejects.toMatchObject({ code: 'busy' });
      expect(await layout.exists(descriptor)).toBe(true);
    });
    expect(await layout.collectGarbage()).toEqual({ blobs: 1, bytes: 6 });
  });
  it('does nothing when it cannot know what is needed', async () => {
    const { root, layout } = await newLayout();
    const one = artifact([blob('one')]);
    await push(layout, one, 'v1');
    const file = blobFile(root, one.manifest.descriptor.digest);
    chmodSync(file, 0o644);
    writeFileSync(file, 'x'.repeat(one.manifest.bytes.length));
    await expect(layout.collectGarbage()).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(existsSync(blobFile(root, digestOf('one')))).toBe(true);
  });
  it('stays out of the store of KitOps', async () => {
    const { root, layout } = await newLayout();
    await push(layout, artifact([blob('one')]), 'v1');
    writeFileSync(path.join(root, 'bG9jYWxob3N0-index.json'), '{}');
    await expect(layout.collectGarbage()).rejects.toMatchObject({ code: 'unsupported' });
    await expect(layout.untag('v1')).rejects.toThrow('KitOps');
    expect(await layout.tags()).toEqual(['v1']);
  });
});
