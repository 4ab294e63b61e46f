import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keySigner } from '../../../src/core/signing/keys/sign';
import { keyVerifier } from '../../../src/core/signing/keys/verify';
import { signModel } from '../../../src/core/signing/sign';
import { verifyModel } from '../../../src/core/signing/verify';
import { nodeCryptography } from '../../../src/node/cryptography';
import { DigestCache, isSettled } from '../../../src/node/hashing/digest-cache';
import { NodeModel } from '../../../src/node/model';
import { folderWith, type Files } from './folder';
import { newKey, sha256 } from './signed';

const key = newKey();
const isRoot = process.getuid?.() === 0;

afterEach(() => vi.useRealTimers());

/** A model whose files were changed a while ago, as the clock has it that verification asks. */
function settledModel(files: Files = { a: 'alpha', 'sub/b': 'beta' }): string {
  const folder = folderWith(files);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
  return folder;
}

const cacheFolder = () => path.join(folderWith(), 'cache');
const cacheFile = (cacheDir: string) => path.join(cacheDir, 'digests', readdirSync(path.join(cacheDir, 'digests'))[0]!);

async function signed(folder: string): Promise<Uint8Array> {
  const { signature } = await signModel({
    signer: keySigner(key, nodeCryptography),
    model: new NodeModel(folder),
    ignored: [],
    allowSymlinks: false,
    cryptography: nodeCryptography,
  });
  return Buffer.from(signature);
}

interface Verified {
  state: string;
  /** How many files were hashed. */
  hashed: number;
  remembered: number;
  problem: string | undefined;
  detail: string;
}

/** Verifies with a cache, and counts what is really hashed. */
async function verify(
  folder: string,
  signature: Uint8Array,
  cacheDir: string,
  allowRemembered = true,
): Promise<Verified> {
  const cache = new DigestCache(cacheDir);
  let hashed = 0;
  const { state, files, checks } = await verifyModel({
    signature,
    verifier: keyVerifier(key.publicKey, 'key', nodeCryptography),
    model: new NodeModel(folder, cache),
    ignored: [],
    allowSymlinks: false,
    ignoreUnsignedFiles: false,
    allowRemembered,
    cryptography: nodeCryptography,
    progress: ({ files: count }) => (hashed = count),
  });
  const detail = checks.at(-1)!.detail;
  return { state, hashed, remembered: files?.remembered?.files ?? 0, problem: cache.problem, detail };
}

const ALL_HASHED = { state: 'verified', hashed: 2, remembered: 0, problem: undefined };
const ALL_REMEMBERED = { state: 'verified', hashed: 0, remembered: 2, problem: undefined };

