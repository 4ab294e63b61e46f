import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../../src/core/oci/manifest';
import { readModelArtifact } from '../../../src/core/oci/modelpack/read';
import { type Progress } from '../../../src/core/signing/model/model';
import { hashInWorkers, taskOf } from '../../../src/node/hashing/pool';
import { Layout } from '../../../src/node/oci/layout/layout';
import { packAnnotations } from '../../../src/node/oci/pack/annotations';
import { PackedFolder } from '../../../src/node/oci/pack/model-files';
import { layoutInModel, packInto, type Packed, type PackRequest } from '../../../src/node/oci/pack/pack';
import { planPack, type PlanOptions } from '../../../src/node/oci/pack/plan';
import { readRecipe } from '../../../src/node/oci/pack/recipe';
import { folderWith, type Files } from '../signing/folder';
import { digestOf } from './artifact';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

interface Options extends Partial<
  Pick<PackRequest, 'link' | 'latest' | 'progress' | 'signal' | 'names' | 'annotations'>
> {
  plan?: Partial<PlanOptions>;
}

const newLayout = () => Layout.create(path.join(folderWith(), 'layout'));

async function pack(
  folder: string,
  layout: Layout,
  { plan = {}, names = ['v1'], ...options }: Options = {},
): Promise<Packed> {
  const planned = await planPack(new PackedFolder(folder), { ignored: [], allowSymlinks: false, ...plan });
  return packInto({ plan: planned, layout, names, ...options });
}

/** A model folder whose files have been there for long. */
function modelWith(files: Files): string {
  const folder = folderWith(files);
  for (const name of readdirSync(folder, { recursive: true }) as string[]) settle(path.join(folder, name));
  return folder;
}

/** Makes a file one that was written long ago; when its entry was changed can't be set, so that takes a while. */
function settle(file: string): void {
  utimesSync(file, 1_600_000_000, 1_600_000_000);
}

const SETTLED_MS = 2100;
const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));

const stored = ({ files }: Packed) => Object.fromEntries(files.map(({ file, by }) => [file.path, by]));
const blobFile = (layout: Layout, content: string | Uint8Array) =>
  path.join(layout.root, 'blobs/sha256', digestOf(content).slice(7));

