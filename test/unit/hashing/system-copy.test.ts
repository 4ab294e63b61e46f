import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import { hasSystemCopy, SystemCopy } from '../../../src/node/hashing/system-copy';
import { folderWith } from '../signing/folder';

vi.setConfig({ testTimeout: 60_000 });

/** Something without an end. */
const ENDLESS = '/dev/zero';

/** Whether more is written to a file. */
async function grows(file: string): Promise<boolean> {
  const { size } = statSync(file);
  await setTimeout(200);
  return statSync(file).size > size;
}

describe.skipIf(!hasSystemCopy || !existsSync('/usr/bin/setpriv'))('a copy that the system makes', () => {
  it('is of the file that is open, whatever bears its name', async () => {
    const folder = folderWith({ file: 'content', copy: '' });
    const [from, to] = [openSync(path.join(folder, 'file'), 'r'), openSync(path.join(folder, 'copy'), 'r+')];
    await new SystemCopy(from, to).ended;
    closeSync(from);
    closeSync(to);
    expect(readFileSync(path.join(folder, 'copy'), 'utf8')).toBe('content');
  });
  it('ends when it is given up', async () => {
    const copy = path.join(folderWith({ copy: '' }), 'copy');
    const [from, to] = [openSync(ENDLESS, 'r'), openSync(copy, 'r+')];
    const copying = new SystemCopy(from, to);
    await expect.poll(() => statSync(copy).size, { timeout: 20_000 }).toBeGreaterThan(0);
    copying.stop();
    await copying.ended;
    expect(await grows(copy)).toBe(false);
    closeSync(from);
    closeSync(to);
  });
  it('ends when the process is killed', async () => {
    const folder = folderWith({ copy: '' });
    const copy = path.join(folder, 'copy');
    const outfile = path.join(folder, 'system-copy.cjs');
    const entry = path.join(__dirname, '../../../src/node/hashing/system-copy.ts');
    buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', outfile });
    const script = `const { openSync } = require('node:fs');
      const { SystemCopy } = require(process.argv[1]);
      new SystemCopy(openSync('${ENDLESS}', 'r'), openSync(process.argv[2], 'r+'));`;
    const writer = spawn(process.execPath, ['-e', script, outfile, copy], { stdio: 'ignore' });
    await expect.poll(() => statSync(copy).size, { timeout: 20_000 }).toBeGreaterThan(0);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    await setTimeout(50);
    expect(await grows(copy)).toBe(false);
  });
});
