import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../signing/folder';

const root = path.join(__dirname, '../../..');
/** Its cryptography is BoringSSL, as Electron's. Optional: there is a build for every system, and this is Linux's. */
const bun = path.join(root, 'node_modules/@oven/bun-linux-x64/bin/bun');

describe.each([
  ['Node', process.execPath],
  ['BoringSSL', bun],
])('on %s', (_title, runtime) => {
  it.skipIf(!existsSync(runtime))(
    'refreshing a trusted root comes to the same',
    async () => {
      const folder = folderWith();
      const outfile = path.join(folder, 'tuf.cjs');
      await build({
        entryPoints: [path.join(__dirname, 'tuf-program.ts')],
        bundle: true,
        platform: 'node',
        format: 'cjs',
        mainFields: ['module', 'main'],
        outfile,
        logLevel: 'error',
      });
      const found = execFileSync(runtime, [outfile, path.join(folder, 'cache')], { encoding: 'utf8', timeout: 30_000 });
      const refreshed = "of Sigstore's public instance, refreshed";
      const expected = { good: refreshed, kept: refreshed, rotated: refreshed, forged: 'forged', seed: true };
      expect(JSON.parse(found)).toEqual(expected);
    },
    60_000,
  );
});