describe('packaging a folder', () => {
  const FILES = {
    'model.safetensors': 'weights',
    'config.json': '{}',
    'sub/run.py': 'print()',
    'README.md': '# Model',
    empty: '',
  };

  it('makes a layer of every file, with the digest of the file', async () => {
    const layout = await newLayout();
    const progress: Progress[] = [];
    const { descriptor, files } = await pack(modelWith(FILES), layout, { progress: (done) => progress.push(done) });
    const artifact = readModelArtifact(await layout.readManifest(descriptor));
    expect(artifact.layers.map(({ path: name, kind }) => [name, kind])).toEqual([
      ['config.json', 'weight.config'],
      ['model.safetensors', 'weight'],
      ['empty', 'code'],
      ['sub/run.py', 'code'],
      ['README.md', 'doc'],
    ]);
    for (const { file, descriptor: layer } of files)
      expect(layer.digest).toBe(digestOf(FILES[file.path as keyof Files & keyof typeof FILES]));
    expect(progress.at(-1)).toEqual({ bytes: 23, totalBytes: 23, files: 5, totalFiles: 5 });
    expect(await layout.resolve('v1')).toMatchObject(descriptor);
    expect((await layout.verify(undefined)).problems).toEqual([]);
  });
  it('gives the same digest for the same files', async () => {
    const [one, other] = [
      await pack(modelWith(FILES), await newLayout()),
      await pack(modelWith(FILES), await newLayout()),
    ];
    expect(one.descriptor).toEqual(other.descriptor);
    const late = modelWith(FILES);
    utimesSync(path.join(late, 'empty'), 1_700_000_000, 1_700_000_000);
    const latest = new Date(1_600_000_000_000);
    expect((await pack(late, await newLayout())).descriptor).not.toEqual(one.descriptor);
    expect((await pack(late, await newLayout(), { latest })).descriptor).toEqual(one.descriptor);
  });
  it('reads nothing again that has not changed', async () => {
    const layout = await newLayout();
    const folder = modelWith(FILES);
    await settled();
    const first = await pack(folder, layout);
    expect(new Set(Object.values(stored(first)))).not.toContain('present');
    const blobs = () =>
      readdirSync(path.join(layout.root, 'blobs/sha256')).map((name) => [
        name,
        statSync(path.join(layout.root, 'blobs/sha256', name)).mtimeMs,
      ]);
    const before = blobs();
    const again = await pack(folder, layout);
    expect(new Set(Object.values(stored(again)))).toEqual(new Set(['present']));
    expect([again.descriptor, blobs()]).toEqual([first.descriptor, before]);
    // Of the same size and time, but not of the same time of change.
    writeFileSync(path.join(folder, 'model.safetensors'), 'WEIGHTS');
    settle(path.join(folder, 'model.safetensors'));
    const changed = await pack(folder, layout);
    expect(stored(changed)).toMatchObject({ 'model.safetensors': 'bytes', empty: 'present' });
    expect(changed.descriptor).not.toEqual(first.descriptor);
  });
  it('does not trust what was just written', async () => {
    const layout = await newLayout();
    const folder = modelWith(FILES);
    await pack(folder, layout);
    const known = readFileSync(path.join(layout.root, '.mof/known'), 'utf8');
    for (const name of readdirSync(folder)) {
      const { dev, ino } = lstatSync(path.join(folder, name));
      expect(known).not.toContain(`${dev}:${ino}:`);
    }
  });
  it('copies what it knows and the layout has lost', async () => {
    const layout = await newLayout();
    const folder = modelWith(FILES);
    await settled();
    await pack(folder, layout);
    rmSync(blobFile(layout, 'weights'));
    expect(stored(await pack(folder, layout))).toMatchObject({ 'model.safetensors': 'bytes', empty: 'present' });
  });
  it('leaves out what is to be left out, the layout itself too', async () => {
    const folder = modelWith({ ...FILES, '.git/config': '', 'old/x': '1' });
    const layout = await Layout.create(path.join(folder, 'oci'));
    const inside = layoutInModel(new PackedFolder(folder).root, layout.root)!;
    const planned = await planPack(new PackedFolder(folder), {
      ignored: ['.git', 'old', inside],
      allowSymlinks: false,
    });
    expect(planned.files.map((file) => file.path).sort()).toEqual(Object.keys(FILES).sort());
    expect(planned.ignored).toContain('.git/');
    expect(() => layoutInModel(layout.root, layout.root)).toThrow('lies in the layout');
    expect(() => layoutInModel(path.join(layout.root, 'blobs'), layout.root)).toThrow('lies in the layout');
    expect(layoutInModel(folder, folderWith())).toBeUndefined();
  });
  it('warns of names that others do not take', async () => {
    const planned = await planPack(new PackedFolder(modelWith({ 'aux.txt': '', README: '', readme: '' })), {
      ignored: [],
      allowSymlinks: false,
    });
    expect(planned.warnings).toEqual([
      expect.stringContaining('"aux.txt" cannot be extracted on Windows'),
      expect.stringContaining('"README" and "readme" cannot both be extracted'),
    ]);
  });
  it('packages one file', async () => {
    const folder = modelWith({ 'model.gguf': 'GGUF' });
    const { files } = await pack(path.join(folder, 'model.gguf'), await newLayout());
    expect(files.map(({ file }) => file.path)).toEqual(['model.gguf']);
  });
  it.each([
    ['an empty folder', () => folderWith(), 'There is no file'],
    ['a backslash', () => modelWith({ 'a\\b': '' }), 'backslash'],
    ['a pipe', () => pipe(), 'neither a file nor a folder'],
    ['a link', () => linked('model.safetensors'), 'symbolic link'],
  ])('refuses %s, before anything is written', async (_title, folder, message) => {
    const layout = await newLayout();
    await expect(pack(folder(), layout)).rejects.toThrow(message);
    const written = readdirSync(path.join(layout.root, 'blobs'), { recursive: true }) as string[];
    expect(written.filter((name) => name !== 'sha256')).toEqual([]);
  });
  it('ends at once when it is cancelled, and goes on the next time', async () => {
    const layout = await newLayout();
    const folder = modelWith({ big: Buffer.alloc(200 << 20, 'big') });
    const controller = new AbortController();
    const going = pack(folder, layout, { signal: controller.signal, progress: () => controller.abort() });
    await expect(going).rejects.toThrow();
    expect(await layout.manifests()).toEqual([]);
    const [part] = readdirSync(path.join(layout.root, 'ingest'));
    expect(part).toMatch(/\.part$/);
    const { ino } = statSync(path.join(layout.root, 'ingest', part!));
    const { files } = await pack(folder, layout);
    const blob = path.join(layout.root, 'blobs/sha256', files[0]!.descriptor.digest.slice(7));
    if (files[0]!.by === 'bytes') expect(statSync(blob).ino).toBe(ino);
    expect((await layout.verify(undefined)).problems).toEqual([]);
  });

  function pipe(): string {
    const folder = modelWith({ a: '' });
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    return folder;
  }
  function linked(target: string): string {
    const folder = modelWith({ [target]: '' });
    symlinkSync(target, path.join(folder, 'link'));
    return folder;
  }
});

