import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ArtifactGraph } from '../../../src/core/oci/browse/artifacts';
import { type ArtifactContents } from '../../../src/core/oci/browse/layers';
import { type BrowsedStore } from '../../../src/core/oci/browse/manifest';
import { type Failure } from '../../../src/node/failure';
import { browseArtifact, browseAttached, readText } from '../../../src/node/oci/browse/artifact';
import { repositoriesOf, tagsOf } from '../../../src/node/oci/browse/registry';
import { browseStore } from '../../../src/node/oci/browse/store';
import { Layout } from '../../../src/node/oci/layout/layout';
import {
  copyToLayout,
  planRemoval,
  removeArtifact,
  standsFor,
  tagArtifact,
  untagArtifact,
} from '../../../src/node/oci/manage';
import { knownStores } from '../../../src/node/oci/stores/known';
import { FakeRegistry } from '../../registry/fake-registry';
import { artifact, blob, push, type Artifact } from '../oci/artifact';
import { folderWith } from '../signing/folder';

vi.setConfig({ testTimeout: 60_000 });

const WEIGHT = 'application/vnd.cncf.model.weight.v1.raw';
const titled = (content: string, name: string, mediaType = WEIGHT) =>
  blob(content, mediaType, { annotations: { 'org.cncf.model.filepath': name } });
const model = artifact([titled('weights', 'model.safetensors'), titled('shared', 'config.json')], {
  annotations: { 'org.opencontainers.image.created': '2026-01-02T03:04:05Z' },
});
const other = artifact([titled('others', 'model.safetensors'), titled('shared', 'config.json')]);
const bundle = artifact([blob('bundle')], {
  subject: model.manifest.descriptor,
  artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
});

const named = (folder: string) => ({ path: folder, shown: 'store' });

async function layoutWith(...artifacts: readonly (readonly [Artifact, string?])[]): Promise<string> {
  const root = path.join(folderWith(), 'layout');
  const layout = await Layout.create(root);
  for (const [each, name] of artifacts) await layout.writing(() => push(layout, each, name));
  return root;
}

const blobFile = (root: string, each: { descriptor: { digest: string } }) =>
  path.join(root, 'blobs', ...each.descriptor.digest.split(':'));

async function browsed(root: string, options = {}): Promise<BrowsedStore> {
  const found = await browseStore(named(root), options);
  expect(found).not.toHaveProperty('failure');
  return found as BrowsedStore;
}

const failed = (answer: unknown) => (answer as Failure).failure;

