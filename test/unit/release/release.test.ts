// Releases to a layout: all steps, each interrupted, each left out, and what stands in the way.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../../src/core/oci/manifest';
import { keyVerifier } from '../../../src/core/signing/keys/verify';
import { SigningError } from '../../../src/core/signing/signer';
import { nodeCryptography } from '../../../src/node/cryptography';
import { readWhole } from '../../../src/node/oci/read-whole';
import { Release } from '../../../src/node/release/release';
import { isSkippable, STEP_IDS, type StepId } from '../../../src/node/release/step';
import { verifiedSignature } from '../../../src/node/signing/artifact';
import { openModel } from '../../../src/node/signing/model';
import { verifyFromFile } from '../../../src/node/signing/verify';
import { bomOf, sha256 } from '../inspection/model';
import { contentsOf, layoutOf, MODEL, released, scene, states, type Scene } from './scene';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 120_000 });

const inModel = ({ cwd }: Scene, name: string) => path.join(cwd, 'm', name);
/** The verdict of the signature in the model folder, every file hashed anew. */
async function verdictOf({ cwd, key }: Scene) {
  const signature = { path: path.join(cwd, 'm/model.sig'), shown: 'model.sig' };
  const model = { path: path.join(cwd, 'm'), shown: 'm' };
  return verifyFromFile(() => openModel({ model, signature, ignoreGitPaths: true }), {
    prepare: () => keyVerifier(key.publicKey, 'key.pub', nodeCryptography),
    allowSymlinks: false,
    ignoreUnsignedFiles: false,
  });
}
/** What reading every blob of the layout again comes to. */
async function checked(of: Scene): Promise<readonly unknown[]> {
  return (await layoutOf(of).verify(undefined)).problems;
}
const skipping = (...ids: StepId[]) => new Map(ids.map((id) => [id, 'not today'] as const));
const failure = async (of: Scene) => (await released(of)).steps.at(-1)!;