describe('what an interrupted attempt left', () => {
  const BYTES = Buffer.alloc(40 << 20, 'weights of a model ');

  /** A part that was written of a file as it is now. */
  function partOf(file: string, layout: Layout, content: Uint8Array): string {
    const { dev, ino, size, mtimeNs, ctimeNs } = lstatSync(file, { bigint: true });
    const key = createHash('sha256').update(`${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`).digest('hex');
    mkdirSync(path.join(layout.root, 'ingest'), { recursive: true });
    const part = path.join(layout.root, 'ingest', `${key}.00000000-1-00000000.part`);
    writeFileSync(part, content);
    // Hours ago: nobody is at work on it any more, and it is not forgotten yet.
    const then = Date.now() / 1000 - 7200;
    utimesSync(part, then, then);
    return part;
  }

  it.each([
    ['is gone on with', BYTES.subarray(0, 30 << 20)],
    ['is mended where it is wrong', Buffer.concat([BYTES.subarray(0, 10 << 20), Buffer.alloc(10 << 20)])],
    ['is cut where it is too long', Buffer.concat([BYTES, Buffer.from('more')])],
    ['may be whole', BYTES],
  ])('%s', async (_title, content) => {
    const layout = await newLayout();
    const folder = modelWith({ model: BYTES });
    const part = partOf(path.join(folder, 'model'), layout, content);
    const { ino } = statSync(part);
    const { files } = await pack(folder, layout);
    expect(statSync(blobFile(layout, BYTES)).ino).toBe(ino);
    expect(files[0]!.descriptor.digest).toBe(digestOf(BYTES));
    expect([(await layout.verify(undefined)).problems, readdirSync(path.join(layout.root, 'ingest'))]).toEqual([
      [],
      [],
    ]);
  });
  it('of another state of the file is not used', async () => {
    const layout = await newLayout();
    const folder = modelWith({ model: BYTES });
    const part = partOf(path.join(folder, 'model'), layout, BYTES.subarray(0, 1 << 20));
    appendFileSync(path.join(folder, 'model'), 'x');
    await pack(folder, layout);
    expect(statSync(part).size).toBe(1 << 20);
    await layout.collectGarbage();
    expect(existsSync(part)).toBe(false);
  });
  it('may be a link that somebody made, which is not followed', async () => {
    const layout = await newLayout();
    const folder = modelWith({ model: BYTES });
    const outside = folderWith({ precious: 'p' });
    const part = partOf(path.join(folder, 'model'), layout, new Uint8Array());
    rmSync(part);
    symlinkSync(path.join(outside, 'precious'), part);
    await pack(folder, layout);
    expect(readFileSync(path.join(outside, 'precious'), 'utf8')).toBe('p');
  });
});

