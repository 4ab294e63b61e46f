// Inspecting real folders, layouts, signatures and bills of materials.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Inspection } from '../../../src/core/inspection/inspection';
import { inspect, targetOf, type InspectRequest } from '../../../src/node/inspect/service';
import { trusted, type TrustedFile } from '../../../src/node/signing/service';
import { folderWith } from '../signing/folder';
import { newAuthority } from '../signing/pki';
import { newKey } from '../signing/signed';
import { bomOf, change, packFolder, read, removeBlob, sha256, signFolder, tinyModel, tinyFiles } from './model';

vi.setConfig({ testTimeout: 60_000 });
// Digests of other tests are not for these.
process.env.XDG_CACHE_HOME = folderWith();

const key = newKey();
const authority = newAuthority();
const leaf = authority.issue({ subject: 'tiny-signer', codeSigning: true });
const certificate = { certificate: leaf.pem, key: leaf.privatePem, chain: authority.pem };

async function inspected(target: InspectRequest['target'], more: Partial<InspectRequest> = {}): Promise<Inspection> {
  const answer = await inspect({ target, ...more });
  if ('failure' in answer) throw new Error(answer.failure);
  // What crosses to the editor, and into JSON, is plain.
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  return answer;
}
const folderOf = (folder: string, more: Partial<InspectRequest> = {}) =>
  inspected({ kind: 'folder', model: { path: folder, shown: 'tiny' } }, more);
const artifactIn = (root: string, more: Partial<InspectRequest> = {}, name = 'tiny:1.0') =>
  inspected({ kind: 'artifact', place: { layout: { path: root, shown: 'layout' }, name } }, more);
const codes = ({ reasons }: Inspection) => reasons.map(({ code }) => code);
const states = ({ files }: Inspection) => Object.fromEntries(files.rows.map(({ path: file, state }) => [file, state]));

async function trust(pem: string, method: 'key' | 'certificate'): Promise<TrustedFile> {
  const folder = folderWith({ 'trusted.pem': pem });
  return (await trusted(method, { path: path.join(folder, 'trusted.pem'), shown: 'trusted.pem' })) as TrustedFile;
}
const expectKey = async (pem = key.publicKey.pem) => [{ method: 'key' as const, publicKey: await trust(pem, 'key') }];
const expectRoot = async (pem = authority.pem) => [
  { method: 'certificate' as const, roots: [await trust(pem, 'certificate')] },
];

