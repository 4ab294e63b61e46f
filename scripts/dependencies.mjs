// Installs the npm packages of the project where they are missing or older than package-lock.json. Needs none of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Compares the lockfile with the one that npm keeps of what it has installed; optional packages may be absent. */
function upToDate() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const have = packages(installed);
  return Object.entries(packages(path.join(root, 'package-lock.json'))).every(
    ([key, { integrity, optional }]) => key === '' || (have[key] ? have[key].integrity === integrity : optional),
  );
}

/** The command line of an npm run: the same npm, where it was npm that started this process. */
export function npmCommand(...args) {
  const cli = process.env.npm_execpath;
  return cli ? [process.execPath, cli, ...args] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

/** Runs npm and waits; true where it succeeded. */
export function npm(...args) {
  const [command, ...rest] = npmCommand(...args);
  const shell = command.endsWith('.cmd'); // Windows starts those only so
  return spawnSync(command, rest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell }).status === 0;
}

/** Says what it does; ends the process where the packages cannot be had. */
export function ensureDependencies() {
  if (upToDate()) return;
  console.log('Installing the npm packages of package-lock.json (npm ci) ...');
  if (npm('ci', '--no-audit', '--no-fund', '--loglevel=error')) return;
  console.error('npm ci failed: see the lines above. It needs a registry and a network once.');
  process.exit(1);
}
