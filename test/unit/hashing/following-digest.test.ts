import { createHash, randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FollowingDigest } from '../../../src/node/hashing/following-digest';

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a digest that follows a file', () => {
  let folder: string;
  let fd: number;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'following-'));
    fd = openSync(path.join(folder, 'part'), 'w+');
  });
  afterEach(() => {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  });

  /** Follows a file while it grows by pieces of these sizes. */
  async function grow(bytes: Uint8Array, pieces: number, algorithm = 'sha256'): Promise<string> {
    const digest = new FollowingDigest(fd, algorithm);
    try {
      for (let at = 0; at < bytes.length; at += pieces) {
        writeSync(fd, bytes, at, Math.min(pieces, bytes.length - at), at);
        digest.wrote(Math.min(at + pieces, bytes.length));
      }
      return await digest.hex(bytes.length);
    } finally {
      await digest.end();
    }
  }

  it.each([0, 1, MIB - 1, 9 * MIB + 17])('is that of all %d bytes', async (size) => {
    const bytes = randomBytes(size);
    expect(await grow(bytes, 300_000)).toBe(sha256(bytes));
  });

  it('is of the algorithm that is asked for', async () => {
    const bytes = randomBytes(3 * MIB);
    expect(await grow(bytes, MIB, 'sha512')).toBe(createHash('sha512').update(bytes).digest('hex'));
  });

  it('is of what was there before, too', async () => {
    const bytes = randomBytes(20 * MIB);
    writeSync(fd, bytes);
    expect(await grow(bytes, bytes.length)).toBe(sha256(bytes));
  });

  it('tells many files from each other', async () => {
    const files = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => {
        const file = openSync(path.join(folder, `part-${at}`), 'w+');
        const bytes = randomBytes(at * MIB + at);
        const digest = new FollowingDigest(file, 'sha256');
        writeSync(file, bytes);
        const found = await digest.hex(bytes.length);
        await digest.end();
        closeSync(file);
        return found === sha256(bytes);
      }),
    );
    expect(files).toEqual(Array(8).fill(true));
  });

  it('can be ended without one, while there is much to hash', async () => {
    const other = new FollowingDigest(fd, 'sha256');
    ftruncateSync(fd, 2 ** 40);
    const digest = new FollowingDigest(fd, 'sha256');
    digest.wrote(2 ** 40);
    await digest.end();
    // A thread that went on would hash a terabyte before this.
    const bytes = Buffer.from('short');
    ftruncateSync(fd, 0);
    expect(await grow(bytes, bytes.length)).toBe(sha256(bytes));
    await other.end();
  });

  it('fails where the file is shorter than was said', async () => {
    const digest = new FollowingDigest(fd, 'sha256');
    writeSync(fd, 'short');
    await expect(digest.hex(6)).rejects.toMatchObject({ code: 'EIO' });
    await digest.end();
  });

  it('fails where the file cannot be read', async () => {
    const closed = openSync(path.join(folder, 'other'), 'w');
    const digest = new FollowingDigest(closed, 'sha256');
    writeSync(closed, 'text');
    await expect(digest.hex(4)).rejects.toMatchObject({ code: 'EBADF' });
    await digest.end();
    closeSync(closed);
  });
});