describe('a release', () => {
  it('is planned before anything happens', async () => {
    const of = scene();
    const before = contentsOf(of.cwd);
    const { plan } = await Release.prepare(of.request);
    expect(plan).toMatchObject({ name: 'lab/aurora:v1' });
    expect(plan.reference).toBeUndefined();
    expect(plan.steps.map(({ id, state }) => [id, state])).toEqual(
      STEP_IDS.map((id) => [id, id === 'push' ? 'skip' : 'do']),
    );
    expect(plan.interrupted).toBeUndefined();
    for (const { title, detail } of plan.steps) expect([title, detail]).not.toContain('');
    expect(contentsOf(of.cwd)).toEqual(before);
  });

  it('makes documents, signatures, package and evidence that hold', async () => {
    const of = scene();
    const result = await released(of);
    expect(states(result)).toEqual({
      inventory: 'done',
      files: 'done',
      mof: 'done',
      bom: 'done',
      lint: 'done',
      sign: 'done',
      pack: 'done',
      seal: 'done',
      push: 'skipped',
      verify: 'done',
      report: 'done',
    });
    expect(result.gate).toMatchObject({ files: 3, stops: false, unchecked: [] });
    const made = contentsOf(path.join(of.cwd, 'm'));
    expect(Object.keys(made)).toEqual([...Object.keys(MODEL), 'bom.spdx3.json', 'model.sig', 'mof.yml'].sort());
    expect((await verdictOf(of)).state).toBe('verified');
    const layout = layoutOf(of);
    const subject = await layout.resolve('lab/aurora:v1');
    expect(subject.digest).toBe(result.digest);
    const verifier = keyVerifier(of.key.publicKey, 'key.pub', nodeCryptography);
    expect(await verifiedSignature(layout, subject, verifier)).toBeDefined();
    const attached = await layout.referrers(subject);
    expect(attached.map(({ artifactType }) => artifactType).sort()).toEqual([
      'application/spdx+json',
      'application/vnd.dev.sigstore.bundle.v0.3+json',
      'application/vnd.dev.sigstore.bundle.v0.3+json',
    ]);
    expect(await checked(of)).toEqual([]);
    expect(readFileSync(path.join(of.cwd, 'evidence.html'), 'utf8')).toContain(subject.digest);
  });

  it('says of every file in its bill of materials what is in the package', async () => {
    const of = scene();
    await released(of);
    const bom = JSON.parse(readFileSync(inModel(of, 'bom.spdx3.json'), 'utf8')) as {
      '@graph': { type: string; name?: string }[];
    };
    const files = bom['@graph'].filter(({ type }) => type === 'software_File').map(({ name }) => name);
    expect(files.sort()).toEqual(expect.arrayContaining(['config.json', 'model.safetensors', 'mof.yml']));
  });

  it('publishes no placeholder of its documents', async () => {
    const of = scene();
    await released(of);
    expect(readFileSync(inModel(of, 'mof.yml'), 'utf8')).toContain('TODO: who releases the model');
    const layout = layoutOf(of);
    const manifest = readManifest(await layout.readManifest(await layout.resolve('lab/aurora:v1')));
    expect(manifest.annotations).toMatchObject({ 'org.opencontainers.image.licenses': 'Apache-2.0' });
    const config = new TextDecoder().decode(await readWhole(layout, manifest.config, manifest.config.size));
    expect(JSON.parse(config)).toMatchObject({ descriptor: { licenses: ['Apache-2.0'] } });
    expect(JSON.stringify(manifest) + config).not.toMatch(/TODO|todo|0001-01-01/);
  });

  it('comes to the same, and does nothing, where all is done', async () => {
    const of = scene();
    const first = await released(of);
    const before = contentsOf(path.join(of.cwd, 'm'));
    const again = await released(of);
    expect(again.digest).toBe(first.digest);
    expect(states(again)).toMatchObject({ mof: 'kept', bom: 'kept', sign: 'kept', pack: 'kept', seal: 'kept' });
    expect(contentsOf(path.join(of.cwd, 'm'))).toEqual(before);
    const layout = layoutOf(of);
    expect(await layout.referrers(await layout.resolve('lab/aurora:v1'))).toHaveLength(3);
  });

  it('is made without a name by what the model says of itself', async () => {
    const { name, ...request } = scene().request;
    expect(name).toBeDefined();
    const { plan } = await Release.prepare(request);
    expect(plan.name).toMatch(/^[a-z0-9-]+:[\w.-]+$/);
  });

  it('makes the bills of materials that are asked for', async () => {
    const of = scene(MODEL, { boms: ['spdx', 'cyclonedx'] });
    expect((await released(of)).steps.at(-1)!.state).toBe('done');
    expect(existsSync(inModel(of, 'bom.cdx.json'))).toBe(true);
    const layout = layoutOf(of);
    const attached = await layout.referrers(await layout.resolve('lab/aurora:v1'));
    expect(attached.map(({ artifactType }) => artifactType)).toEqual(
      expect.arrayContaining(['application/spdx+json', 'application/vnd.cyclonedx+json']),
    );
  });

  it('can be by nobody, and says so', async () => {
    const of = scene();
    delete of.request.signer;
    const result = await released(of);
    expect(states(result)).toMatchObject({ sign: 'skipped', seal: 'skipped', verify: 'done' });
    expect(result.steps.find(({ id }) => id === 'verify')!.detail).toContain('Nobody signed it.');
    expect(existsSync(inModel(of, 'model.sig'))).toBe(false);
  });

  it('follows links to files in the model where that is allowed', async () => {
    const of = scene();
    symlinkSync('config.json', inModel(of, 'again.json'));
    await expect(Release.prepare(of.request)).rejects.toThrow('is a symbolic link');
    expect((await released({ request: { ...of.request, allowSymlinks: true } })).steps.at(-1)!.state).toBe('done');
  });

  it('can be of a revision in the cache of the Hugging Face Hub', async () => {
    const of = scene();
    const hub = path.join(of.cwd, 'hub/models--lab--aurora');
    const revision = '0123456789012345678901234567890123456789';
    const snapshot = path.join(hub, 'snapshots', revision);
    for (const folder of ['blobs', 'refs', `snapshots/${revision}`])
      mkdirSync(path.join(hub, folder), { recursive: true });
    writeFileSync(path.join(hub, 'refs/main'), revision);
    for (const [name, content] of Object.entries(MODEL).filter(([each]) => !each.includes('/'))) {
      writeFileSync(path.join(hub, 'blobs', sha256(content)), content);
      symlinkSync(`../../blobs/${sha256(content)}`, path.join(snapshot, name));
    }
    const request = { ...of.request, model: { path: hub, shown: 'hub' }, allowSymlinks: true };
    const first = await released({ request });
    expect(first.steps.at(-1)!.state).toBe('done');
    expect(existsSync(path.join(snapshot, 'model.sig'))).toBe(true);
    expect((await released({ request })).digest).toBe(first.digest);
    const { layers } = readManifest(await layoutOf(of).readManifest(await layoutOf(of).resolve('lab/aurora:v1')));
    expect(layers.map(({ digest }) => digest)).toContain(`sha256:${sha256(MODEL['model.safetensors']!)}`);
  });

  it('leaves out a layout that lies in the model', async () => {
    const of = scene();
    const request = { ...of.request, layout: { path: inModel(of, 'dist'), shown: 'm/dist' } };
    const first = await released({ request });
    expect(first.steps.at(-1)!.state).toBe('done');
    expect((await released({ request })).digest).toBe(first.digest);
  });
});

