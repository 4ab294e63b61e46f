import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type ArtifactSource } from '../../../src/core/oci/content';
import { type Descriptor } from '../../../src/core/oci/descriptor';
import { MODELPACK_CONFIG_TYPE, MODELPACK_MANIFEST_TYPE } from '../../../src/core/oci/media-types';
import { writeConfig } from '../../../src/core/oci/modelpack/config';
import { type Progress } from '../../../src/core/signing/model/model';
import { extract } from '../../../src/node/oci/extract/extract';
import { Layout } from '../../../src/node/oci/layout/layout';
import { folderWith } from '../signing/folder';
import { artifact, blob, digestOf, push, type Blob } from './artifact';
import { gzip, tar, zstd, type TarFile } from './tar';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

const RAW = 'application/vnd.cncf.model.weight.v1.raw';
const TAR = 'application/vnd.cncf.model.weight.v1.tar';
const FILEPATH = 'org.cncf.model.filepath';
const METADATA = 'org.cncf.model.file.metadata+json';

/** A layer that is a file. */
const file = (name: string, content: string | Uint8Array, more: Record<string, string> = {}) =>
  blob(content, RAW, { annotations: { [FILEPATH]: name, ...more } });

/** A source without files of its own, as a registry is one. */
const remote = (layout: Layout, open?: ArtifactSource['open']): ArtifactSource => ({
  name: 'registry',
  exists: (descriptor) => layout.exists(descriptor),
  open: open ?? ((descriptor, from, options) => layout.open(descriptor, from, options)),
  resolve: (reference) => layout.resolve(reference),
  readManifest: (descriptor) => layout.readManifest(descriptor),
  tags: () => layout.tags(),
  referrers: (descriptor) => layout.referrers(descriptor),
});

interface Scene {
  layout: Layout;
  manifest: Descriptor;
  /** Not yet there. */
  folder: string;
}

async function scene(layers: readonly Blob[], more: Parameters<typeof artifact>[1] = {}): Promise<Scene> {
  const root = folderWith();
  const layout = await Layout.create(path.join(root, 'layout'));
  const made = artifact(layers, more);
  await push(layout, made, 'v1');
  return { layout, manifest: made.manifest.descriptor, folder: path.join(root, 'out') };
}

interface Options {
  overwrite?: boolean;
  source?: ArtifactSource;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

const run = ({ layout, manifest, folder }: Scene, { overwrite = false, source = layout, ...more }: Options = {}) =>
  extract({ source, manifest, folder, name: 'out', overwrite, ...more });

/** What is in a folder: path to content, folders with a slash at the end. */
function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : []) {
    const stats = lstatSync(path.join(folder, name));
    if (stats.isDirectory()) found[`${name}/`] = '';
    else found[name] = stats.isFile() ? readFileSync(path.join(folder, name), 'utf8') : 'special';
  }
  return found;
}

