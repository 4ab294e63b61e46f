import { readFileSync, readlinkSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hashInWorkers, taskOf } from '../../../src/node/hashing/pool';
import { digestOf } from '../oci/artifact';
import { folderWith } from '../signing/folder';

vi.setConfig({ testTimeout: 60_000 });

const CONTENT = Buffer.alloc(40 << 20, 'weights of a model ');

/** What the system does in each test, instead of copying. */
const system = vi.hoisted(() => ({
  copies: 0,
  stopped: 0,
  copy: (() => Promise.resolve()) as (to: number, from: number) => Promise<void>,
}));
vi.mock('../../../src/node/hashing/system-copy', () => ({
  hasSystemCopy: true,
  SystemCopy: class {
    readonly ended: Promise<void>;
    constructor(from: number, to: number) {
      system.copies++;
      this.ended = system.copy(to, from);
    }
    stop(): void {
      system.stopped++;
    }
  },
}));
afterEach(() => Object.assign(system, { copies: 0, stopped: 0 }));

const failure = (name: string, reason: string) => new Error(`${name} ${reason}`);

async function copied(signal?: AbortSignal) {
  const folder = folderWith({ file: CONTENT });
  const job = {
    name: 'file',
    path: path.join(folder, 'file'),
    size: CONTENT.length,
    copyTo: path.join(folder, 'copy'),
  };
  const [hashed] = await hashInWorkers([job], { hash: 'sha256', taskOf, signal }, failure);
  return {
    digest: `sha256:${hashed!.digests[0]}`,
    isSame: readFileSync(job.copyTo).equals(CONTENT),
    by: hashed!.copied,
  };
}

describe.runIf(process.platform === 'linux')('a large file that the system is to copy', () => {
  it.each([
    ['is copied all the same when nothing was', 0],
    ['is gone on with where the system ended', (10 << 20) + 17],
    ['is hashed as it was copied', CONTENT.length],
  ])('%s', async (_title, bytes) => {
    system.copy = async (to) => void writeSync(to, CONTENT, 0, bytes, 0);
    const { digest, isSame, by } = await copied();
    // Where blocks can be shared, nothing is to be copied.
    if (by === 'bytes') expect(system.copies).toBe(1);
    expect([digest, isSame]).toEqual([digestOf(CONTENT), true]);
  });
  it('is found to have changed when the copy gets longer', async () => {
    system.copy = async (to) => void writeSync(to, Buffer.alloc(CONTENT.length + 1), 0, CONTENT.length + 1, 0);
    if ((await copied().catch(String)) !== 'Error: file changed') expect(system.copies).toBe(0);
  });
  it('is found to have changed when it was cut meanwhile', async () => {
    system.copy = async (to, from) => {
      writeSync(to, CONTENT, 0, 10 << 20, 0);
      truncateSync(readlinkSync(`/proc/self/fd/${from}`), 1 << 20);
    };
    if ((await copied().catch(String)) !== 'Error: file changed') expect(system.copies).toBe(0);
  });
  it('is given up when nobody wants it any more', async () => {
    const controller = new AbortController();
    let end: () => void = () => undefined;
    system.copy = () => {
      controller.abort();
      return new Promise((resolve) => (end = resolve));
    };
    const going = copied(controller.signal).catch((error: unknown) => error);
    await vi.waitFor(() => expect(system.stopped || !system.copies).toBeTruthy(), { timeout: 20_000 });
    let isOver = false;
    void going.then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Not before nothing is written any more.
    expect(isOver).toBe(false);
    end();
    await going;
  });
});
