import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { startBed } from '../../sigstore-bed/bed.mjs';
import { folderWith } from '../signing/folder';

const root = path.join(__dirname, '../../..');
/** Its cryptography is BoringSSL, as Electron's. Optional: there is a build for every system, and this is Linux's. */
const bun = path.join(root, 'node_modules/@oven/bun-linux-x64/bin/bun');

describe.each([
  ['Node', process.execPath],
  ['BoringSSL', bun],
])('on %s', (_title, runtime) => {
  it.skipIf(!existsSync(runtime))(
    'signing keyless comes to the same',
    async () => {
      const script = path.join(root, 'scripts/sigstore-patches.mjs');
      const { sigstorePatches } = (await import(script)) as { sigstorePatches: Plugin };
      const outfile = path.join(folderWith(), 'sign.cjs');
      await build({
        entryPoints: [path.join(__dirname, 'sign-program.ts')],
        absWorkingDir: root,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        mainFields: ['module', 'main'],
        alias: { 'make-fetch-happen': './src/node/sigstore/sign/fetch.ts' },
        plugins: [sigstorePatches],
        outfile,
        logLevel: 'error',
      });
      const bed = await startBed();
      try {
        const given = {
          issuer: bed.url,
          token: bed.identityToken(),
          trustConfigs: [bed.trustConfig(1), bed.trustConfig(2)],
        };
        const { stdout } = await promisify(execFile)(runtime, [outfile, JSON.stringify(given)], { timeout: 30_000 });
        expect(JSON.parse(stdout)).toEqual(Array(4).fill(['trusted', 'tester@example.org', 1]));
      } finally {
        await bed.close();
      }
    },
    60_000,
  );
});
