// Programs from PyPI, each set of packages in a folder of its own under the cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { onPath } from './system.mjs';

/** Runs a program; returns why it failed. */
function run(command, ...args) {
  const { status, stderr, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1) ?? '');
}

/**
 * Installs packages, once; where they cannot be had, it says so.
 * @param {string} name of the folder in the cache, whose bin/ then has the programs
 * @param {string[]} packages each with its version: `zizmor==1.32.0`
 */
export function installPythonPrograms(name, packages) {
  const folder = path.join(homedir(), '.cache/model-openness', name);
  const names = packages.map((each) => each.replace(/==.*/, '')).join(', ');
  // Written when all of them are there.
  const list = path.join(folder, 'installed.txt');
  if (existsSync(list) && readFileSync(list, 'utf8') === packages.join('\n')) return;
  if (!onPath('python3')) {
    console.log(`[rig] SKIPPED: ${names}: there is no Python here`);
    return;
  }
  console.log(`[rig] installing ${names}, once ...`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const problem =
    run('python3', '-m', 'venv', folder) ??
    run(path.join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', ...packages);
  if (problem === undefined) writeFileSync(list, packages.join('\n'));
  else console.log(`[rig] SKIPPED: ${names} cannot be had: ${problem}`);
}