describe('digests that are kept', () => {
  it('spare the next verification the hashing, which it says', async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    const signature = await signed(folder);
    const before = new Date();
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
    const again = await verify(folder, signature, cacheDir);
    expect(again).toMatchObject(ALL_REMEMBERED);
    const [, files, since] = /Not hashed again: (\d+), unchanged since (\S+)\.$/.exec(again.detail)!;
    expect(files).toBe('2');
    expect(Date.parse(since!)).toBeGreaterThanOrEqual(before.getTime() - 1);
  });
  it('are not looked at when everything is to be hashed', async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    const signature = await signed(folder);
    for (let i = 0; i < 2; i++) expect(await verify(folder, signature, cacheDir, false)).toMatchObject(ALL_HASHED);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_REMEMBERED);
  });
  it('never serve signing', async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    await verify(folder, await signed(folder), cacheDir);
    let hashed = 0;
    await signModel({
      signer: keySigner(key, nodeCryptography),
      model: new NodeModel(folder, new DigestCache(cacheDir)),
      ignored: [],
      allowSymlinks: false,
      cryptography: nodeCryptography,
      progress: ({ files }) => (hashed = files),
    });
    expect(hashed).toBe(2);
  });
  it('are of one model, and one way to hash', async () => {
    const [folder, cacheDir] = [settledModel({ a: 'alpha' }), cacheFolder()];
    const jobs = [{ name: 'a', target: 'a', size: 5 }];
    for (const options of [{ hash: 'sha256' }, { hash: 'blake3' }, { hash: 'sha256', shardSize: 2 }] as const)
      for (const known of [0, 1]) {
        const remembered = vi.fn();
        const model = new NodeModel(folder, new DigestCache(cacheDir));
        const digests = (await model.hash(jobs, { ...options, remembered })).get('a');
        expect([remembered.mock.calls.length, digests?.length]).toEqual([known, 'shardSize' in options ? 3 : 1]);
      }
  });
  it('are for their owner alone', async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    await verify(folder, await signed(folder), cacheDir);
    if (process.platform === 'win32') return;
    expect(statSync(cacheFile(cacheDir)).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(cacheDir, 'digests')).mode & 0o777).toBe(0o700);
  });
  it('are those of 64 models at most', async () => {
    const cacheDir = cacheFolder();
    const folder = settledModel({ a: 'alpha' });
    for (let i = 0; i < 70; i++) new DigestCache(cacheDir).write({ root: `/models/${i}`, hash: 'sha256' }, new Map());
    await verify(folder, await signed(folder), cacheDir);
    expect(readdirSync(path.join(cacheDir, 'digests')).length).toBe(64);
    expect(await verify(folder, await signed(folder), cacheDir)).toMatchObject({ remembered: 1 });
  });
});

describe('a file that changed', () => {
  const changes: [string, (file: string) => void][] = [
    ['in its content', (file) => writeFileSync(file, 'gamma')],
    [
      'and had its time put back',
      (file) => {
        const { atime, mtime } = statSync(file);
        writeFileSync(file, 'gamma');
        utimesSync(file, atime, mtime);
      },
    ],
    [
      'by another in its place that has the same time',
      (file) => {
        const { atime, mtime } = statSync(file);
        writeFileSync(`${file}2`, 'gamma');
        utimesSync(`${file}2`, atime, mtime);
        renameSync(`${file}2`, file);
      },
    ],
    [
      'in its length',
      (file) => {
        const fd = openSync(file, 'r+');
        ftruncateSync(fd, 3);
        closeSync(fd);
      },
    ],
  ];
  it.each(changes)('%s is found', async (_title, change) => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    const signature = await signed(folder);
    await verify(folder, signature, cacheDir);
    change(path.join(folder, 'a'));
    expect(await verify(folder, signature, cacheDir)).toMatchObject({ state: 'invalid', hashed: 1, remembered: 1 });
  });
  it('too short ago is not kept: a further change would leave no trace', async () => {
    const [folder, cacheDir] = [folderWith({ a: 'alpha', 'sub/b': 'beta' }), cacheFolder()];
    const signature = await signed(folder);
    for (let i = 0; i < 2; i++) expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
    await new Promise((resolve) => setTimeout(resolve, 3100));
    await verify(folder, signature, cacheDir);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_REMEMBERED);
  });
  it.each([
    [0, 0, 10, true],
    [0, 0, 3, false],
    [8, 0, 10, false],
    [0, 8, 10, false],
    [20, 0, 10, false],
    [0, 20, 10, false],
  ])('at %d s and %d s, hashed at %d s, is settled: %s', (mtime, ctime, hashed, settled) => {
    expect(isSettled(`1:2:3:${mtime}000000000:${ctime}000000000`, new Date(hashed * 1000))).toBe(settled);
  });
  it('is hashed before it is said that it did', async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    const signature = await signed(folder);
    await verify(folder, signature, cacheDir);
    const forged = readFileSync(cacheFile(cacheDir), 'utf8').replace(sha256('alpha'), sha256('gamma'));
    const body = forged.slice(0, forged.lastIndexOf('\n', forged.length - 2) + 1);
    writeFileSync(cacheFile(cacheDir), `${body}${sha256(body)}\n`);
    expect(await verify(folder, signature, cacheDir)).toMatchObject({ state: 'verified', hashed: 1, remembered: 1 });
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_REMEMBERED);
  });
  it('is not looked for behind a link that took the place of its folder', async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    await verify(folder, await signed(folder), cacheDir);
    const model = new NodeModel(folder, new DigestCache(cacheDir));
    renameSync(path.join(folder, 'sub'), path.join(folder, 'moved'));
    symlinkSync('moved', path.join(folder, 'sub'));
    const job = { name: 'sub/b', target: 'sub/b', size: 4 };
    await expect(model.hash([job], { hash: 'sha256', remembered: () => undefined })).rejects.toThrow('became a link');
  });
});