describe.each(['layout', 'registry'] as const)('extracting files from a %s', (kind) => {
  const from = (of: Scene): Options => (kind === 'registry' ? { source: remote(of.layout) } : {});

  it('writes each to its place', async () => {
    const of = await scene([file('model.safetensors', 'weights'), file('sub/config.json', '{}'), file('empty', '')]);
    const progress: Progress[] = [];
    const { files, skipped } = await run(of, { ...from(of), progress: (done) => progress.push(done) });
    expect(tree(of.folder)).toEqual({ 'model.safetensors': 'weights', 'sub/': '', 'sub/config.json': '{}', empty: '' });
    expect(files).toContainEqual({ path: 'sub/config.json', size: 2, present: false });
    expect([skipped, progress.at(-1)]).toEqual([[], { bytes: 9, totalBytes: 9, files: 3, totalFiles: 3 }]);
  });
  it('writes the same content to several places', async () => {
    const of = await scene([file('a', 'same'), file('b/c', 'same'), file('d', 'same')]);
    await run(of, from(of));
    expect(tree(of.folder)).toEqual({ a: 'same', 'b/': '', 'b/c': 'same', d: 'same' });
    writeFileSync(path.join(of.folder, 'a'), 'other');
    expect(readFileSync(path.join(of.folder, 'd'), 'utf8')).toBe('same');
  });
  it('keeps of rights whether a file can be executed, and nothing dangerous', async () => {
    const metadata = (mode: number) => ({ [METADATA]: JSON.stringify({ name: 'x', mode }) });
    const of = await scene([
      file('run.sh', '#!', metadata(0o6777)),
      file('plain', 'x', metadata(0o666)),
      file('none', 'y'),
    ]);
    await run(of, from(of));
    const modes = ['run.sh', 'plain', 'none'].map((name) => statSync(path.join(of.folder, name)).mode & 0o7777);
    expect(modes).toEqual([0o755, 0o644, 0o644]);
  });
  it('finds content that is wrong, and leaves nothing of it', async () => {
    const of = await scene([file('right', 'right'), file('model', 'content')]);
    const blobFile = path.join(of.layout.root, 'blobs/sha256', digestOf('content').slice(7));
    chmodSync(blobFile, 0o644);
    writeFileSync(blobFile, 'CONTENT');
    await expect(run(of, from(of))).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(tree(of.folder)).toEqual({});
  });
  it('goes on where it was interrupted', async () => {
    const weights = Buffer.alloc(3 << 20, 'weights');
    const of = await scene([file('small', 's'), file('model', weights)]);
    let left = 2 << 20;
    const froms: number[] = [];
    const cut = remote(of.layout, async (descriptor, begin = 0, options) => {
      froms.push(begin);
      const chunks = await of.layout.open(descriptor, begin, options);
      return (async function* () {
        for await (const chunk of chunks) {
          yield chunk;
          left -= chunk.length;
          if (left <= 0) throw new Error('cut');
        }
      })();
    });
    await expect(run(of, { source: cut })).rejects.toThrow('cut');
    expect(Object.keys(tree(of.folder)).filter((name) => !name.startsWith('.mof-extract'))).toEqual([]);
    left = Infinity;
    froms.length = 0;
    await run(of, kind === 'registry' ? { source: cut } : {});
    if (kind === 'registry') expect(Math.max(...froms)).toBeGreaterThanOrEqual(2 << 20);
    expect(tree(of.folder)).toEqual({ small: 's', model: weights.toString() });
  });
});

describe('a source that uses its memory again', () => {
  /** Hands out the same few bytes of memory each time. */
  const frugal = (layout: Layout) =>
    remote(layout, async (descriptor, from, options) => {
      const chunks = await layout.open(descriptor, from, options);
      const memory = new Uint8Array(700);
      return (async function* () {
        for await (const chunk of chunks)
          for (let at = 0; at < chunk.length; at += memory.length) {
            const piece = chunk.subarray(at, at + memory.length);
            memory.set(piece);
            yield memory.subarray(0, piece.length);
            memory.fill(0);
          }
      })();
    });
  const content = Array.from({ length: 20_000 }, (_, at) => `line ${at * 7919}`).join('\n');

  it.each([
    ['files', async () => file('text', content)],
    ['archives', async () => blob(await tar({ name: 'text', content }), TAR)],
    ['compressed archives', async () => blob(gzip(await tar({ name: 'text', content })), `${TAR}+gzip`)],
  ])('gives the right %s', async (_title, layer) => {
    const of = await scene([await layer()]);
    await run(of, { source: frugal(of.layout) });
    expect(tree(of.folder)).toEqual({ text: content });
  });
});