describe('a layout', () => {
  it('is listed by names, and read', async () => {
    const root = await layoutWith([model, 'v1'], [other, 'v2'], [bundle]);
    await tagArtifact({ layout: named(root), name: 'v1' }, 'latest');
    const names = await browsed(root, { namesOnly: true });
    expect(names).toMatchObject({ isRead: false });
    expect(names.manifests.map((each) => [each.names, each.document])).toEqual([
      [['v1', 'latest'], undefined],
      [['v2'], undefined],
      [[], undefined],
    ]);
    const { artifacts } = new ArtifactGraph((await browsed(root)).manifests);
    expect(artifacts).toMatchObject([
      {
        names: ['v1', 'latest'],
        state: 'signed',
        attachedCount: 1,
        document: { created: '2026-01-02T03:04:05Z', parts: 2 },
      },
      { names: ['v2'], state: 'unsigned' },
    ]);
  });

  it('says of each manifest what is wrong with it, and shows the others', async () => {
    const root = await layoutWith([model, 'damaged'], [other, 'gone'], [artifact([blob('third')]), 'sound']);
    chmodSync(blobFile(root, model.manifest), 0o644);
    writeFileSync(blobFile(root, model.manifest), '{"half');
    rmSync(blobFile(root, other.manifest));
    const { manifests } = await browsed(root);
    expect(manifests.map(({ names, problem }) => [names[0], problem?.kind])).toEqual([
      ['damaged', 'damaged'],
      ['gone', 'missing'],
      ['sound', undefined],
    ]);
    expect(manifests[0]!.problem!.message).toMatch(/damaged, or not yet whole/);
  });

  it('is seen to be damaged after it was read', async () => {
    const root = await layoutWith([model, 'v1']);
    expect((await browsed(root)).manifests[0]!.problem).toBeUndefined();
    const file = blobFile(root, model.manifest);
    const bytes = readFileSync(file);
    chmodSync(file, 0o644);
    writeFileSync(file, Buffer.alloc(bytes.length, 'x'));
    utimesSync(file, statSync(file).atime, new Date(Date.now() + 5000));
    expect((await browsed(root)).manifests[0]!.problem?.kind).toBe('damaged');
    writeFileSync(file, bytes);
    expect((await browsed(root, { afresh: true })).manifests[0]!.problem).toBeUndefined();
  });

  it('that is no layout, gone, or half-written is told in a sentence', async () => {
    expect(failed(await browseStore(named(folderWith())))).toMatch(/store is no image layout/);
    expect(failed(await browseStore(named('/nowhere/at/all')))).toMatch(/no image layout in store/);
    const root = await layoutWith([model, 'v1']);
    writeFileSync(path.join(root, 'index.json'), '{"schemaVersion": 2, "manif');
    expect(failed(await browseStore(named(root)))).toMatch(/is damaged, or another program is writing it/);
    writeFileSync(path.join(root, 'index.json'), '{"schemaVersion": 2, "manifests": [{"mediaType": 1}]}');
    expect(failed(await browseStore(named(root)))).toMatch(/no media type/);
    rmSync(path.join(root, 'index.json'));
    mkdirSync(path.join(root, 'index.json'));
    expect(failed(await browseStore(named(root)))).toBeTruthy();
  });

  it('that changes while it is read gives what it had, or has', async () => {
    const root = await layoutWith([model, 'v1']);
    const text = readFileSync(path.join(root, 'index.json'), 'utf8');
    writeFileSync(path.join(root, 'index.json'), text.slice(0, -9));
    setTimeout(() => writeFileSync(path.join(root, 'index.json'), text), 60);
    expect((await browsed(root)).manifests).toHaveLength(1);
  });

  it('is given up on when nobody looks any more', async () => {
    const root = await layoutWith([model, 'v1']);
    expect(await browseStore(named(root), { signal: AbortSignal.abort() })).toMatchObject({ kind: 'cancelled' });
  });

  it('may have names that do harm elsewhere: they are texts', async () => {
    const root = await layoutWith([model, 'v1']);
    const index = path.join(root, 'index.json');
    const hostile = '[x](command:evil)\u202e<img src=x onerror=1>\u0007';
    writeFileSync(index, readFileSync(index, 'utf8').replace('"v1"', JSON.stringify(hostile)));
    expect((await browsed(root)).manifests[0]!.names).toEqual([hostile]);
  });
});

