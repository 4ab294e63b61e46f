// Makes model-openness.vsix: a production build, packaged, and no larger than it should be.
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, vsixFile } from '../test/rig/paths.mjs';

const LIMIT_MIB = 2.5;

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
rmSync(vsixFile, { force: true });
run('esbuild.mjs', '--production');
// What the extension needs is in its bundles; the README is shown as it is written.
run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsixFile);

const size = statSync(vsixFile).size / 2 ** 20;
console.log(`model-openness.vsix: ${size.toFixed(2)} MiB (limit ${LIMIT_MIB})`);
if (size > LIMIT_MIB) process.exit(1);