describe('a cache that is no good', () => {
  const scene = async () => {
    const [folder, cacheDir] = [settledModel(), cacheFolder()];
    const signature = await signed(folder);
    await verify(folder, signature, cacheDir);
    return { folder, cacheDir, signature, file: cacheFile(cacheDir) };
  };
  const DAMAGES: [string, (text: string) => string][] = [
    ['cut', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    [
      'changed in one place',
      (text) => text.replace(/[0-9a-f]{64}/, (digest) => digest.replace(/^./, (c) => (c === '0' ? '1' : '0'))),
    ],
    ['something else', () => '{"json": true}\n'],
    ['of a later version', (text) => text.replace('digests 1', 'digests 2')],
    ['binary', () => '\0\x01\x02\n\n\n'],
  ];
  it.each(DAMAGES)('because it is %s is passed over, and replaced', async (_title, damage) => {
    const { folder, cacheDir, signature, file } = await scene();
    writeFileSync(file, damage(readFileSync(file, 'latin1')));
    expect(await verify(folder, signature, cacheDir)).toMatchObject({
      ...ALL_HASHED,
      problem: expect.stringContaining('is damaged; every file is hashed'),
    });
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_REMEMBERED);
  });
  it('because others can write to it is passed over', async () => {
    const { folder, cacheDir, signature, file } = await scene();
    if (process.platform === 'win32') return;
    chmodSync(file, 0o666);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_REMEMBERED);
    chmodSync(path.dirname(file), 0o777);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
  });
  it.skipIf(!isRoot)('because it is somebody else’s is passed over', async () => {
    const { folder, cacheDir, signature, file } = await scene();
    chownSync(file, 65534, 65534);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
    expect(statSync(cacheFile(cacheDir)).uid).toBe(0);
    chownSync(path.dirname(file), 65534, 65534);
    for (let i = 0; i < 2; i++) expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
  });
  it('because it is a link to something is passed over, and what it leads to is left alone', async () => {
    const { folder, cacheDir, signature, file } = await scene();
    const other = path.join(folderWith(), 'other');
    writeFileSync(other, readFileSync(file));
    rmSync(file);
    symlinkSync(other, file);
    const before = statSync(other).mtimeMs;
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
    expect(statSync(other).mtimeMs).toBe(before);
  });
  it('because its folder is a file is told, and verification goes on', async () => {
    const { folder, signature } = await scene();
    const cacheDir = folderWith({ digests: 'a file' });
    expect(await verify(folder, signature, cacheDir)).toMatchObject({
      ...ALL_HASHED,
      problem: expect.stringContaining('cannot be used'),
    });
  });
  it('because a pipe is in its place does not make anybody wait', async () => {
    const { folder, cacheDir, signature, file } = await scene();
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_HASHED);
  });
  it('is written by many at once as a whole', async () => {
    const { folder, cacheDir, signature } = await scene();
    rmSync(path.join(cacheDir, 'digests'), { recursive: true });
    mkdirSync(path.join(cacheDir, 'digests'), { mode: 0o700 });
    await Promise.all(Array.from({ length: 8 }, () => verify(folder, signature, cacheDir)));
    expect(await verify(folder, signature, cacheDir)).toMatchObject(ALL_REMEMBERED);
    expect(readdirSync(path.join(cacheDir, 'digests')).length).toBe(1);
  });
});
