// What is left when signing is cut off: by SIGKILL at any moment, or by a disk that is full.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeUnfinished } from '../../src/node/files/write';
import { newKey, verdictOn } from '../unit/signing/signed';
import { builtMof, folderWith, mof } from './mof';

const key = newKey();
const isWindows = process.platform === 'win32';

/** A model in a folder of its own, with a signature in it that holds. */
function signedScene(signature = 'parent/m/model.sig'): string {
  const files: Record<string, string> = { 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem };
  for (let i = 0; i < 50; i++) files[`parent/m/part-${i}.bin`] = `weights ${i}`;
  const cwd = folderWith(files);
  execFileSync('chmod', ['600', path.join(cwd, 'key.pem')]);
  expect(sign(cwd, signature).code).toBe(0);
  return cwd;
}

const signArgs = (signature: string) => [
  'sign',
  'key',
  'parent/m',
  '--private-key',
  'key.pem',
  '--signature',
  signature,
];
const sign = (cwd: string, signature: string) => mof(signArgs(signature), { cwd });
const verify = (cwd: string, signature: string) =>
  mof(['verify', 'key', 'parent/m', '--signature', signature, '--public-key', 'key.pub'], { cwd });

const unfinished = (cwd: string) =>
  (readdirSync(cwd, { recursive: true }) as string[]).filter((name) => name.endsWith('.tmp'));

/** Names in what a signature file signs. */
function signedNames(file: string): string[] {
  const { dsseEnvelope } = JSON.parse(readFileSync(file, 'utf8')) as { dsseEnvelope: { payload: string } };
  const statement = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as {
    predicate: { resources: { name: string }[] };
  };
  return statement.predicate.resources.map(({ name }) => name);
}

/** The signature that was there still holds, and the next run is as the first one was. */
function expectClean(cwd: string, signature: string): void {
  expect(verify(cwd, signature)).toMatchObject({ code: 0, stderr: '' });
  expect(sign(cwd, signature)).toMatchObject({ code: 0, stderr: '' });
  expect(unfinished(cwd)).toEqual([]);
  expect(signedNames(path.join(cwd, signature)).filter((name) => !name.startsWith('part-'))).toEqual([]);
  expect(verify(cwd, signature).code).toBe(0);
}

/** Kills the process from within, at an exact moment: before or after a call of the operating system, or halfway. */
const KILL = {
  'when the unfinished file is there': hook('openSync', "if (args[1] === 'wx') die();", 'after'),
  'when half is written': hook(
    'writeFileSync',
    "if (typeof args[0] === 'number') { original(args[0], args[1].slice(0, args[1].length / 2)); die(); }",
    'before',
  ),
  'before it is on the disk': hook('fsyncSync', 'die();', 'before'),
  'before it takes its name': hook('renameSync', 'die();', 'before'),
  'when it has taken its name': hook('renameSync', 'die();', 'after'),
};

function hook(name: string, action: string, when: 'before' | 'after'): string {
  return `const fs = require('node:fs');
const die = () => { process.kill(process.pid, 'SIGKILL'); for (;;); };
const original = fs.${name};
fs.${name} = (...args) => {
  ${when === 'before' ? action : ''}
  const result = original(...args);
  ${when === 'after' ? action : ''}
  return result;
};`;
}

describe.skipIf(isWindows)('signing that is killed', () => {
  it.each(Object.entries(KILL))('%s leaves a signature that holds', (_title, script) => {
    for (const signature of ['parent/m/model.sig', 'model.sig']) {
      const cwd = signedScene(signature);
      const before = readFileSync(path.join(cwd, signature));
      writeFileSync(path.join(cwd, 'kill.cjs'), script);
      const args = ['--require', path.join(cwd, 'kill.cjs'), builtMof(), ...signArgs(signature)];
      expect(spawnSync(process.execPath, args, { cwd }).signal).toBe('SIGKILL');
      // ECDSA is different each time, so that the new one is told from the old one.
      const isNew = !readFileSync(path.join(cwd, signature)).equals(before);
      expect(isNew).toBe(_title === 'when it has taken its name');
      expect(readdirSync(path.join(cwd, 'parent/m')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      expect(unfinished(cwd).length).toBe(isNew ? 0 : 1);
      expectClean(cwd, signature);
    }
  });
  it.each(Object.entries(KILL).slice(0, 4))('for the first time, %s, leaves none', (_title, script) => {
    const cwd = signedScene();
    rmSync(path.join(cwd, 'parent/m/model.sig'));
    writeFileSync(path.join(cwd, 'kill.cjs'), script);
    const args = ['--require', path.join(cwd, 'kill.cjs'), builtMof(), ...signArgs('parent/m/model.sig')];
    expect(spawnSync(process.execPath, args, { cwd }).signal).toBe('SIGKILL');
    expect(verify(cwd, 'parent/m/model.sig').code).toBe(4);
    expect(sign(cwd, 'parent/m/model.sig').code).toBe(0);
    expectClean(cwd, 'parent/m/model.sig');
  });
  it('at any of 40 moments leaves a signature that holds', async () => {
    const cwd = signedScene();
    const [killsWanted, mostRuns] = [40, 200];
    let [killed, duration] = [0, 1000];
    for (let runs = 0; killed < killsWanted && runs < mostRuns; runs++) {
      const child = spawn(process.execPath, [builtMof(), ...signArgs('parent/m/model.sig')], { cwd, stdio: 'ignore' });
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_code, name) => resolve(name)));
      setTimeout(() => child.kill('SIGKILL'), duration * Math.random());
      const wasKilled = (await ended) === 'SIGKILL';
      if (wasKilled) killed++;
      // Machines that test are busy now and idle then: the kills have to come at all moments, the last ones too.
      duration *= wasKilled ? 1.1 : 0.9;
      const signature = readFileSync(path.join(cwd, 'parent/m/model.sig'));
      const verdict = await verdictOn(path.join(cwd, 'parent/m'), signature, key, { ignored: ['model.sig'] });
      expect(verdict).toMatchObject({ state: 'verified', files: { matched: 50 } });
    }
    expect(killed).toBe(killsWanted);
    expectClean(cwd, 'parent/m/model.sig');
  }, 240_000);
});

