import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Layout } from '../../src/node/oci/layout/layout';
import { builtMof, folderWith, mof } from './mof';

/** Kills over packaging, as the project promises; over extracting, fewer. */
const PACK_KILLS = 200;
const EXTRACT_KILLS = 40;

const MIB = 1024 * 1024;

/** Runs `mof` and kills it after some milliseconds; whether it was still running then. */
function killed(args: readonly string[], cwd: string, after: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [builtMof(), ...args], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

function run(args: readonly string[], cwd: string): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [builtMof(), ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('exit', resolve);
  });
}

/** How long a command takes when nobody disturbs it, in milliseconds. */
function durationOf(args: readonly string[], cwd: string): number {
  const began = performance.now();
  expect(mof(args, { cwd }).code).toBe(0);
  return performance.now() - began;
}

describe('processes that are killed', () => {
  it(
    'leave a sound layout behind, and the next one goes on',
    async () => {
      const cwd = folderWith({ 'm/README.md': '# Model' });
      const model = path.join(cwd, 'm');
      for (let at = 0; at < 20; at++) writeFileSync(path.join(model, `f${at}.txt`), randomBytes(1000));
      const args = ['pack', 'm', '-t', 'v1', '--layout', 'oci'];
      const renew = (at: number) => {
        // Now and then a file that the system copies, which is to end with the process.
        writeFileSync(path.join(model, 'model.safetensors'), randomBytes((at % 9 ? 9 : 33) * MIB));
        writeFileSync(path.join(model, `f${at % 20}.txt`), randomBytes(1000));
      };
      renew(0);
      let duration = durationOf(args, cwd);
      let [kills, tries, parts, locks] = [0, 0, 0, 0];
      for (; kills < PACK_KILLS && tries < 5 * PACK_KILLS; tries++) {
        // Now and then nothing is new, so that what was begun is gone on with.
        if (tries % 3 === 0) renew(tries);
        const wasRunning = await killed(args, cwd, Math.random() * duration);
        if (wasRunning) kills++;
        // Machines that test are busy now and idle then: the kills have to come at all moments, the last ones too.
        duration *= wasRunning ? 1.05 : 0.9;
        if (readdirSync(path.join(cwd, 'oci/ingest')).length) parts++;
        if (existsSync(path.join(cwd, 'oci/.mof/lock'))) locks++;
        // Whatever the moment: there is a layout, every manifest that it names is there, and all of it is right.
        const layout = Layout.open(path.join(cwd, 'oci'));
        const [manifest] = await layout.manifests();
        expect(manifest).toBeDefined();
        const found = await layout.verify([await layout.resolve('v1')]);
        expect(found.problems).toEqual([]);
        if (tries % 50 === 0) expect((await layout.verify(undefined)).problems).toEqual([]);
      }
      console.log(
        `mof pack was killed ${kills} times in ${tries} runs; it left ${parts} times a part, ${locks} times a lock`,
      );
      expect(kills).toBe(PACK_KILLS);
      expect(parts).toBeGreaterThan(0);
      expect(mof(args, { cwd }).code).toBe(0);
      const layout = Layout.open(path.join(cwd, 'oci'));
      expect((await layout.verify(undefined)).problems).toEqual([]);
      // Nothing of what was given up stays for ever.
      for (const manifest of await layout.manifests())
        if (manifest.digest !== (await layout.resolve('v1')).digest) await layout.remove(manifest);
      await layout.collectGarbage();
      const { blobs } = await layout.verify(undefined);
      expect(readdirSync(path.join(cwd, 'oci/blobs/sha256'))).toHaveLength(blobs);
      expect(readdirSync(path.join(cwd, 'oci/ingest'))).toEqual([]);
      expect(readdirSync(path.join(cwd, 'oci/.mof/writers'))).toEqual([]);
      expect(readdirSync(path.join(cwd, 'oci')).sort()).toEqual([
        '.mof',
        'blobs',
        'index.json',
        'ingest',
        'oci-layout',
      ]);
    },
    30 * 60_000,
  );

  it(
    'leave whole files behind where they extract',
    async () => {
      const cwd = folderWith();
      const files: Record<string, Buffer> = {
        'model.bin': randomBytes(9 * MIB),
        'sub/config.json': randomBytes(1000),
      };
      for (let at = 0; at < 20; at++) files[`f${at}.txt`] = randomBytes(1000);
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(cwd, 'm', name)), { recursive: true });
        writeFileSync(path.join(cwd, 'm', name), content);
      }
      expect(mof(['pack', 'm', '-t', 'v1', '--layout', 'oci'], { cwd }).code).toBe(0);
      const args = ['extract', 'v1', '--layout', 'oci', '-o', 'out'];
      let duration = durationOf(args, cwd);
      let [kills, tries] = [0, 0];
      for (; kills < EXTRACT_KILLS && tries < 5 * EXTRACT_KILLS; tries++) {
        if (tries % 4 === 0) rmSync(path.join(cwd, 'out'), { recursive: true, force: true });
        const wasRunning = await killed(args, cwd, Math.random() * duration);
        if (wasRunning) kills++;
        duration *= wasRunning ? 1.05 : 0.9;
        for (const [name, content] of Object.entries(files)) {
          const file = path.join(cwd, 'out', name);
          if (existsSync(file)) expect(readFileSync(file).equals(content)).toBe(true);
        }
      }
      console.log(`mof extract was killed ${kills} times in ${tries} runs`);
      expect(kills).toBe(EXTRACT_KILLS);
      expect(mof(args, { cwd }).code).toBe(0);
      for (const [name, content] of Object.entries(files))
        expect(readFileSync(path.join(cwd, 'out', name)).equals(content)).toBe(true);
    },
    10 * 60_000,
  );
});

