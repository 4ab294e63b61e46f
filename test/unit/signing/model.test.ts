import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { keySigner } from '../../../src/core/signing/keys/sign';
import { CancelledError } from '../../../src/core/signing/model/model';
import { signModel } from '../../../src/core/signing/sign';
import { nodeCryptography } from '../../../src/node/cryptography';
import { NodeModel } from '../../../src/node/model';
import { folderWith } from './folder';
import { bundleOf, failed, newKey, resource, rootOf, sha256, statementFor, verdictOn } from './signed';

const key = newKey();

/** Signs a folder, and verifies the result. */
const sign = (folder: string, options: { allowSymlinks?: boolean; ignored?: string[] } = {}) =>
  signModel({
    signer: keySigner(key, nodeCryptography),
    model: new NodeModel(folder),
    ignored: options.ignored ?? [],
    allowSymlinks: options.allowSymlinks ?? false,
    cryptography: nodeCryptography,
  });
const verify = async (folder: string, allowSymlinks = false) => {
  const { signature } = await sign(folder, { allowSymlinks });
  return verdictOn(folder, Buffer.from(signature), key, { allowSymlinks });
};

describe('symbolic links', () => {
  it('are refused unless they are allowed', async () => {
    const folder = folderWith({ a: 'alpha' });
    symlinkSync('a', path.join(folder, 'link'));
    await expect(sign(folder)).rejects.toThrow('is a symbolic link');
    expect((await verify(folder, true)).state).toBe('verified');
  });
  it('that appear later are refused', async () => {
    const folder = folderWith({ a: 'alpha', b: 'alpha' });
    const { signature } = await sign(folder);
    rmSync(path.join(folder, 'b'));
    symlinkSync('a', path.join(folder, 'b'));
    const verdict = await verdictOn(folder, Buffer.from(signature), key, { allowSymlinks: true });
    expect([verdict.state, failed(verdict)?.id]).toEqual(['invalid', 'symlinks']);
  });
  it.each([
    ['out of the model', '/etc/hostname', 'leads out of the model'],
    ['to a folder', 'folder', 'is a link to something that is no file'],
    ['nowhere', 'nothing', 'does not exist'],
    ['in a circle', 'link', 'in a circle'],
  ])('that lead %s are refused even then', async (_title, target, message) => {
    const folder = folderWith({ 'folder/a': 'alpha' });
    symlinkSync(target, path.join(folder, 'link'));
    await expect(sign(folder, { allowSymlinks: true })).rejects.toThrow(message);
  });
  it('to the model itself are followed', async () => {
    const folder = folderWith({ 'real/a': 'alpha' });
    symlinkSync('real', path.join(folder, 'link'));
    expect((await verify(path.join(folder, 'link'))).state).toBe('verified');
  });
  it('are not followed when a folder becomes one while the model is hashed', async () => {
    const folder = folderWith({ 'sub/a': 'alpha', 'other/a': 'alpha' });
    const model = new NodeModel(folder);
    const listed = await model.list('sub');
    renameSync(path.join(folder, 'sub'), path.join(folder, 'moved'));
    symlinkSync('other', path.join(folder, 'sub'));
    const job = { name: 'sub/a', target: 'sub/a', size: listed[0]!.size };
    await expect(model.hash([job], { hash: 'sha256' })).rejects.toThrow('became a link');
  });
});

describe('what can’t be signed', () => {
  it('is an empty model', async () => {
    await expect(sign(folderWith())).rejects.toThrow('no file to sign');
  });
  it('is a pipe', async () => {
    const folder = folderWith({ a: 'alpha' });
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    await expect(sign(folder)).rejects.toThrow('neither a file nor a folder');
  });
  it('is a name that is not UTF-8', async () => {
    const folder = folderWith({ a: 'alpha' });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.from([0xff])]), 'beta');
    await expect(sign(folder)).rejects.toThrow('not UTF-8');
  });
});