describe('links', () => {
  it('are followed in the model where that is allowed, and what they lead to is stored once', async () => {
    const layout = await newLayout();
    const folder = modelWith({ 'real/model': 'weights' });
    symlinkSync('real/model', path.join(folder, 'model'));
    const { files } = await pack(folder, layout, { plan: { allowSymlinks: true } });
    expect(files.map(({ file, descriptor }) => [file.path, descriptor.digest])).toEqual([
      ['model', digestOf('weights')],
      ['real/model', digestOf('weights')],
    ]);
  });
  it('of the cache of the Hugging Face Hub lead to its blobs', async () => {
    const cache = modelWith({
      'models--org--name/blobs/abc': 'weights',
      'models--org--name/refs/main': 'r1',
      secret: 's',
    });
    const snapshot = path.join(cache, 'models--org--name/snapshots/r1');
    mkdirSync(path.join(snapshot, 'sub'), { recursive: true });
    symlinkSync('../../../blobs/abc', path.join(snapshot, 'sub/model.bin'));
    symlinkSync('../../blobs/abc', path.join(snapshot, 'model.bin'));
    const layout = await newLayout();
    await expect(pack(snapshot, layout)).rejects.toThrow('symbolic link');
    const { files } = await pack(snapshot, layout, { plan: { allowSymlinks: true } });
    expect(files.map(({ file }) => file.path)).toEqual(['model.bin', 'sub/model.bin']);
    symlinkSync('../../../secret', path.join(snapshot, 'out'));
    await expect(pack(snapshot, layout, { plan: { allowSymlinks: true } })).rejects.toThrow('leads out of the model');
  });
});

describe('blobs as hard links', () => {
  const scene = async () => {
    const layout = await newLayout();
    const folder = modelWith({ model: 'weights' });
    await settled();
    const packed = await pack(folder, layout, { link: true });
    return { layout, file: path.join(folder, 'model'), folder, packed, layer: packed.files[0]!.descriptor };
  };

  it('take no space, and keep the rights of the file', async () => {
    const { layout, file, folder, packed } = await scene();
    expect(stored(packed)).toEqual({ model: 'link' });
    expect(statSync(blobFile(layout, 'weights')).ino).toBe(statSync(file).ino);
    expect(statSync(file).mode & 0o777).toBe(0o644);
    expect(stored(await pack(folder, layout, { link: true }))).toEqual({ model: 'present' });
  });
  it('are found to be changed when somebody writes to the file', async () => {
    const { layout, file, folder, layer } = await scene();
    writeFileSync(file, 'WEIGHTS');
    settle(file);
    expect(layout.location(layer)).toBeUndefined();
    await expect(layout.open(layer)).rejects.toMatchObject({
      code: 'changed',
      message: expect.stringContaining('wrote to that file'),
    });
    expect(await layout.exists(layer)).toBe(false);
    // The right content gets a blob of its own.
    writeFileSync(path.join(folder, 'copy'), 'weights');
    rmSync(file);
    await pack(folder, layout);
    expect((await layout.verify(undefined)).problems).toEqual([]);
  });
  it('may lose the file, and are read again before they count', async () => {
    const { layout, file, layer } = await scene();
    rmSync(file);
    expect(layout.location(layer)).toBeUndefined();
    expect(await layout.exists(layer)).toBe(true);
    expect(layout.location(layer)).toBeDefined();
  });
  it('may get more links, and new rights', async () => {
    const { layout, file, layer } = await scene();
    linkSync(file, `${file}.other`);
    chmodSync(file, 0o600);
    expect(await layout.exists(layer)).toBe(true);
  });
  it('are looked at when nobody knows how linking ended', async () => {
    const { layout, layer } = await scene();
    appendFileSync(path.join(layout.root, '.mof/links'), `\n${layer.digest} announced\n`);
    expect(layout.location(layer)).toBeUndefined();
    expect(await layout.exists(layer)).toBe(true);
  });
});