describe('a model folder', () => {
  it('that nobody signed says so, with its class, licences, BOM and lineage', async () => {
    const found = await folderOf(tinyModel());
    expect(found.verdict).toEqual({ state: 'unsigned', title: 'Not signed' });
    expect(found.subject).toMatchObject({ kind: 'folder', name: 'tiny' });
    expect(codes(found)).toEqual(['unsigned', 'license-not-open', 'mof-class', 'bom-fresh']);
    expect(states(found)['model.safetensors']).toBe('unsigned');
    expect(found.openness).toMatchObject({ class: 0, name: 'Tiny', source: { kind: 'file', path: 'mof.yml' } });
    const parameters = found.openness!.levels[0]!.components.find(({ id }) => id === 10)!;
    expect(parameters).toMatchObject({
      state: 'invalid',
      license: 'llama3.1',
      location: 'model.safetensors',
      files: ['model.safetensors'],
      source: { kind: 'file', path: 'mof.yml', line: 16 },
    });
    expect(found.licenses.find(({ written }) => written === 'llama3.1')).toMatchObject({ openness: 'not-open' });
    expect(found.licenses.flatMap(({ restrictions }) => restrictions)).toContain('behavioural-use');
    expect(found.boms).toHaveLength(1);
    expect(found.boms[0]).toMatchObject({
      name: 'bom.cdx.json',
      format: 'cyclonedx',
      about: 'Tiny',
      metrics: [{ component: 'Tiny weights', name: 'accuracy', value: '0.91' }],
      freshness: { compared: 2, differingCount: 0 },
    });
    expect(found.lineage!.edges.map(({ to, type }) => [to, type])).toEqual([
      ['model meta-llama/llama-3.1-8b', 'base-model'],
      ['dataset wikitext', 'dataset'],
    ]);
    expect(found.lineage!.edges[0]!.source).toEqual({ kind: 'file', path: 'README.md', line: 2, character: 12 });
  });

  it('signed by somebody who is trusted is verified, every file as it was signed', async () => {
    const folder = tinyModel();
    await signFolder(folder, { key: key.privatePem });
    const found = await folderOf(folder, { expected: await expectKey() });
    expect(found.verdict).toEqual({ state: 'verified', title: 'Verified' });
    expect(codes(found)).toContain('signature-holds');
    expect(found.files.states).toMatchObject({ matched: 6, changed: 0, unsigned: 0, missing: 0 });
    expect(found.signatures[0]).toMatchObject({
      name: 'model.sig',
      kind: 'model',
      method: 'key',
      state: 'verified',
      statement: { hash: 'sha256', files: 6 },
      coverage: { matched: 6 },
      trust: 'public key trusted.pem',
      predicateType: 'https://model_signing/signature/v1.0',
    });
    expect(found.signatures[0]!.signer!.id).toMatchObject({ method: 'key' });
    expect(found.blobs.find(({ name }) => name === 'model.sig')!.text).toBe(read(path.join(folder, 'model.sig')));
  });

  it('signed by a stranger is told apart from one that was tampered with', async () => {
    const folder = tinyModel();
    await signFolder(folder, certificate);
    const stranger = await folderOf(folder);
    expect(stranger.verdict!.state).toBe('untrusted');
    expect(stranger.reasons[0]).toMatchObject({ code: 'signer-not-trusted', state: 'warning', section: 'signatures' });
    expect(stranger.reasons[0]!.text).toContain('CN=tiny-signer');
    expect(stranger.signatures[0]!.certificate).toMatchObject({
      subject: 'CN=tiny-signer',
      issuer: 'CN=root',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await folderOf(folder, { expected: await expectRoot() })).verdict!.state).toBe('verified');

    change(path.join(folder, 'config.json'), '{"model_type":"evil"}');
    writeFileSync(path.join(folder, 'extra.py'), 'import os');
    rmSync(path.join(folder, 'README.md'));
    const tampered = await folderOf(folder, { expected: await expectRoot() });
    expect(tampered.verdict).toEqual({ state: 'invalid', title: 'Not verified' });
    expect(tampered.reasons.filter(({ state }) => state === 'bad').map(({ code }) => code)).toEqual([
      'files-not-as-signed',
      'files-changed',
      'files-missing',
      'files-unsigned',
      'bom-stale',
    ]);
    expect(states(tampered)).toMatchObject({
      'config.json': 'changed',
      'README.md': 'missing',
      'extra.py': 'unsigned',
      'mof.yml': 'matched',
    });
    expect(tampered.files.rows.find((row) => row.path === 'config.json')).toMatchObject({
      digest: `sha256:${sha256('{"model_type":"evil"}')}`,
      signed: `sha256:${sha256(tinyFiles()['config.json']!)}`,
    });
  });

  it('signed with a key that nobody gave is compared all the same, and not believed', async () => {
    const folder = tinyModel();
    await signFolder(folder, { key: key.privatePem });
    const found = await folderOf(folder);
    expect(found.verdict!.state).toBe('unchecked');
    expect(found.reasons[0]).toMatchObject({ code: 'signature-unchecked', state: 'unknown' });
    expect(found.files.states.matched).toBe(6);
    change(path.join(folder, 'config.json'), '{}');
    const changed = await folderOf(folder);
    expect(changed.verdict!.state).toBe('invalid');
    expect(states(changed)['config.json']).toBe('changed');
  });

  it('signed with another key than expected is not by who was expected', async () => {
    const folder = tinyModel();
    await signFolder(folder, { key: key.privatePem });
    const found = await folderOf(folder, { expected: await expectKey(newKey().publicKey.pem) });
    expect(found.verdict!.state).toBe('invalid');
    expect(found.reasons[0]!.code).toBe('signer-not-expected');
  });

  it('whose BOM states other hashes has a stale BOM, with the place where it says so', async () => {
    const folder = tinyModel();
    change(path.join(folder, 'bom.cdx.json'), bomOf({ 'config.json': 'a'.repeat(64), 'nowhere.bin': 'b'.repeat(64) }));
    const found = await folderOf(folder);
    expect(found.reasons[0]).toMatchObject({ code: 'bom-stale', state: 'bad', section: 'boms' });
    expect(found.boms[0]!.freshness).toMatchObject({
      compared: 1,
      differingCount: 1,
      differing: [
        {
          file: 'config.json',
          stated: `sha256:${'a'.repeat(64)}`,
          source: { kind: 'file', path: 'bom.cdx.json', line: expect.any(Number) },
        },
      ],
    });
  });

  it('with a signature file that is none, or a link to somewhere else, is inspected all the same', async () => {
    const folder = tinyModel({ 'broken.sig': '{"mediaType":' });
    const secret = path.join(folderWith({ 'id_rsa.sig': 'a secret' }), 'id_rsa.sig');
    symlinkSync(secret, path.join(folder, 'link.sig'));
    const found = await folderOf(folder);
    expect(found.signatures.map(({ name, kind, state }) => [name, kind, state])).toEqual([
      ['broken.sig', 'other', 'invalid'],
    ]);
    expect(found.verdict!.state).toBe('invalid');
    expect(codes(found)).not.toContain('unsigned');
    expect(JSON.stringify(found)).not.toContain('a secret');
    expect(found.files.rows.find((row) => row.path === 'link.sig')).toMatchObject({ state: 'unknown' });
  });

  it('that is not there, or is given up on, is a failure in a sentence', async () => {
    const missing = await inspect({ target: { kind: 'folder', model: { path: '/nowhere/at/all', shown: 'nowhere' } } });
    expect(missing).toEqual({ kind: 'failed', failure: 'nowhere does not exist.' });
    const folder = tinyModel();
    await signFolder(folder, certificate);
    const signal = AbortSignal.abort();
    const cancelled = await inspect({ target: { kind: 'folder', model: { path: folder, shown: 'tiny' } }, signal });
    expect(cancelled).toMatchObject({ kind: 'cancelled' });
  });

  it('may be one file, with its signature beside it', async () => {
    const folder = folderWith({ 'tiny.gguf': 'GGUF' });
    const found = await inspected({
      kind: 'folder',
      model: { path: path.join(folder, 'tiny.gguf'), shown: 'tiny.gguf' },
    });
    expect(found.files.rows).toEqual([{ path: 'tiny.gguf', size: 4, state: 'unsigned', kind: 'weight' }]);
  });
});

