import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { copyArtifact } from '../../../src/core/oci/copy';
import { Layout } from '../../../src/node/oci/layout/layout';
import { openStore } from '../../../src/node/oci/stores/open';
import { folderWith } from '../signing/folder';
import { artifact, blob, digestOf, push, type Artifact } from './artifact';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

const model = artifact([blob('weights'), blob('config')]);
const untagged = artifact([blob('older')]);
const bom = artifact([blob('bom')], { subject: model.manifest.descriptor, artifactType: 'application/spdx+json' });

const text = async (chunks: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
};

/** The store of KitOps as `pkg/lib/repo/local` writes it. */
async function kitStore(): Promise<string> {
  const home = folderWith();
  const root = path.join(home, 'storage');
  const layout = await Layout.create(root);
  for (const each of [model, untagged, bom]) await push(layout, each);
  const write = (repository: string, manifests: readonly Artifact[], tags: Record<string, Artifact>) => {
    const name = Buffer.from(repository).toString('base64url');
    const index = { schemaVersion: 2, manifests: manifests.map(({ manifest }) => manifest.descriptor) };
    writeFileSync(path.join(root, `${name}-index.json`), JSON.stringify(index));
    const tagged = Object.fromEntries(Object.entries(tags).map(([tag, { manifest }]) => [tag, manifest.descriptor]));
    writeFileSync(path.join(root, `${name}-tags.json`), JSON.stringify(tagged));
  };
  write('ghcr.io/org/model', [model, untagged, bom], { v1: model, latest: model });
  write('localhost/_', [untagged], { old: untagged });
  return home;
}

/** The store of modctl as distribution's file system driver writes it. */
function modctlStore(): string {
  const home = folderWith();
  const root = path.join(home, 'content.v1/docker/registry/v2');
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  };
  for (const { manifest, blobs } of [model, untagged, bom])
    for (const { descriptor, bytes } of [manifest, ...blobs]) {
      const hex = descriptor.digest.slice(7);
      write(`blobs/sha256/${hex.slice(0, 2)}/${hex}/data`, bytes);
    }
  const repository = 'repositories/localhost:5000/org/model';
  for (const { manifest } of [model, untagged, bom])
    write(
      `${repository}/_manifests/revisions/sha256/${manifest.descriptor.digest.slice(7)}/link`,
      manifest.descriptor.digest,
    );
  write(`${repository}/_manifests/tags/v1/current/link`, model.manifest.descriptor.digest);
  write(`${repository}/_manifests/tags/broken/current/link`, 'sha256:nonsense');
  write(`${repository}/_manifests/tags/gone/current/link`, digestOf('gone'));
  write(`${repository}/_uploads/x/startedat`, '');
  write('repositories/ghcr.io/a/_manifests/tags/t/current/link', untagged.manifest.descriptor.digest);
  return home;
}

describe.each([
  ['KitOps', kitStore, ['ghcr.io/org/model:v1', 'ghcr.io/org/model:latest', '_:old'], 'ghcr.io/org/model:v1'],
  ['modctl', async () => modctlStore(), ['localhost:5000/org/model:v1', 'ghcr.io/a:t'], 'localhost:5000/org/model:v1'],
] as const)('the store of %s', (owner, make, names, name) => {
  it('lists its references', async () => {
    const store = openStore(await make());
    expect([...(await store.tags())].sort()).toEqual([...names].sort());
    expect((await store.manifests()).map(({ digest }) => digest)).toContain(untagged.manifest.descriptor.digest);
  });
  it('gives manifests, blobs and what is attached', async () => {
    const store = openStore(await make());
    const manifest = await store.resolve(name);
    expect(manifest).toMatchObject(model.manifest.descriptor);
    expect(Buffer.from(await store.readManifest(manifest)).equals(model.manifest.bytes)).toBe(true);
    expect(await text(await store.open(blob('weights').descriptor, 4))).toBe('hts');
    expect(await store.exists(blob('nothing').descriptor)).toBe(false);
    expect(store.location?.(blob('weights').descriptor)).toMatchObject({ kind: 'file' });
    expect(await store.referrers(manifest, 'application/spdx+json')).toMatchObject([
      { digest: bom.manifest.descriptor.digest },
    ]);
    expect(await store.verify([manifest])).toMatchObject({ blobs: 4, problems: [] });
    expect((await store.resolve(untagged.manifest.descriptor.digest)).size).toBe(untagged.manifest.descriptor.size);
    await expect(store.resolve('nothing')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('can be copied from, and is never written', async () => {
    const home = await make();
    const before = listing(home);
    const store = openStore(home);
    const target = await Layout.create(path.join(folderWith(), 'layout'));
    await copyArtifact(store, name, target, { names: ['v1'], referrers: true });
    expect(await target.verify(undefined)).toMatchObject({ problems: [] });
    for (const write of [
      store.write(blob('x').descriptor, async () => [] as never),
      store.writeManifest(model.manifest.descriptor, model.manifest.bytes),
      store.tag(model.manifest.descriptor, 'x'),
    ])
      await expect(write).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining(owner) });
    expect(listing(home)).toEqual(before);
  });
});

function listing(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).sort();
}