describe('an artifact', () => {
  it('is told by its manifest: config and layers, whether they are here, and no file is read', async () => {
    const root = await layoutWith([model, 'v1']);
    rmSync(blobFile(root, titled('weights', '')));
    const found = await browseArtifact({ layout: named(root), name: 'v1' });
    expect(found).toMatchObject({
      digest: model.manifest.descriptor.digest,
      artifactType: 'application/vnd.example.test',
      config: { size: 2, isHere: true },
      layers: [
        { path: 'model.safetensors', kind: 'weight', isHere: false, isArchive: false },
        { path: 'config.json', isHere: true },
      ],
    });
  });

  it('has paths that lead elsewhere: they are said to be unsafe', async () => {
    const hostile = artifact([titled('x', '../../etc/passwd')]);
    const root = await layoutWith([hostile, 'v1']);
    const found = await browseArtifact({ layout: named(root), name: 'v1' });
    expect((found as ArtifactContents).layers[0]!.unsafe).toBeTruthy();
  });

  it('has texts that are shown verified, and none where they are not what they must be', async () => {
    const card = titled('# Card\n', 'README.md', 'application/vnd.cncf.model.doc.v1.raw');
    const root = await layoutWith([artifact([card, titled('\0\xff', 'x.bin')]), 'v1'], [model, 'v2']);
    const place = { layout: named(root), name: 'v1' };
    expect(await readText(place, card.descriptor)).toBe('# Card\n');
    expect(await readText(place, model.manifest.descriptor)).toContain('"schemaVersion":2');
    expect(failed(await readText(place, titled('\0\xff', 'x.bin').descriptor))).toMatch(/is no text/);
    expect(failed(await readText(place, { ...card.descriptor, size: 5_000_000 }))).toMatch(/at most 4194304 are read/);
    expect(failed(await readText(place, { ...card.descriptor, digest: '../../x' }))).toMatch(/is no digest/);
    chmodSync(blobFile(root, card), 0o644);
    writeFileSync(blobFile(root, card), '# Cart\n');
    expect(failed(await readText(place, card.descriptor))).toMatch(/should have the digest/);
  });

  it('of many manifests lists those', async () => {
    const root = await layoutWith([model], [other]);
    const index = blob(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [
          model.manifest.descriptor,
          { ...other.manifest.descriptor, platform: { os: 'linux', architecture: 'arm64' } },
        ],
      }),
      'application/vnd.oci.image.index.v1+json',
    );
    const layout = Layout.open(root);
    await layout.writeManifest(index.descriptor, index.bytes);
    await layout.tag(index.descriptor, 'all');
    expect(await browseArtifact({ layout: named(root), name: 'all' })).toMatchObject({
      layers: [],
      manifests: [{ digest: model.manifest.descriptor.digest }, { platform: 'linux/arm64' }],
    });
  });
});

describe('a layout is changed', () => {
  it('by deleting: first it is said what goes, then that goes and nothing else', async () => {
    const root = await layoutWith([model, 'v1'], [other, 'v2'], [bundle]);
    const plan = await planRemoval({ layout: named(root), name: 'v1' });
    // Manifest, weights, bundle and its manifest; the config file is the other's, too.
    expect(plan).toMatchObject({ names: ['v1'], attached: 1, files: 4, kept: 2 });
    const { bytes } = plan as { bytes: number };
    expect(await removeArtifact({ layout: named(root), name: 'v1' })).toEqual({ freed: { blobs: 4, bytes } });
    expect((await browsed(root)).manifests.map(({ names, problem }) => [names, problem])).toEqual([
      [['v2'], undefined],
    ]);
    expect(await Layout.open(root).verify(undefined)).toMatchObject({ problems: [] });
  });

  it('by names that are given and taken away', async () => {
    const root = await layoutWith([model, 'v1'], [other, 'v2']);
    expect(await standsFor(named(root), 'v1')).toBe(model.manifest.descriptor.digest);
    expect(await standsFor(named(root), 'v3')).toBeUndefined();
    expect(await tagArtifact({ layout: named(root), name: 'v1' }, 'v3')).toEqual({ name: 'v3' });
    expect(await untagArtifact({ layout: named(root), name: 'v1' })).toBeUndefined();
    expect(failed(await untagArtifact({ layout: named(root), name: 'v1' }))).toMatch(/There is no "v1"/);
    expect(failed(await tagArtifact({ layout: named(root), name: 'v3' }, 'no name'))).toMatch(/cannot be the name/);
    expect(await standsFor(named(root), 'v3')).toBe(model.manifest.descriptor.digest);
  });

  it('by copies, with what is attached', async () => {
    const root = await layoutWith([model, 'v1'], [bundle]);
    const to = path.join(folderWith(), 'copy');
    const copied = await copyToLayout({ from: { layout: named(root), name: 'v1' }, to: named(to), names: ['v1'] });
    expect(copied).toMatchObject({ digest: model.manifest.descriptor.digest, present: 0 });
    expect(new ArtifactGraph((await browsed(to)).manifests).artifacts).toMatchObject([
      { names: ['v1'], state: 'signed' },
    ]);
  });
});