describe('hashing and copying in one pass', () => {
  const failure = (name: string, reason: string, code: string | undefined) =>
    new Error(`${name} ${reason} ${code ?? ''}`.trim());
  const copy = (file: string, to: string) =>
    hashInWorkers([{ name: 'file', path: file, size: 1, copyTo: to }], { hash: 'sha256', taskOf }, failure);

  it('gives the digest of what it wrote, of any length', async () => {
    const folder = folderWith();
    for (const length of [0, 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, (7 << 20) + 3]) {
      const content = Buffer.alloc(length, 'some content ');
      writeFileSync(path.join(folder, 'file'), content);
      const [{ digests } = { digests: [] }] = await copy(path.join(folder, 'file'), path.join(folder, `copy${length}`));
      expect(readFileSync(path.join(folder, `copy${length}`)).equals(content)).toBe(true);
      expect(`sha256:${digests[0]}`).toBe(digestOf(content));
    }
  });
  it('tells reading from writing', async () => {
    const folder = folderWith({ file: 'x', 'link-target': 'y' });
    const file = path.join(folder, 'file');
    await expect(copy(path.join(folder, 'none'), path.join(folder, 'copy'))).rejects.toThrow('file system ENOENT');
    await expect(copy(file, path.join(folder, 'no/folder'))).rejects.toThrow('file copy ENOENT');
    symlinkSync('link-target', path.join(folder, 'link'));
    await expect(copy(file, path.join(folder, 'link'))).rejects.toThrow('file copy ELOOP');
    expect(readFileSync(path.join(folder, 'link-target'), 'utf8')).toBe('y');
    if (existsSync('/dev/full')) await expect(copy(file, '/dev/full')).rejects.toThrow('file copy');
  });
  it('finds a file that changes meanwhile', async () => {
    const folder = folderWith({ file: Buffer.alloc(300 << 20) });
    const file = path.join(folder, 'file');
    const going = copy(file, path.join(folder, 'copy'));
    const timer = setInterval(() => appendFileSync(file, 'x'), 5);
    await expect(going).rejects.toThrow('file changed');
    clearInterval(timer);
  });
  it('keeps holes of files as they read', async () => {
    const folder = folderWith({ file: 'begin' });
    const file = path.join(folder, 'file');
    truncateSync(file, 70 << 20);
    appendFileSync(file, 'middle');
    truncateSync(file, 90 << 20);
    const [{ digests } = { digests: [] }] = await copy(file, path.join(folder, 'copy'));
    expect(`sha256:${digests[0]}`).toBe(digestOf(readFileSync(file)));
    expect(readFileSync(path.join(folder, 'copy')).equals(readFileSync(file))).toBe(true);
  });
});

describe('what belongs to an artifact', () => {
  const BOM = readFileSync(path.join(__dirname, '../../../examples/aurora-7b/aurora-7b.spdx3.json'));
  const MOF = readFileSync(path.join(__dirname, '../../../examples/aurora-7b/mof.yml'));

  it('is attached to it as well: the nearest of each kind', async () => {
    const layout = await newLayout();
    const folder = modelWith({ 'bom.spdx3.json': BOM, 'deep/other.spdx3.json': BOM, 'mof.yml': MOF });
    const { descriptor, attached } = await pack(folder, layout);
    expect(attached.map((each) => each.path)).toEqual(['bom.spdx3.json']);
    const referrers = await layout.referrers(descriptor);
    expect(referrers).toMatchObject([{ artifactType: 'application/spdx+json' }]);
    const { layers } = readManifest(await layout.readManifest(referrers[0]!));
    expect(layers[0]!.digest).toBe(digestOf(BOM));
  });
  it('is claimed by the profile on request, as far as it is true', async () => {
    const folder = modelWith({ 'bom.spdx3.json': BOM, 'mof.yml': MOF });
    const planned = await planPack(new PackedFolder(folder), { ignored: [], allowSymlinks: false });
    expect(Object.keys(packAnnotations(planned, {}).annotations).some((key) => key.startsWith('org.cncf.ai.'))).toBe(
      false,
    );
    const { annotations, lacking } = packAnnotations(planned, {
      profile: { lifecycle: 'validated' },
      given: { 'org.opencontainers.image.title': 'Mine' },
    });
    expect(annotations).toMatchObject({
      'org.cncf.ai.security.sbom.format': 'spdx',
      'org.cncf.ai.lifecycle.status': 'validated',
      'org.opencontainers.image.title': 'Mine',
      'org.opencontainers.image.licenses': 'Apache-2.0',
    });
    expect(lacking.join(' ')).toContain('org.cncf.ai.security.signing.framework');
  });
});

