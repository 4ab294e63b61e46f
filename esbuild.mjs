// Bundles every entry into one CommonJS file in dist/, but for `mof`: it holds so much that reading all of it took longer than
// most of what it is asked for, so its parts are files of their own. Source maps are written to out/maps, outside the package.
//   node esbuild.mjs [--production] [--watch] [--only=NAME]
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import { inlineWorker, workers } from './scripts/inline-worker.mjs';
import { mcpValidator } from './scripts/mcp-validator.mjs';
import { sigstorePatches } from './scripts/sigstore-patches.mjs';
import { splitCommonJs } from './scripts/split-common-js.mjs';
import { writeNotices } from './scripts/third-party-notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  minify: production,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.txt': 'text' },
};
const node = {
  ...common,
  platform: 'node',
  mainFields: ['module', 'main'],
  plugins: [inlineWorker, sigstorePatches, mcpValidator],
  // What @sigstore/sign asks services with; the file says why.
  alias: { 'make-fetch-happen': './src/node/sigstore/sign/fetch.ts' },
};
const web = { ...common, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

/**
 * The inspector's page: one script and one style sheet, with nothing to load besides. Its own package.json calls its files ES
 * modules; without that esbuild keeps all of the toolkit, whatever is used of it.
 */
const page = { ...common, platform: 'browser', format: 'iife', target: 'es2022', mainFields: ['module', 'main'] };

const all = [
  { ...node, entryPoints: { extension: 'src/extension/main.ts' }, external: ['vscode'] },
  { ...web, entryPoints: { 'extension-web': 'src/extension/main-web.ts' }, external: ['vscode'] },
  { ...web, entryPoints: { 'server-web': 'src/server/main-web.ts' }, format: 'iife' },
  { ...page, entryPoints: { webview: 'webview/main.ts' } },
  {
    ...node,
    entryPoints: { mof: 'src/cli/main.ts' },
    plugins: [...node.plugins, splitCommonJs('mof', '#!/usr/bin/env node')],
  },
];
const builds = all.filter(({ entryPoints }) => !only || only in entryPoints);

if (watch) {
  for (const options of builds) await (await context(options)).watch();
} else {
  const results = await Promise.all(builds.map((options) => build({ ...options, metafile: true })));
  if (production) {
    writeNotices([...results.map(({ metafile }) => metafile), ...workers], 'dist/THIRD-PARTY-NOTICES.txt');
    mkdirSync('out/maps', { recursive: true });
    for (const file of readdirSync('dist', { recursive: true }))
      if (file.endsWith('.map')) {
        mkdirSync(path.dirname(path.join('out/maps', file)), { recursive: true });
        renameSync(path.join('dist', file), path.join('out/maps', file));
      }
  }
}