describe('stores of other programs', () => {
  it('are found where those keep them, and only where they have begun to', async () => {
    const home = folderWith();
    expect(knownStores({ HOME: home })).toEqual([]);
    mkdirSync(path.join(home, '.modctl/logs'), { recursive: true });
    expect(knownStores({ HOME: home })).toEqual([]);
    mkdirSync(path.join(home, '.modctl/content.v1/docker/registry/v2'), { recursive: true });
    const storage = path.join(home, '.local/share/kitops/storage');
    await Layout.create(storage);
    writeFileSync(path.join(storage, 'bG9jYWxob3N0L18-index.json'), '{"schemaVersion":2,"manifests":[]}');
    const linux = process.platform === 'linux';
    const found = knownStores({ HOME: home });
    expect(found.map(({ program }) => program)).toEqual(linux ? ['KitOps', 'modctl'] : ['modctl']);
    for (const each of found)
      expect(await browsed(each.path)).toEqual({ program: each.program, manifests: [], isRead: true });
    expect(knownStores({ HOME: 'relative', KITOPS_HOME: 'relative' }).every((each) => path.isAbsolute(each.path))).toBe(
      true,
    );
  });

  it('that are links in a circle are no crash', () => {
    const home = folderWith();
    symlinkSync(path.join(home, '.modctl'), path.join(home, '.modctl'));
    expect(knownStores({ HOME: home, KITOPS_HOME: path.join(home, '.modctl') })).toBeInstanceOf(Array);
  });
});

describe('a registry', () => {
  const access = { insecure: [], attempts: 1, notice: () => undefined };

  it('lists repositories, tags and an artifact with all that is attached', async () => {
    const registry = await FakeRegistry.start({ catalog: true, page: 1, referrers: true });
    try {
      const root = await layoutWith([model, 'v1'], [bundle]);
      const { push: send } = await import('../../../src/node/oci/service');
      for (const tag of ['v10', 'v9'])
        await send({
          layout: named(root),
          name: 'v1',
          reference: `${registry.host}/lab/model:${tag}`,
          recursive: true,
          access,
        });
      expect(await repositoriesOf(registry.host, access)).toEqual(['lab/model']);
      expect(await tagsOf(`${registry.host}/lab/model`, access)).toEqual(['v9', 'v10']);
      const found = await browseAttached({ reference: `${registry.host}/lab/model:v9`, access });
      expect(found).toMatchObject({
        digest: model.manifest.descriptor.digest,
        layers: [{ path: 'model.safetensors' }, { path: 'config.json' }],
        attached: [{ kind: 'signature', attached: [] }],
      });
      expect((found as ArtifactContents).layers[0]).not.toHaveProperty('isHere');
      expect(registry.lines.filter((line) => line.startsWith('GET') && line.includes('/blobs/'))).toEqual([]);
    } finally {
      await registry.stop();
    }
  });

  it('that is down, does not list, or wants to know who asks is told', async () => {
    expect(failed(await tagsOf('127.0.0.1:1/lab/model', access))).toBeTruthy();
    const registry = await FakeRegistry.start();
    try {
      let status = 404;
      registry.intercept((_request, response) => {
        response.writeHead(status, status === 401 ? { 'WWW-Authenticate': 'Basic realm="lab"' } : {}).end();
        return true;
      });
      expect(failed(await repositoriesOf(registry.host, access))).toMatch(/cannot be listed/);
      status = 401;
      expect(await repositoriesOf(registry.host, access)).toMatchObject({ kind: 'credentials' });
      status = 200;
      expect(failed(await repositoriesOf(registry.host, access))).toMatch(/makes no sense/);
    } finally {
      await registry.stop();
    }
  });
});