describe('what is left over', () => {
  const name = (pid: number) => `.model.sig.${pid}.0123456789ab.tmp`;

  it('is cleared up, unless its process lives or it is something else', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const live = process.ppid;
    const others = ['.model.sig.1.x.tmp', 'model.sig.tmp', '.model.sig2.1.0123456789ab.tmp', '.model.sig.tmp'];
    const folder = folderWith(Object.fromEntries([...others, name(dead), name(live)].map((each) => [each, 'half'])));
    mkdirSync(path.join(folder, 'other'));
    writeFileSync(path.join(folder, 'other', name(dead)), 'half');
    removeUnfinished(path.join(folder, 'model.sig'), { workshop: path.join(folder, 'other') });
    expect(readdirSync(folder).sort()).toEqual([...others, name(live), 'other'].sort());
    expect(readdirSync(path.join(folder, 'other'))).toEqual([]);
  });
  it('in the model, where it can stand nowhere else, is not signed', () => {
    const cwd = signedScene();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(path.join(cwd, 'parent/m', name(dead)), '{"mediaType":');
    // To a verifier it is a file that nobody signed, whatever its name is.
    expect(verify(cwd, 'parent/m/model.sig')).toMatchObject({ code: 1, stdout: expect.stringContaining(name(dead)) });
    expect(sign(cwd, 'parent/m/model.sig').code).toBe(0);
    expectClean(cwd, 'parent/m/model.sig');
  });
  it.skipIf(isWindows)('stands in the model only where nothing may be written beside it', () => {
    const cwd = signedScene();
    for (const file of ['.', 'parent', 'key.pem']) execFileSync('chmod', ['755', path.join(cwd, file)]);
    for (const file of ['parent/m', 'parent/m/model.sig']) execFileSync('chmod', ['777', path.join(cwd, file)]);
    const before = statSync(path.join(cwd, 'parent/m/model.sig')).ino;
    expect(mof(signArgs('parent/m/model.sig'), { cwd, unprivileged: true }).code).toBe(0);
    expect(statSync(path.join(cwd, 'parent/m/model.sig')).ino).not.toBe(before);
    expect(unfinished(cwd)).toEqual([]);
  });
});

/** A disk of 64 KiB, if this user may make one. */
function smallDisk(): string | undefined {
  const folder = folderWith();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=777', 'tmpfs', folder]);
  return status === 0 ? folder : undefined;
}

describe.skipIf(isWindows)('a disk that is full', () => {
  it('is told, and leaves the signature that was there', ({ skip }) => {
    const disk = smallDisk();
    if (disk === undefined) return skip('no disk can be mounted here');
    try {
      const cwd = signedScene();
      const signature = path.join(disk, 'model.sig');
      expect(sign(cwd, signature).code).toBe(0);
      const before = readFileSync(signature);
      fill(path.join(disk, 'filling'));
      const { code, stderr } = sign(cwd, signature);
      expect([code, stderr]).toEqual([3, expect.stringContaining('cannot be written: the disk is full')]);
      expect(readFileSync(signature).equals(before)).toBe(true);
      expect(readdirSync(disk).sort()).toEqual(['filling', 'model.sig']);
      expect(verify(cwd, signature).code).toBe(0);
      rmSync(path.join(disk, 'filling'));
      expect(sign(cwd, signature).code).toBe(0);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
  it('is as good as a limit on the size of files', () => {
    const cwd = signedScene();
    rmSync(path.join(cwd, 'parent/m/model.sig'));
    const command = ['ulimit -f 1 && exec "$0" "$@"', process.execPath, builtMof(), ...signArgs('parent/m/model.sig')];
    const { status, stderr } = spawnSync('bash', ['-c', ...command], { cwd, encoding: 'utf8' });
    expect([status, stderr]).toEqual([3, expect.stringContaining('model.sig cannot be written: it would be larger')]);
    expect(existsSync(path.join(cwd, 'parent/m/model.sig'))).toBe(false);
    expect(unfinished(cwd)).toEqual([]);
    expect(sign(cwd, 'parent/m/model.sig').code).toBe(0);
  });
});

/** Takes what is left of a disk. */
function fill(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(1024 * 1024));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  }
}