describe('a release that is interrupted', () => {
  it.each(STEP_IDS.filter((id) => id !== 'push' && id !== 'report'))('after "%s" is gone on with', async (id) => {
    const of = scene();
    const controller = new AbortController();
    const run = released(of, {
      signal: controller.signal,
      ended: (outcome) => outcome.id === id && controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    const kept = contentsOf(path.join(of.cwd, 'm'));
    const digest = await layoutOf(of)
      .resolve('lab/aurora:v1')
      .then(
        ({ digest: found }) => found,
        () => undefined,
      );
    const { plan } = await Release.prepare(of.request);
    expect(plan.interrupted).toMatchObject({ id });
    const resumed = await released(of);
    expect(resumed.steps.at(-1)).toMatchObject({ id: 'report', state: 'done' });
    if (digest !== undefined) expect(resumed.digest).toBe(digest);
    // What had been made is not made again.
    expect(contentsOf(path.join(of.cwd, 'm'))).toMatchObject(kept);
    expect((await released(of)).digest).toBe(resumed.digest);
    expect((await verdictOf(of)).state).toBe('verified');
  });

  it.each(['files', 'sign', 'pack', 'seal'] as const)('within "%s" leaves nothing half-written', async (id) => {
    const of = scene({ ...MODEL, 'large.bin': Buffer.alloc(20_000_000, 'a') });
    const controller = new AbortController();
    const run = released(of, { signal: controller.signal, starting: (step) => step === id && controller.abort() });
    await expect(run).rejects.toThrow();
    expect(await checked(of)).toEqual([]);
    const resumed = await released(of);
    expect(resumed.steps.at(-1)).toMatchObject({ state: 'done' });
    expect((await released(of)).digest).toBe(resumed.digest);
    expect(await checked(of)).toEqual([]);
  });

  it('needs no journal to go on', async () => {
    const of = scene(MODEL, { cacheDir: undefined });
    const controller = new AbortController();
    const ended = ({ id }: { id: StepId }) => id === 'pack' && controller.abort();
    await expect(released(of, { signal: controller.signal, ended })).rejects.toThrow();
    const { digest } = await layoutOf(of).resolve('lab/aurora:v1');
    expect((await Release.prepare(of.request)).plan.interrupted).toBeUndefined();
    expect((await released(of)).digest).toBe(digest);
  });

  it('is not confused by a journal that is damaged, or somebody else’s', async () => {
    const of = scene();
    const { digest } = await released(of);
    const folder = path.join(of.cwd, 'cache/releases');
    const [file] = Object.keys(contentsOf(folder));
    for (const text of [
      '',
      '{',
      '[]',
      '{"format":"other"}',
      '{"format":"model-openness/release-journal/v1","steps":7}',
      'null',
    ]) {
      writeFileSync(path.join(folder, file!), text);
      expect((await Release.prepare(of.request)).plan.interrupted).toBeUndefined();
    }
    expect((await released(of)).digest).toBe(digest);
    mkdirSync(path.join(of.cwd, 'file'));
    writeFileSync(path.join(of.cwd, 'file/releases'), 'no folder');
    const elsewhere = { ...of.request, cacheDir: path.join(of.cwd, 'file') };
    expect((await released({ request: elsewhere })).digest).toBe(digest);
  });
});

describe('a release after a change', () => {
  it('has its documents brought up to date, and is signed and packaged anew', async () => {
    const of = scene();
    const { digest } = await released(of);
    writeFileSync(inModel(of, 'more.txt'), 'a file more');
    appendFileSync(inModel(of, 'config.json'), '\n');
    const second = await released(of);
    expect(states(second)).toMatchObject({ bom: 'done', sign: 'done', pack: 'done', seal: 'done', verify: 'done' });
    const bom = readFileSync(inModel(of, 'bom.spdx3.json'), 'utf8');
    expect(bom).toContain('more.txt');
    expect(bom).toContain(sha256(readFileSync(inModel(of, 'config.json'))));
    expect(states(await released(of))).toMatchObject({ mof: 'kept', bom: 'kept', sign: 'kept', pack: 'kept' });
    expect(second.digest).not.toBe(digest);
    expect((await verdictOf(of)).state).toBe('verified');
  });

  it('goes on with a bill of materials that has another name', async () => {
    const of = scene();
    await released(of);
    renameSync(inModel(of, 'bom.spdx3.json'), inModel(of, 'aurora.spdx.json'));
    writeFileSync(inModel(of, 'more.txt'), 'a file more');
    expect(states(await released(of))).toMatchObject({ bom: 'done', verify: 'done' });
    expect(readFileSync(inModel(of, 'aurora.spdx.json'), 'utf8')).toContain('more.txt');
    expect(existsSync(inModel(of, 'bom.spdx3.json'))).toBe(false);
  });

  it('replaces the signature of another signer, and nothing else, and says so before', async () => {
    const of = scene();
    const first = await released(of);
    const request = { ...of.request, signer: scene().request.signer! };
    const planned = (await Release.prepare(request)).plan.steps.find(({ id }) => id === 'sign')!;
    expect(planned).toMatchObject({
      state: 'check',
      detail: expect.stringContaining('model.sig is there. Unless it is by key.pem and holds'),
    });
    const second = await released({ request });
    expect(states(second)).toMatchObject({ bom: 'kept', sign: 'done', pack: 'done', seal: 'done' });
    expect(second.signer).not.toBe(first.signer);
    expect(second.steps.find(({ id }) => id === 'sign')!.detail).toContain('replaces the signature that was there');
  });
});

describe('steps', () => {
  it.each(STEP_IDS.filter(isSkippable))('can be left out with a reason: %s', async (id) => {
    const of = scene(MODEL, { skip: skipping(id) });
    const result = await released(of);
    const outcome = result.steps.find((each) => each.id === id)!;
    expect(outcome.state).toBe('skipped');
    if (id !== 'push') expect(outcome.detail).toBe('Left out: not today');
    expect(result.steps.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(result.digest).toMatch(/^sha256:/);
  });
  it.each(STEP_IDS.filter((id) => !isSkippable(id)))('without which there is no release cannot: %s', async (id) => {
    await expect(Release.prepare(scene(MODEL, { skip: skipping(id) }).request)).rejects.toThrow(
      `The step "${id}" cannot be left out.`,
    );
  });
});

describe('what stands in the way of a release', () => {
  it('is an error in a document, before anything is signed', async () => {
    const of = scene({
      ...MODEL,
      'mof.yml': 'framework:\n  name: Model Openness Framework\n  version: 9\nrelease: 3\n',
    });
    const result = await released(of);
    expect(result.steps.at(-1)).toMatchObject({ id: 'lint', state: 'failed' });
    expect(result.gate!.findings.some(({ file, severity }) => file === 'm/mof.yml' && severity === 'error')).toBe(true);
    expect(existsSync(inModel(of, 'model.sig'))).toBe(false);
    expect(result.digest).toBeUndefined();
  });

  it('is a bill of materials that cannot be read', async () => {
    const of = scene({ ...MODEL, 'bom.cdx.json': '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[' });
    expect(await failure(of)).toMatchObject({
      id: 'bom',
      state: 'failed',
      detail: expect.stringContaining('bom.cdx.json'),
    });
  });

  it('is a bill of materials of somebody else that is of other files', async () => {
    const stale = bomOf({ 'config.json': 'a'.repeat(64) });
    const of = scene({ ...MODEL, 'bom.cdx.json': stale });
    const { id, state, detail } = await failure(of);
    expect([id, state]).toEqual(['bom', 'failed']);
    expect(detail).toContain(
      'm/bom.cdx.json is of another state of the model: it says that config.json has the digest',
    );
    expect(readFileSync(inModel(of, 'bom.cdx.json'), 'utf8')).toBe(stale);
    const fits = bomOf({ 'config.json': sha256(MODEL['config.json']!) });
    const good = scene({ ...MODEL, 'bom.cdx.json': fits }, { skip: skipping('lint') });
    expect(states(await released(good))).toMatchObject({ bom: 'kept', verify: 'done' });
  });

  it('is a pointer of Git LFS in place of the weights', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 1000000\n`;
    const of = scene({ ...MODEL, 'model.safetensors': pointer });
    expect(await failure(of)).toEqual({
      id: 'inventory',
      title: 'Read the model folder',
      state: 'failed',
      detail: 'model.safetensors is a pointer of Git LFS: its content is not here. Get it by "git lfs pull".',
    });
  });

  it('is another file with the name of the signature', async () => {
    const of = scene({ ...MODEL, 'model.sig': 'my notes' });
    await expect(released(of)).rejects.toThrow('m/model.sig is there already, and is no signature');
    expect(readFileSync(inModel(of, 'model.sig'), 'utf8')).toBe('my notes');
  });

  it('is a folder that is none, is empty, or cannot be packaged', async () => {
    const of = scene();
    const with_ = (name: string) => ({ ...of.request, model: { path: path.join(of.cwd, name), shown: name } });
    await expect(Release.prepare(with_('nothing'))).rejects.toMatchObject({ file: 'nothing' });
    await expect(Release.prepare(with_('key.pem'))).rejects.toMatchObject({ message: 'is a file, not a folder' });
    mkdirSync(path.join(of.cwd, 'empty'));
    await expect(Release.prepare(with_('empty'))).rejects.toThrow('There is no file to package in empty');
  });

  it('is a name that can be none', async () => {
    for (const name of ['registry.example/lab/aurora', 'registry.example/Lab/Aurora:v1', 'a name with\nlines'])
      await expect(Release.prepare({ ...scene().request, name })).rejects.toThrow();
  });

  it.each(['bom', 'sign', 'pack'] as const)('is a file that is written to when "%s" begins', async (step) => {
    const of = scene();
    const starting = (id: StepId) => id === step && appendFileSync(inModel(of, 'sub/tokenizer.json'), ' ');
    const { steps, digest } = await released(of, { starting });
    expect(steps.at(-1)).toMatchObject({ id: step, state: 'failed' });
    expect(steps.at(-1)!.detail).toBe(
      'sub/tokenizer.json was changed while the release was made. Run it again when nobody writes to the model.',
    );
    expect(digest).toBeUndefined();
  });

  it('is a signature of other files that nobody renews', async () => {
    const of = scene();
    await released(of);
    writeFileSync(inModel(of, 'more.txt'), 'a file more');
    const { steps } = await released({ request: { ...of.request, skip: skipping('sign') } });
    expect(steps.at(-1)).toMatchObject({ id: 'verify', state: 'failed' });
    expect(steps.at(-1)!.detail).toMatch(/model\.sig signs other files\. .*not signed: 1/);
  });

  it('is a layout that has lost a blob', async () => {
    const of = scene();
    const starting = (id: StepId) => {
      if (id !== 'verify') return;
      const blobs = path.join(of.cwd, 'layout/blobs/sha256');
      const large = Object.entries(contentsOf(blobs)).sort(([, a], [, b]) => b.length - a.length)[0]![0];
      truncateSync(path.join(blobs, large), 1);
    };
    const result = await released(of, { starting });
    expect(result.steps.at(-1)).toMatchObject({ id: 'verify', state: 'failed' });
  });

  it('is a key that cannot be used', async () => {
    const of = scene();
    const prepare = async () => Promise.reject(new SigningError('no such key'));
    const signer = { ...of.request.signer!, prepare, verifier: async () => undefined };
    await expect(released({ request: { ...of.request, signer } })).rejects.toThrow('no such key');
    expect(existsSync(inModel(of, 'model.sig'))).toBe(false);
  });
});