describe('several processes with one layout', () => {
  it(
    'lose nothing of each other',
    async () => {
      const names = ['a', 'b', 'c', 'd'];
      const cwd = folderWith({ shared: randomBytes(3 * MIB) });
      for (const name of names) {
        mkdirSync(path.join(cwd, name));
        writeFileSync(path.join(cwd, name, 'own.bin'), randomBytes(2 * MIB));
        writeFileSync(path.join(cwd, name, 'same.bin'), readFileSync(path.join(cwd, 'shared')));
      }
      // The layout is not there yet, and all of them make it.
      const codes = await Promise.all(
        [...names, ...names].map((name, at) => run(['pack', name, '-t', `${name}:${at}`, '--layout', 'oci'], cwd)),
      );
      expect(new Set(codes)).toEqual(new Set([0]));
      const layout = Layout.open(path.join(cwd, 'oci'));
      expect(await layout.tags()).toHaveLength(8);
      expect(await layout.verify(undefined)).toMatchObject({ problems: [], blobs: 4 * 3 + 1 });
      expect(readdirSync(path.join(cwd, 'oci/ingest'))).toEqual([]);
      // Removing and packaging at the same time: what is there in the end is whole.
      await Promise.all([
        ...names.map((name, at) => run(['pack', name, '-t', `${name}:new`, '--layout', 'oci'], cwd).then(() => at)),
        run(['remove', 'a:0', '--layout', 'oci'], cwd),
        run(['remove', 'a:4', '--layout', 'oci'], cwd),
      ]);
      expect((await Layout.open(path.join(cwd, 'oci')).verify(undefined)).problems).toEqual([]);
    },
    5 * 60_000,
  );
});

describe('a full disk', () => {
  const disk = folderWith();
  const mounted = mount(disk);
  if (!mounted) console.warn('SKIPPED: a full disk: only root can mount a small one');

  it.skipIf(!mounted)(
    'is told, and nothing half-written stays',
    async () => {
      try {
        const cwd = folderWith({ 'small/a.bin': randomBytes(MIB), 'big/b.bin': randomBytes(40 * MIB) });
        const into = ['--layout', path.join(disk, 'oci')];
        expect(mof(['pack', 'small', '-t', 'small', ...into], { cwd }).code).toBe(0);
        const { code, stderr } = mof(['pack', 'big', '-t', 'big', ...into], { cwd });
        expect([code, stderr]).toEqual([3, expect.stringContaining('the disk is full; make room')]);
        const layout = Layout.open(path.join(disk, 'oci'));
        expect([await layout.tags(), (await layout.verify(undefined)).problems]).toEqual([['small'], []]);
        expect(readdirSync(path.join(disk, 'oci/ingest'))).toEqual([]);
        expect(mof(['pack', 'small', '-t', 'again', ...into], { cwd }).code).toBe(0);
        expect(mof(['pack', 'big', '-t', 'big', '--layout', 'oci'], { cwd }).code).toBe(0);
        const extracted = mof(['extract', 'big', '--layout', 'oci', '-o', path.join(disk, 'out')], { cwd });
        expect([extracted.code, extracted.stderr]).toEqual([3, expect.stringContaining('the disk is full')]);
        expect(readdirSync(path.join(disk, 'out')).filter((name) => name !== '.mof-extract')).toEqual([]);
        const copied = mof(['copy', 'big', 'big', '--from-layout', 'oci', '--to-layout', path.join(disk, 'oci')], {
          cwd,
        });
        expect([copied.code, copied.stderr]).toEqual([3, expect.stringMatching(/disk is full|are needed on the disk/)]);
        expect(await Layout.open(path.join(disk, 'oci')).tags()).toEqual(['small', 'again']);
      } finally {
        execFileSync('umount', [disk]);
      }
    },
    120_000,
  );
});

/** Mounts a disk of 24 MiB; false where that is not allowed. */
function mount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
