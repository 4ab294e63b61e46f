// The registry of the unit tests, for tests that Playwright runs: it loads no modules in TypeScript that are imported from here.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../rig/paths.mjs';

const outfile = path.join(root, 'out/fake-registry.mjs');
await build({
  entryPoints: [path.join(root, 'test/registry/fake-registry.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
});

export const { FakeRegistry } = await import(pathToFileURL(outfile).href);