describe('recipes', () => {
  const FILES = { 'weights.bin': 'w', 'notes.txt': 'n', 'data/x.csv': 'x', 'README.md': '#' };
  const planWith = (files: Files, name: string) => {
    const folder = modelWith(files);
    return planPack(new PackedFolder(folder), {
      ignored: [],
      allowSymlinks: false,
      recipe: readRecipe(path.join(folder, name), name),
    });
  };

  it('of KitOps say what is packaged, and as what', async () => {
    const kitfile = [
      'manifestVersion: 1.0.0',
      'package: {name: aurora, version: "2"}',
      'model: {path: weights.bin}',
      'docs: [{path: notes.txt}]',
      'datasets: [{name: d, path: ./data}]',
    ].join('\n');
    const planned = await planWith({ ...FILES, Kitfile: kitfile }, 'Kitfile');
    expect(planned.files.map((file) => [file.path, file.class.kind]).sort()).toEqual([
      ['data/x.csv', 'dataset'],
      ['notes.txt', 'doc'],
      ['weights.bin', 'weight'],
    ]);
    expect(planned.ignored).toEqual(expect.arrayContaining(['README.md', 'Kitfile']));
    expect(planned.facts.descriptor).toMatchObject({ name: 'aurora', version: '2' });
    expect(JSON.parse(planned.annotations['ml.kitops.modelkit.kitfile']!)).toMatchObject({
      model: { path: 'weights.bin' },
    });
  });
  it('of modctl do as well', async () => {
    const modelfile = 'NAME aurora\nMODEL *.bin\nDOC README.md\n';
    const planned = await planWith({ ...FILES, Modelfile: modelfile }, 'Modelfile');
    expect(planned.files.map((file) => file.path).sort()).toEqual(['README.md', 'weights.bin']);
    expect(planned.annotations).toEqual({ 'org.cncf.modctl.modelfile': modelfile });
  });
  it.each([
    [
      'that ask for what is not there',
      { Modelfile: 'MODEL none.bin' },
      'Modelfile',
      'Modelfile:1:7: There is no "none.bin"',
    ],
    ['that lead out', { Kitfile: 'manifestVersion: 1.0.0\nmodel: {path: ../x}' }, 'Kitfile', 'Kitfile:2:15: '],
    ['that are no YAML', { Kitfile: 'model: [' }, 'Kitfile', 'Kitfile:1:'],
    ['that are neither', { 'recipe.txt': '' }, 'recipe.txt', 'neither a Kitfile nor a Modelfile'],
    ['that are not text', { Kitfile: Buffer.from([0xff, 0xfe, 0xff]) }, 'Kitfile', 'not UTF-8'],
  ])('%s are refused', async (_title, files, name, message) => {
    // Reading may refuse already, or following it.
    await expect((async () => planWith({ ...FILES, ...files }, name))()).rejects.toThrow(message);
  });
});

describe('a layout that moves', () => {
  it('is still whole', async () => {
    const layout = await newLayout();
    await pack(modelWith({ a: 'alpha' }), layout);
    const moved = `${layout.root}-moved`;
    renameSync(layout.root, moved);
    expect(await Layout.open(moved).tags()).toEqual(['v1']);
  });
});