describe('stores that are not as they should be', () => {
  it('of KitOps may be written at the moment', async () => {
    const home = await kitStore();
    const [file] = readdirSync(path.join(home, 'storage')).filter((name) => name.endsWith('-tags.json'));
    const tags = path.join(home, 'storage', file!);
    renameSync(tags, `${tags}.whole`);
    writeFileSync(tags, '{"v1":');
    setTimeout(() => renameSync(`${tags}.whole`, tags), 70);
    expect(await openStore(home).tags()).toHaveLength(3);
    writeFileSync(tags, '{"v1":');
    await expect(openStore(home).tags()).rejects.toMatchObject({ code: 'malformed' });
    writeFileSync(tags, '{"v1":{"mediaType":"a/b","digest":"sha256:../../x","size":1}}');
    await expect(openStore(home).tags()).rejects.toMatchObject({ code: 'malformed' });
  });
  it('of modctl may hold links in circles', async () => {
    const home = modctlStore();
    const repositories = path.join(home, 'content.v1/docker/registry/v2/repositories');
    symlinkSync('..', path.join(repositories, 'circle'));
    symlinkSync('/dev/zero', path.join(repositories, 'ghcr.io/a/_manifests/tags/zero'));
    expect(await openStore(home).tags()).toHaveLength(2);
  });
  it('are told when they are none', () => {
    expect(() => openStore(folderWith({ x: '' }))).toThrow('is no image layout');
    expect(() => openStore(path.join(folderWith(), 'none'))).toThrow('There is no image layout');
  });
});

describe('the files of docker-registry', () => {
  const programs = ['docker-registry', 'skopeo'].filter((name) => !hasProgram(name));
  if (programs.length) console.warn(`SKIPPED: the files of docker-registry: no ${programs.join(', no ')} here`);

  it.skipIf(programs.length > 0)(
    'are read as modctl’s, which are the same',
    async () => {
      const home = folderWith();
      const layout = await Layout.create(path.join(home, 'layout'));
      await push(layout, model, 'v1');
      const port = 20_000 + Math.floor(Math.random() * 20_000);
      const config = path.join(home, 'config.yml');
      writeFileSync(
        config,
        `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${home}/data}}\nhttp: {addr: 127.0.0.1:${port}}\n`,
      );
      const registry = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
      try {
        const copy = () =>
          execFileSync(
            'skopeo',
            [
              'copy',
              '-q',
              '--insecure-policy',
              '--dest-tls-verify=false',
              `oci:${layout.root}:v1`,
              `docker://127.0.0.1:${port}/org/model:v1`,
            ],
            { stdio: 'pipe' },
          );
        await retried(copy);
      } finally {
        registry.kill();
      }
      const store = openStore(path.join(home, 'data'));
      expect(await store.tags()).toEqual(['org/model:v1']);
      expect((await store.resolve('org/model:v1')).digest).toBe(model.manifest.descriptor.digest);
      expect((await store.verify(undefined)).problems).toEqual([]);
    },
    60_000,
  );
});

function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function retried(action: () => void): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      action();
      return;
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