describe('hashing', () => {
  it.each([
    ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'blake2b',
      'abc',
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    ],
    ['blake3', 'abc', '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85'],
  ] as const)('%s gives published digests, and verifies', async (hash, content, digest) => {
    const folder = folderWith({ a: content });
    const [entry] = await new NodeModel(folder).list('');
    const jobs = [{ name: 'a', target: 'a', size: entry!.size }];
    expect((await new NodeModel(folder).hash(jobs, { hash })).get('a')).toEqual([digest]);
    const statement = statementFor({ a: content });
    statement.predicate.resources = [{ name: 'a', algorithm: hash, digest }];
    statement.predicate.serialization.hash_type = hash;
    statement.subject = [{ name: 'model', digest: { sha256: rootOf(statement.predicate.resources) } }];
    expect((await verdictOn(folder, bundleOf(statement, key), key)).state).toBe('verified');
  });
  it('goes over the size of a buffer, and cuts shards anywhere', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024 + 17, 'weights');
    const folder = folderWith({ a: content });
    const size = 1_000_003;
    const shards = Array.from({ length: Math.ceil(content.length / size) }, (_, i) => {
      const end = Math.min((i + 1) * size, content.length);
      return resource(`a:${i * size}:${end}`, content.subarray(i * size, end));
    });
    const model = new NodeModel(folder);
    const jobs = [{ name: 'a', target: 'a', size: content.length }];
    expect((await model.hash(jobs, { hash: 'sha256' })).get('a')).toEqual([sha256(content)]);
    const found = await model.hash(jobs, { hash: 'sha256', shardSize: size });
    expect(found.get('a')).toEqual(shards.map(({ digest }) => digest));
  });
  it('tells how far it is', async () => {
    const folder = folderWith(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${i}`, 'x'.repeat(i)])));
    const model = new NodeModel(folder);
    const jobs = (await model.list('')).map(({ name, size }) => ({ name, target: name, size }));
    const totalBytes = (199 * 200) / 2;
    let last = {};
    await model.hash(jobs, { hash: 'sha256', progress: (done) => (last = done) });
    expect(last).toEqual({ bytes: totalBytes, totalBytes, files: 200, totalFiles: 200 });
  });
  it('stops at once when it is cancelled', async () => {
    const folder = folderWith({ a: 'alpha' });
    writeFileSync(path.join(folder, 'large'), '');
    execFileSync('truncate', ['-s', '8G', path.join(folder, 'large')]);
    const model = new NodeModel(folder);
    const controller = new AbortController();
    const hashing = model.hash([{ name: 'large', target: 'large', size: 8 * 1024 ** 3 }], {
      hash: 'sha256',
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 100);
    await expect(hashing).rejects.toThrow(CancelledError);
  });
  it.each<[string, (file: string) => void, string | RegExp]>([
    ['changes', (file) => writeSync(openSync(file, 'r+'), 'changed', 500), 'changed while it was hashed'],
    ['grows', (file) => appendFileSync(file, 'more'), 'changed while it was hashed'],
    ['is cut', (file) => truncateSync(file, 1024 ** 3 - 1), 'changed while it was hashed'],
    ['goes', (file) => rmSync(file), /changed while it was hashed|does not exist/],
    [
      'is replaced by the same',
      (file) => {
        execFileSync('truncate', ['-s', '1G', `${file}2`]);
        renameSync(`${file}2`, file);
      },
      'changed while it was hashed',
    ],
  ])(
    'finds a file that %s meanwhile',
    async (_title, change, message) => {
      const folder = folderWith();
      const file = path.join(folder, 'large');
      writeFileSync(file, '');
      execFileSync('truncate', ['-s', '1G', file]);
      const job = { name: 'large', target: 'large', size: 1024 ** 3 };
      let isChanged = false;
      const progress = () => {
        // It is told when the first of it was read.
        if (!isChanged) change(file);
        isChanged = true;
      };
      await expect(new NodeModel(folder).hash([job], { hash: 'sha256', progress })).rejects.toThrow(message);
    },
    30_000,
  );
  it('remembers nothing that changed', async () => {
    const folder = folderWith({ a: 'alpha' });
    const model = new NodeModel(folder);
    const jobs = [{ name: 'a', target: 'a', size: 5 }];
    await model.hash(jobs, { hash: 'sha256' });
    writeFileSync(path.join(folder, 'a'), 'gamma');
    expect((await model.hash(jobs, { hash: 'sha256' })).get('a')).toEqual([sha256('gamma')]);
  });
});

describe('what belongs to a model', () => {
  it('are hidden and empty files; git’s and ignored ones are told', async () => {
    const files = ['.hidden', 'empty', 'sub/.git/x', '.git/HEAD', '.github/w', 'logs/1', 'logs/deep/2', 'logs2'];
    const folder = folderWith(Object.fromEntries(files.map((name) => [name, ''])));
    const { ignored, files: count } = await sign(folder, { ignored: ['.git', '.github', 'logs'] });
    expect([...ignored].sort()).toEqual(['.git/', '.github/w', 'logs/1', 'logs/deep/2']);
    expect(count).toBe(4);
  });
  it('is every file of a deep tree', async () => {
    const folder = folderWith();
    let at = folder;
    for (let i = 0; i < 200; i++) mkdirSync((at = path.join(at, 'd')));
    writeFileSync(path.join(at, 'f'), 'x');
    expect((await verify(folder)).files?.matched).toBe(1);
  });
});

describe.skipIf(process.getuid?.() === 0)('files without permission', () => {
  it('make the verdict one that could not be found', async () => {
    const folder = folderWith({ a: 'alpha' });
    const { signature } = await sign(folder);
    chmodSync(path.join(folder, 'a'), 0);
    const verdict = await verdictOn(folder, Buffer.from(signature), key);
    expect([verdict.state, failed(verdict)?.detail]).toEqual(['unchecked', '"a" cannot be read: permission denied.']);
  });
});