describe('files that are there', () => {
  it('are left as they are when they have the right content', async () => {
    const of = await scene([file('a', 'alpha'), file('b', 'beta')]);
    mkdirSync(of.folder);
    writeFileSync(path.join(of.folder, 'a'), 'alpha');
    const before = statSync(path.join(of.folder, 'a')).ino;
    expect((await run(of)).files).toEqual([
      { path: 'a', size: 5, present: true },
      { path: 'b', size: 4, present: false },
    ]);
    expect(statSync(path.join(of.folder, 'a')).ino).toBe(before);
    expect((await run(of)).files.every(({ present }) => present)).toBe(true);
  });
  it.each(['layout', 'archive'])('are not overwritten unasked: %s', async (kind) => {
    const layer = kind === 'layout' ? file('a', 'alpha') : blob(await tar({ name: 'a', content: 'alpha' }), TAR);
    const of = await scene([layer, file('new', 'n')]);
    mkdirSync(of.folder);
    for (const [content, size] of [
      ['ALPHA', 'same'],
      ['longer than that', 'other'],
    ]) {
      writeFileSync(path.join(of.folder, 'a'), content!);
      await expect(run(of), size).rejects.toMatchObject({
        code: 'exists',
        message: expect.stringContaining('named a'),
      });
      expect(tree(of.folder)).toEqual({ a: content });
    }
    await run(of, { overwrite: true });
    expect(tree(of.folder)).toEqual({ a: 'alpha', new: 'n' });
  });
  it('are not read or written through links', async () => {
    const outside = folderWith({ precious: 'alpha' });
    const of = await scene([file('sub/precious', 'other')]);
    mkdirSync(of.folder);
    symlinkSync(outside, path.join(of.folder, 'sub'));
    for (const overwrite of [false, true])
      await expect(run(of, { overwrite })).rejects.toMatchObject({ code: 'unsafe-path' });
    expect(tree(outside)).toEqual({ precious: 'alpha' });
  });
  it('that are links are replaced, not followed', async () => {
    const outside = folderWith({ precious: 'alpha' });
    const of = await scene([file('link', 'other')]);
    mkdirSync(of.folder);
    symlinkSync(path.join(outside, 'precious'), path.join(of.folder, 'link'));
    await expect(run(of)).rejects.toMatchObject({ code: 'exists' });
    await run(of, { overwrite: true });
    expect([tree(outside), tree(of.folder)]).toEqual([{ precious: 'alpha' }, { link: 'other' }]);
  });
  it('that are folders stay', async () => {
    const of = await scene([file('a', 'alpha')]);
    mkdirSync(path.join(of.folder, 'a/b'), { recursive: true });
    await expect(run(of, { overwrite: true })).rejects.toMatchObject({ code: 'exists' });
  });
});

describe('paths of layers that are refused', () => {
  it.each([
    '../escape',
    '/etc/cron.d/evil',
    'a/../../b',
    'a//b',
    './a',
    '',
    'C:/x',
    'C:x',
    '\\\\server\\share',
    'a\\..\\..\\b',
    'nul\0byte',
    'a/./b',
    'x'.repeat(300),
    `${'d/'.repeat(100)}x`,
    '.mof-extract/x',
    '.MOF-EXTRACT/x',
  ])('%j', async (name) => {
    const of = await scene([file('fine', 'f'), file(name, 'x')]);
    const parent = path.dirname(of.folder);
    await expect(run(of)).rejects.toMatchObject({ code: 'unsafe-path' });
    expect([tree(of.folder), readdirSync(parent)]).toEqual([{}, ['layout']]);
  });
  it.each([
    ['twice', ['a', 'a'], 'twice'],
    ['as file and folder', ['a', 'a/b'], 'needs a folder'],
    ['as folder and file', ['a/b/c', 'a/b'], 'needs a folder'],
  ])('%s', async (_title, names, message) => {
    const of = await scene(names.map((name, at) => file(name, String(at))));
    await expect(run(of)).rejects.toMatchObject({ code: 'unsafe-path', message: expect.stringContaining(message) });
  });
  it('twice, in a layer and in an archive', async () => {
    const of = await scene([file('a', '1'), blob(await tar({ name: 'a', content: '2' }), TAR)]);
    await expect(run(of)).rejects.toMatchObject({ code: 'unsafe-path' });
    expect(tree(of.folder)).toEqual({});
  });
  it('may differ in capitals where the file system knows the difference', async () => {
    const of = await scene([file('README', '1'), file('readme', '2')]);
    await run(of);
    expect(tree(of.folder)).toEqual({ README: '1', readme: '2' });
  });
});