describe('an artifact', () => {
  it('is inspected by its manifest and documents; weights are not read', async () => {
    const folder = tinyModel();
    await signFolder(folder, certificate);
    const { root, packed } = await packFolder(folder);
    const weights = packed.files.find(({ file }) => file.path === 'model.safetensors')!.descriptor.digest;
    removeBlob(root, weights);
    const found = await artifactIn(root, { expected: await expectRoot() });
    expect(found.verdict!.state).toBe('verified');
    expect(found.subject).toMatchObject({ kind: 'artifact', name: 'tiny:1.0', digest: packed.descriptor.digest });
    expect(found.files.rows.find((row) => row.path === 'model.safetensors')).toMatchObject({
      state: 'matched',
      digest: weights,
      layer: weights,
      kind: 'weight',
    });
    expect(states(found)['model.sig']).toBe('ignored');
    expect(found.boms[0]!.freshness).toMatchObject({ compared: 2, differingCount: 0 });
    expect(found.openness!.levels[0]!.components.find(({ id }) => id === 10)!.files).toEqual(['model.safetensors']);
    expect(found.oci).toMatchObject({ store: 'layout', flavour: 'modelpack', referrerCount: 2 });
    expect(found.oci!.referrers.map(({ role }) => role).sort()).toEqual(['bom', 'signature']);
    expect(found.oci!.layers.find(({ path: file }) => file === 'model.safetensors')).toMatchObject({
      component: 'Model parameters (Final)',
    });
    expect(sha256(found.oci!.manifest)).toBe(packed.descriptor.digest.slice('sha256:'.length));
    expect(found.lineage!.edges).toHaveLength(2);
    // What is in it is attached as well, and told of once.
    expect(found.signatures).toHaveLength(1);
    expect(found.boms).toHaveLength(1);
  });

  it('that was tampered with after signing, unsigned, or by a stranger, each has a verdict of its own', async () => {
    const folder = tinyModel();
    expect((await artifactIn((await packFolder(folder)).root)).verdict!.state).toBe('unsigned');
    await signFolder(folder, certificate);
    const stranger = await artifactIn((await packFolder(folder)).root);
    expect(stranger.verdict!.state).toBe('untrusted');
    expect(codes(stranger)[0]).toBe('signer-not-trusted');
    change(path.join(folder, 'config.json'), '{"model_type":"evil"}');
    const tampered = await artifactIn((await packFolder(folder)).root, { expected: await expectRoot() });
    expect(tampered.verdict!.state).toBe('invalid');
    expect(codes(tampered).slice(0, 3)).toEqual(['files-not-as-signed', 'files-changed', 'bom-stale']);
    expect(states(tampered)['config.json']).toBe('changed');
  });

  it('has its claims held against what is there', async () => {
    const folder = tinyModel();
    await signFolder(folder, certificate);
    const annotations = {
      'org.cncf.model.mof.class': 'III',
    };
    const { PROFILE, KEY } = await import('../../../src/core/oci/profile/keys');
    const { root } = await packFolder(folder, {
      [KEY.profileVersion]: PROFILE.version,
      [KEY.mofClass]: 'II',
      [KEY.signing]: 'sigstore',
      ...annotations,
    });
    const found = await artifactIn(root, { expected: await expectRoot() });
    const claims = new Map(found.profile!.claims.map(({ key: name, state }) => [name, state]));
    expect(claims.get(KEY.mofClass)).toBe('contradicted');
    expect(claims.get(KEY.signing)).toBe('proved');
    expect(codes(found)).toContain('claim-contradicted');
  });

  it('whose store changes underneath is a problem to read of, and no crash', async () => {
    const folder = tinyModel();
    const { root, packed } = await packFolder(folder);
    const digestOf = (name: string) => packed.files.find(({ file }) => file.path === name)!.descriptor.digest;
    removeBlob(root, digestOf('README.md'));
    writeFileSync(path.join(root, 'blobs', ...digestOf('mof.yml').split(':')), 'not what it was');
    const found = await artifactIn(root);
    expect(found.openness).toBeUndefined();
    expect(found.problems.map(({ source }) => source)).toEqual(
      expect.arrayContaining([
        { kind: 'blob', digest: digestOf('README.md') },
        { kind: 'blob', digest: digestOf('mof.yml') },
      ]),
    );
    removeBlob(root, packed.descriptor.digest);
    const gone = await inspect({
      target: { kind: 'artifact', place: { layout: { path: root, shown: 'layout' }, name: 'tiny:1.0' } },
    });
    expect(gone).toMatchObject({ kind: 'failed', failure: expect.stringContaining(packed.descriptor.digest) });
  });
});

