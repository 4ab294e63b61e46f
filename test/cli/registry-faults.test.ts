import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/core/oci/manifest';
import { Layout } from '../../src/node/oci/layout/layout';
import { randomNumbers } from '../registry/content';
import { type Cut } from '../registry/cutting-proxy';
import { end, type FakeRegistry } from '../registry/fake-registry';
import { brokenLine, fakeRegistry } from '../registry/scene';
import { builtMof, folderWith, mofBeside } from './mof';

/** Kills of each kind of transfer, and as many cuts. */
const FAULTS = 30;

const MIB = 1024 * 1024;
const NAME = 'lab/aurora';

/** Runs `mof`, and kills it after some milliseconds if it is still running then. */
function killedAfter(args: readonly string[], cwd: string, after: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [builtMof(), ...args], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

/** A line to a registry that is cut at some byte of its next connections when it is told to be. */
async function unreliableLine(fake: FakeRegistry, direction: keyof Cut, random: () => number) {
  let cuts = 0;
  const line = await brokenLine(fake.host, () =>
    cuts-- > 0 ? { [direction]: 1 + Math.floor(random() * 3 * MIB) } : {},
  );
  return { line, cutNext: () => void (cuts = 2), mend: () => void (cuts = 0) };
}

function newModel(cwd: string, random: () => number): void {
  mkdirSync(path.join(cwd, 'm'), { recursive: true });
  writeFileSync(path.join(cwd, 'm/model.safetensors'), randomBytes(Math.floor(random() * 9 * MIB)));
  for (let at = 0; at < 5; at++) writeFileSync(path.join(cwd, 'm', `f${at}.txt`), randomBytes(1000));
}

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Whatever a registry has: every blob is what it is called, and every manifest has all that it names. */
function requireSound(fake: FakeRegistry): void {
  const blobs = fake.blobsOf(NAME);
  for (const [digest, bytes] of blobs) expect(digestOf(bytes)).toBe(digest);
  for (const { bytes } of fake.manifestsOf(NAME).values()) {
    const { config, layers } = readManifest(bytes);
    for (const { digest } of [config, ...layers]) expect(blobs.has(digest)).toBe(true);
  }
}

/** Runs a command again and again, now killed and now over a line that is cut, and looks at what it leaves. */
async function disturb(
  args: readonly string[],
  cwd: string,
  { line, cutNext, mend }: Awaited<ReturnType<typeof unreliableLine>>,
  { before, after, random }: { before: () => Promise<void>; after: () => Promise<void>; random: () => number },
): Promise<void> {
  let [kills, runs, duration] = [0, 0, 1000];
  for (; (kills < FAULTS || line.cuts < FAULTS) && runs < 10 * FAULTS; runs++) {
    if (runs % 3 === 0) await before();
    if (kills < FAULTS && (runs % 2 === 0 || line.cuts >= FAULTS)) {
      const wasKilled = await killedAfter(args, cwd, random() * duration);
      if (wasKilled) kills++;
      // Machines that test are busy now and idle then: the kills have to come at all moments, the last ones too.
      duration *= wasKilled ? 1.1 : 0.9;
    } else {
      cutNext();
      expect(await mofBeside(args, { cwd })).toMatchObject({ code: 0 });
      mend();
    }
    await after();
  }
  console.log(`mof ${args[0]!}: ${kills} kills and ${line.cuts} cuts in ${runs} runs`);
  expect(Math.min(kills, line.cuts)).toBeGreaterThanOrEqual(FAULTS);
  expect(await mofBeside(args, { cwd })).toMatchObject({ code: 0 });
  await after();
}

describe('processes that are killed, and lines that are cut', () => {
  it(
    'while artifacts are pushed: what the registry has is sound, and the next one goes on',
    async () => {
      const random = randomNumbers(3);
      const fake = await fakeRegistry();
      const cwd = folderWith();
      const line = await unreliableLine(fake, 'up', random);
      const ref = `${line.line.host}/${NAME}:v1`;
      await disturb(['push', ref, '--layout', 'oci'], cwd, line, {
        random,
        before: async () => {
          newModel(cwd, random);
          expect(await mofBeside(['pack', 'm', '--layout', 'oci', '-t', ref], { cwd })).toMatchObject({ code: 0 });
        },
        after: async () => requireSound(fake),
      });
      const { digest } = await Layout.open(path.join(cwd, 'oci')).resolve(ref);
      expect(digestOf(fake.manifestsOf(NAME).get('v1')!.bytes)).toBe(digest);
    },
    30 * 60_000,
  );

  it(
    'while artifacts are pulled: the layout is sound, and the next one goes on',
    async () => {
      const random = randomNumbers(4);
      const fake = await fakeRegistry();
      const cwd = folderWith();
      const line = await unreliableLine(fake, 'down', random);
      const ref = `${line.line.host}/${NAME}:v1`;
      const layout = path.join(cwd, 'back');
      let parts = 0;
      await disturb(['pull', ref, '--layout', 'back'], cwd, line, {
        random,
        before: async () => {
          newModel(cwd, random);
          for (const args of [
            ['pack', 'm', '--layout', 'oci', '-t', `${fake.host}/${NAME}:v1`],
            ['push', `${fake.host}/${NAME}:v1`, '--layout', 'oci'],
          ])
            expect(await mofBeside(args, { cwd })).toMatchObject({ code: 0 });
        },
        after: async () => {
          if (!existsSync(path.join(layout, 'oci-layout'))) return;
          if (existsSync(path.join(layout, 'ingest')) && readdirSync(path.join(layout, 'ingest')).length) parts++;
          expect((await Layout.open(layout).verify(undefined)).problems).toEqual([]);
        },
      });
      console.log(`mof pull left a part ${parts} times, and went on with it`);
      const { digest } = await Layout.open(layout).resolve(ref);
      expect(digestOf(fake.manifestsOf(NAME).get('v1')!.bytes)).toBe(digest);
    },
    30 * 60_000,
  );
});

describe('a model of 1 GiB', () => {
  const GIB = 1024 * MIB;
  /** What a process may have in memory at most, in bytes. */
  const MOST = 200 * MIB;

  /** The most memory that a run of `mof` had, in bytes: by looking often, since what the system remembers is of its parent, too. */
  async function memoryOf(args: readonly string[], cwd: string): Promise<number> {
    const file = path.join(cwd, 'memory');
    const script = path.join(cwd, 'memory.cjs');
    writeFileSync(
      script,
      `let most = 0;
      setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10).unref();
      process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, String(most)));`,
    );
    const child = spawn(process.execPath, ['--require', script, builtMof(), ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(0);
    return Number(readFileSync(file, 'utf8'));
  }

  it(
    'is pushed and pulled with little memory',
    async () => {
      const cwd = folderWith({ 'm/model.safetensors': '' });
      truncateSync(path.join(cwd, 'm/model.safetensors'), GIB);
      const fake = await fakeRegistry();
      let large: string | undefined;
      // What is large is not kept, but counted, hashed, and made again: it is all zeros.
      fake.intercept(async (request, response) => {
        const digest = new URL(request.url!, fake.origin).searchParams.get('digest');
        if (request.method === 'PUT' && Number(request.headers['content-length']) === GIB) {
          if (request.headers.expect) response.writeContinue();
          const hash = createHash('sha256');
          for await (const part of request as AsyncIterable<Buffer>) hash.update(part);
          if (`sha256:${hash.digest('hex')}` === digest) large = digest;
          end(response, large === undefined ? 400 : 201);
          return true;
        }
        if (request.method !== 'GET' || large === undefined || !request.url!.endsWith(large)) return false;
        response.writeHead(200, { 'Content-Length': GIB });
        const zeros = Buffer.alloc(MIB);
        for (let sent = 0; sent < GIB; sent += MIB)
          if (!response.write(zeros)) await new Promise((resolve) => response.once('drain', resolve));
        response.end();
        return true;
      });
      const ref = `${fake.host}/${NAME}:v1`;
      expect(await mofBeside(['pack', 'm', '--layout', 'oci', '-t', ref, '--link'], { cwd })).toMatchObject({
        code: 0,
      });
      const push = await memoryOf(['push', ref, '--layout', 'oci'], cwd);
      expect(large).toBeDefined();
      const pull = await memoryOf(['pull', ref, '--layout', 'back'], cwd);
      const mib = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;
      console.log(`memory of mof for 1 GiB: ${mib(push)} to push, ${mib(pull)} to pull`);
      expect(Math.max(push, pull)).toBeLessThan(MOST);
    },
    10 * 60_000,
  );
});