describe('artifacts of others', () => {
  const title = 'org.opencontainers.image.title';

  it('of ORAS are read, with folders', async () => {
    const folder = gzip(await tar({ name: 'data/', type: 'directory' }, { name: 'data/x.csv', content: 'x' }));
    const of = await scene([
      blob('hello', 'text/plain', { annotations: { [title]: 'hello.txt' } }),
      blob(folder, 'application/vnd.oci.image.layer.v1.tar+gzip', {
        annotations: { [title]: 'data', 'io.deis.oras.content.unpack': 'true' },
      }),
      blob('?', 'application/vnd.example.unknown'),
    ]);
    const { skipped } = await run(of);
    expect(tree(of.folder)).toEqual({ 'hello.txt': 'hello', 'data/': '', 'data/x.csv': 'x' });
    expect(skipped).toMatchObject([{ mediaType: 'application/vnd.example.unknown' }]);
  });
  it('of modctl before 0.1 are read', async () => {
    const layer = blob('w', 'application/vnd.cnai.model.weight.v1.raw', {
      annotations: { 'org.cnai.model.filepath': 'w.bin' },
    });
    const of = await scene([layer], { artifactType: 'application/vnd.cnai.model.manifest.v1+json' });
    await run(of);
    expect(tree(of.folder)).toEqual({ 'w.bin': 'w' });
  });
  it('of KitOps are read, with paths from the Kitfile', async () => {
    const kit = 'application/vnd.kitops.modelkit';
    const archive = blob(gzip(await tar({ name: './docs/a.md', content: 'doc' })), `${kit}.docs.v1.tar+gzip`);
    const weights = blob('w', `${kit}.model.v1.raw`);
    const part = blob('t', `${kit}.modelpart.v1.raw`);
    const config = blob(
      JSON.stringify({
        manifestVersion: '1.0.0',
        model: {
          path: './model.gguf',
          digest: weights.descriptor.digest,
          parts: [{ path: 'tokenizer.json', digest: part.descriptor.digest }],
        },
      }),
      `${kit}.config.v1+json`,
    );
    const root = folderWith();
    const layout = await Layout.create(path.join(root, 'layout'));
    const made = artifact([archive, weights, part], {
      config: config.descriptor,
      artifactType: `${kit}.manifest.v1+json`,
    });
    await push(layout, { ...made, blobs: [...made.blobs, config] });
    const of = { layout, manifest: made.manifest.descriptor, folder: path.join(root, 'out') };
    await run(of);
    expect(tree(of.folder)).toEqual({ 'docs/': '', 'docs/a.md': 'doc', 'model.gguf': 'w', 'tokenizer.json': 't' });
  });
  it('that hold no files are told', async () => {
    const of = await scene([blob('x', 'application/vnd.oci.image.layer.v1.tar')]);
    await expect(run(of)).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('archives', () => {
  const archived = async (entries: TarFile[], compress: (bytes: Uint8Array) => Uint8Array, type: string) =>
    scene([blob(compress(await tar(...entries)), type)]);
  const entries: TarFile[] = [
    { name: './', type: 'directory' },
    { name: './empty-folder/', type: 'directory' },
    { name: './sub/weights.bin', content: 'w'.repeat(100_000), mode: 0o6755 },
    { name: `${'long/'.repeat(40)}name`, content: 'long' },
    { name: 'ümlaut/日本', content: 'é' },
    { name: 'empty', content: '' },
  ];
  it.each([
    ['tar', (bytes: Uint8Array) => bytes],
    ['tar+gzip', gzip],
    ['tar+zstd', (bytes: Uint8Array) => zstd(bytes)],
  ])('%s is unpacked', async (form, compress) => {
    const layer = compress(await tar(...entries));
    if (!layer) return console.warn('SKIPPED: archives with zstd: no program zstd here');
    const of = await scene([blob(layer, `application/vnd.cncf.model.weight.v1.${form}`)]);
    await run(of, { source: remote(of.layout) });
    const found = tree(of.folder);
    expect(found).toMatchObject({
      'empty-folder/': '',
      'sub/weights.bin': 'w'.repeat(100_000),
      'ümlaut/日本': 'é',
      empty: '',
    });
    expect(found[`${'long/'.repeat(40)}name`]).toBe('long');
    expect(statSync(path.join(of.folder, 'sub/weights.bin')).mode & 0o7777).toBe(0o755);
    expect((await run(of)).files.every(({ present }) => present)).toBe(true);
  });
  it.each<[string, TarFile]>([
    ['a path out of the folder', { name: '../escape', content: 'x' }],
    ['an absolute path', { name: '/tmp/escape', content: 'x' }],
    ['a path out of a folder', { name: 'a/../../escape', content: 'x' }],
    ['a folder that leads out', { name: '../dir', type: 'directory' }],
    ['a drive of Windows', { name: 'C:\\escape', content: 'x' }],
    ['a symbolic link to a folder', { name: 'link', type: 'symlink', linkname: '/tmp' }],
    ['a symbolic link to a file', { name: 'link', type: 'symlink', linkname: 'a' }],
    ['a hard link', { name: 'link', type: 'link', linkname: 'fine' }],
    ['a hard link out', { name: 'link', type: 'link', linkname: '/etc/passwd' }],
    ['a device', { name: 'device', type: 'character-device', devmajor: 1, devminor: 3 }],
    ['a disk', { name: 'device', type: 'block-device' }],
    ['a pipe', { name: 'pipe', type: 'fifo' }],
    ['our own folder', { name: '.mof-extract/x', content: 'x' }],
    ['deep folders', { name: `${'d/'.repeat(100)}x`, content: 'x' }],
    ['an empty name', { name: '.', content: 'x' }],
  ])('with %s are refused, and nothing of them is there', async (_title, entry) => {
    const of = await archived([{ name: 'fine', content: 'f' }, entry], (bytes) => bytes, TAR);
    await expect(run(of)).rejects.toMatchObject({ code: 'unsafe-path' });
    expect([tree(of.folder), readdirSync(path.dirname(of.folder)).sort()]).toEqual([{}, ['layout', 'out']]);
  });
  it('with the same name twice are refused', async () => {
    const of = await archived(
      [
        { name: 'a', content: '1' },
        { name: 'a', content: '2' },
      ],
      (bytes) => bytes,
      TAR,
    );
    await expect(run(of)).rejects.toMatchObject({ code: 'unsafe-path' });
  });
  it('with a file that is a folder too are refused', async () => {
    const of = await archived(
      [
        { name: 'a', content: '1' },
        { name: 'a/', type: 'directory' },
      ],
      (bytes) => bytes,
      TAR,
    );
    await expect(run(of)).rejects.toMatchObject({ code: 'unsafe-path' });
  });
  it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    ['cut off', (bytes) => bytes.subarray(0, 700), TAR],
    ['no archives', () => Buffer.alloc(2048, 'x'), TAR],
    ['cut off, and compressed', (bytes) => gzip(bytes).subarray(0, 60), `${TAR}+gzip`],
    ['not compressed', (bytes) => bytes, `${TAR}+gzip`],
    ['not compressed in this manner', gzip, `${TAR}+zstd`],
    ['nothing', () => new Uint8Array(0), `${TAR}+gzip`],
    ['nothing in zstd', () => Buffer.from([0x28, 0xb5, 0x2f]), `${TAR}+zstd`],
  ])('that are %s are told', async (_title, damage, type) => {
    const of = await archived([{ name: 'a', content: 'x'.repeat(1000) }], damage, type);
    await expect(run(of)).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('The layer sha256:'),
    });
    expect(tree(of.folder)).toEqual({});
  });
  it('with a header of gigabytes take no memory', async () => {
    const archive = Buffer.from(await tar({ name: 'a', content: '' }));
    archive.write('x', 156);
    archive.write('77777777777\0', 124);
    let sum = 8 * 32;
    for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += archive[at]!;
    archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const of = await archived([], () => archive, TAR);
    await expect(run(of)).rejects.toMatchObject({ code: 'malformed' });
  });
  it.each(['gzip', 'zstd'])(
    'made to fill the disk end early: %s',
    async (form) => {
      const head = Buffer.from(await tar({ name: 'bomb', content: '' }));
      head.write('100000000000', 124);
      let sum = 8 * 32;
      for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += head[at]!;
      head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      const command = form === 'gzip' ? 'gzip -1' : 'zstd -q';
      const script = `(cat; head -c 600000000 /dev/zero) | ${command}`;
      let bomb: Uint8Array;
      try {
        bomb = execFileSync('sh', ['-c', script], { input: head.subarray(0, 512), maxBuffer: 1 << 28 });
      } catch {
        return console.warn(`SKIPPED: a bomb by ${command}: no such program here`);
      }
      if (!bomb.length) return console.warn(`SKIPPED: a bomb by ${command}: no such program here`);
      const of = await scene([blob(bomb, `${TAR}+${form}`)]);
      const before = process.memoryUsage.rss();
      await expect(run(of)).rejects.toMatchObject({
        code: 'too-large',
        message: expect.stringContaining('fill the disk'),
      });
      expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
      expect(tree(of.folder)).toEqual({});
    },
    120_000,
  );
  it('that want gigabytes to be remembered are refused', async () => {
    // A frame with a window of 1 GiB, and a block of sixteen equal bytes (RFC 8878, 3.1.1).
    const content = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (30 - 10) << 3, (16 << 3) | 0x03, 0x00, 0x00, 0x78]);
    const of = await scene([blob(content, `${TAR}+zstd`)]);
    await expect(run(of)).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining('memory') });
  });
  it('are compared with the config', async () => {
    const content = await tar({ name: 'a', content: 'x' });
    const layer = blob(gzip(content), `${TAR}+gzip`);
    const withDiffId = async (diffId: ReturnType<typeof digestOf>) => {
      const config = blob(writeConfig({ descriptor: {}, config: {}, diffIds: [diffId] }), MODELPACK_CONFIG_TYPE);
      const root = folderWith();
      const layout = await Layout.create(path.join(root, 'layout'));
      const made = artifact([layer], { config: config.descriptor, artifactType: MODELPACK_MANIFEST_TYPE });
      await push(layout, { ...made, blobs: [layer, config] });
      return { layout, manifest: made.manifest.descriptor, folder: path.join(root, 'out') };
    };
    const right = await withDiffId(digestOf(content));
    await run(right);
    expect(tree(right.folder)).toEqual({ a: 'x' });
    const wrong = await withDiffId(digestOf('something else'));
    await expect(run(wrong)).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(tree(wrong.folder)).toEqual({});
  });
  it('with wrong bytes leave nothing, though they can be read', async () => {
    const of = await archived([{ name: 'a', content: 'alpha' }], (bytes) => bytes, TAR);
    const other = await tar({ name: 'a', content: 'ALPHA' });
    const source = remote(of.layout, async () =>
      (async function* () {
        yield other;
      })(),
    );
    await expect(run(of, { source })).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(tree(of.folder)).toEqual({});
  });
  it('stop when they are no longer wanted', async () => {
    const of = await archived([{ name: 'a', content: 'x'.repeat(5_000_000) }], (bytes) => bytes, TAR);
    const controller = new AbortController();
    const progress = () => controller.abort();
    await expect(run(of, { source: remote(of.layout), progress, signal: controller.signal })).rejects.toThrow(/abort/);
    expect(tree(of.folder)).toEqual({});
  });
});
