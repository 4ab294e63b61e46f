import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { withLock } from '../../../src/node/oci/lock';
import { endOwner, isGone, newOwner } from '../../../src/node/oci/owner';
import { folderWith } from '../signing/folder';

vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
const lockIn = (content?: string) => {
  const file = path.join(folderWith(), 'own', 'lock');
  if (content === undefined) return file;
  const folder = folderWith({ lock: content });
  return path.join(folder, 'lock');
};
/** An owner of this machine with another process. */
const ownerOf = (pid: number) => {
  const owner = newOwner();
  endOwner(owner);
  return owner.replace(/-\d+-/, `-${pid}-`);
};
const deadProcess = () =>
  new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ['-e', '']);
    child.on('exit', () => resolve(child.pid!));
  });

describe('a lock', () => {
  it('is held by one at a time, and gone afterwards', async () => {
    const file = lockIn();
    let [inside, most] = [0, 0];
    const work = () =>
      withLock(file, 'it', undefined, async (lock) => {
        most = Math.max(most, ++inside);
        expect(lock.isHeld()).toBe(true);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside--;
      });
    await Promise.all(Array.from({ length: 20 }, work));
    expect([most, existsSync(file), readdirSync(path.dirname(file))]).toEqual([1, false, []]);
  });
  it('is given back when the work fails', async () => {
    const file = lockIn();
    await expect(withLock(file, 'it', undefined, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(existsSync(file)).toBe(false);
  });
  it('of a process that has ended is taken over at once, by one of many', async () => {
    const file = lockIn(ownerOf(await deadProcess()));
    let [inside, most] = [0, 0];
    await Promise.all(
      Array.from({ length: 20 }, () =>
        withLock(file, 'it', undefined, async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside--;
        }),
      ),
    );
    expect([most, readdirSync(path.dirname(file))]).toEqual([1, []]);
  });
  it('that somebody who took it over left behind is taken over as well', async () => {
    const stale = ownerOf(await deadProcess());
    const file = lockIn(stale);
    writeFileSync(`${file}.${stale}`, ownerOf(await deadProcess()));
    await withLock(file, 'it', undefined, () => undefined);
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });
  it.each([
    ['nobody knows', 'nonsense'],
    ['another machine', '00000000-1-00000000'],
    ['nothing', ''],
  ])('of %s is waited for, and taken over when it is old', async (_title, content) => {
    const file = lockIn(content);
    let isDone = false;
    const going = withLock(file, 'it', undefined, () => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isDone).toBe(false);
    utimesSync(file, 1, 1);
    await going;
    expect(isDone).toBe(true);
  });
  it('is waited for no longer than anybody wants to', async () => {
    const holder = ownerOf(process.ppid);
    const file = lockIn(holder);
    const controller = new AbortController();
    const going = withLock(file, 'it', controller.signal, () => undefined);
    controller.abort();
    await expect(going).rejects.toThrow(/abort/);
    expect(readFileSync(file, 'utf8')).toBe(holder);
  });
  it('cannot be had where nothing can be written', async () => {
    const folder = folderWith({ file: '' });
    await expect(withLock(path.join(folder, 'file', 'lock'), 'it', undefined, () => undefined)).rejects.toMatchObject({
      code: expect.stringMatching(/not-found|exists/),
    });
  });
});

describe('whoever is at work', () => {
  it('is gone when the work or the process has ended', async () => {
    const owner = newOwner();
    expect(isGone(owner, 0, HOUR)).toBe(false);
    endOwner(owner);
    expect(isGone(owner, Date.now(), HOUR)).toBe(true);
    expect(isGone(ownerOf(await deadProcess()), Date.now(), HOUR)).toBe(true);
  });
  it('elsewhere is gone after a long silence', () => {
    expect(isGone('00000000-1-00000000', Date.now(), HOUR)).toBe(false);
    expect(isGone('00000000-1-00000000', Date.now() - 2 * HOUR, HOUR)).toBe(true);
    expect(isGone(ownerOf(process.ppid), Date.now(), HOUR)).toBe(false);
  });
});
