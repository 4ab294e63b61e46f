import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { extract } from '../../../src/node/oci/extract/extract';
import { Layout } from '../../../src/node/oci/layout/layout';
import { PackedFolder } from '../../../src/node/oci/pack/model-files';
import { packInto } from '../../../src/node/oci/pack/pack';
import { planPack } from '../../../src/node/oci/pack/plan';
import { folderWith } from '../signing/folder';

vi.setConfig({ testTimeout: 60_000 });

const MIB = 1024 * 1024;
const disk = folderWith();
const isMounted = mount();
if (!isMounted)
  console.warn('SKIPPED: clones: no file system with them can be mounted (needs root, mkfs.xfs, a loop device)');
afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
});

describe.skipIf(!isMounted)('where the file system can share blocks', () => {
  it('nothing is copied, whatever rights the files have', async () => {
    const folder = path.join(disk, 'm');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'model.bin'), randomBytes(60 * MIB), { mode: 0o400 });
    writeFileSync(path.join(folder, 'config.json'), '{}');
    const layout = await Layout.create(path.join(disk, 'layout'));
    const before = free();
    const plan = await planPack(new PackedFolder(folder), { ignored: [], allowSymlinks: false });
    const { descriptor, files } = await packInto({ plan, layout, names: ['v1'] });
    expect(files.map(({ by }) => by)).toEqual(['clone', 'clone']);
    expect((await layout.verify(undefined)).problems).toEqual([]);
    const target = path.join(disk, 'out');
    await extract({ source: layout, manifest: descriptor, folder: target, name: 'out', overwrite: false });
    execFileSync('cmp', [path.join(folder, 'model.bin'), path.join(target, 'model.bin')]);
    const copy = await Layout.create(path.join(disk, 'copy'));
    const [layer] = files.map((file) => file.descriptor).filter(({ size }) => size > MIB);
    await copy.write(layer!, () => Promise.reject(new Error('not needed')), { location: layout.location(layer!)! });
    expect(before - free()).toBeLessThan(20 * MIB);
    // Who writes to the file does not write to the blob.
    writeFileSync(path.join(target, 'model.bin'), 'other');
    expect((await layout.verify(undefined)).problems).toEqual([]);
  });
});

function free(): number {
  execFileSync('sync', ['-f', disk]);
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
}

/** Mounts a disk of 400 MiB with XFS; false where that can't be done. */
function mount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const image = path.join(folderWith(), 'disk');
  try {
    execFileSync('truncate', ['-s', '400M', image]);
    execFileSync('mkfs.xfs', ['-q', image], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'loop', image, disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