describe('a file by itself', () => {
  it('that is a signature tells who signed what, and compares nothing', async () => {
    const folder = tinyModel();
    await signFolder(folder, certificate);
    const file = { path: path.join(folder, 'model.sig'), shown: 'tiny/model.sig' };
    expect(targetOf(file)).toEqual({ kind: 'signature', signature: file });
    const found = await inspected({ kind: 'signature', signature: file });
    expect(found.subject).toMatchObject({ kind: 'signature', name: 'model.sig', place: 'tiny/model.sig' });
    expect(found.signatures[0]).toMatchObject({ state: 'untrusted', statement: { files: 6 } });
    expect(found.files.rows.find((row) => row.path === 'config.json')).toEqual({
      path: 'config.json',
      signed: `sha256:${sha256(tinyFiles()['config.json']!)}`,
      state: 'unknown',
    });
  });

  it('that is an in-toto statement shows its subjects, and that nobody signed it', async () => {
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'tiny', digest: { sha256: 'c'.repeat(64) } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    };
    const file = path.join(folderWith({ 'tiny.intoto.json': JSON.stringify(statement) }), 'tiny.intoto.json');
    const target = targetOf({ path: file, shown: 'tiny.intoto.json' });
    expect(target.kind).toBe('signature');
    const found = await inspected(target);
    expect(found.signatures[0]).toMatchObject({
      kind: 'other',
      state: 'unchecked',
      predicateType: 'https://slsa.dev/provenance/v1',
      subjects: [{ name: 'tiny', digest: `sha256:${'c'.repeat(64)}` }],
    });
  });

  it('that is a BOM is held against the files beside it', async () => {
    const folder = tinyModel();
    const bom = { path: path.join(folder, 'bom.cdx.json'), shown: 'bom.cdx.json' };
    expect(targetOf(bom)).toEqual({ kind: 'bom', bom });
    const fresh = await inspected({ kind: 'bom', bom });
    expect(fresh.verdict).toBeUndefined();
    expect(codes(fresh)).toContain('bom-fresh');
    // An editor holds what is not saved.
    const text = bomOf({ 'config.json': 'd'.repeat(64), '../outside': 'd'.repeat(64), '/etc/passwd': 'd'.repeat(64) });
    const stale = await inspected({ kind: 'bom', bom, text });
    expect(stale.boms[0]!.freshness).toMatchObject({ compared: 1, differingCount: 1 });
    expect(stale.files.rows.map((row) => row.path)).toEqual(['config.json']);
    // What is being typed is no BOM for a while.
    const half = await inspected({ kind: 'bom', bom, text: '{"bomFormat":' });
    expect(codes(half)).toEqual(['bom-unreadable']);
    const other = { path: path.join(folder, 'README.md'), shown: 'README.md' };
    const none = await inspect({ target: { kind: 'bom', bom: other } });
    expect(none).toMatchObject({ kind: 'failed', failure: expect.stringContaining('is no bill of materials') });
  });
});
