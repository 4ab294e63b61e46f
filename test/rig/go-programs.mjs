// Programs in Go, each built once into a folder of the cache, where Go is.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { onPath } from './system.mjs';

/** Where the programs are; tests and benchmarks look there, too. */
export const goBin = path.join(homedir(), '.cache/model-openness/go/bin');

/** The Go that is installed, and no other: toolchains are not fetched. */
const env = { ...process.env, GOBIN: goBin, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false' };

function go(cwd, ...args) {
  const { status, stderr } = spawnSync('go', args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  return status === 0 ? undefined : (stderr.trim().split('\n').at(-1) ?? '');
}

/** Builds one program; returns why that was not possible. */
function build(name, { package: main, version, folder, replaces }) {
  if (folder) return go(folder, 'build', '-o', path.join(goBin, name), '.');
  if (!replaces) return go(tmpdir(), 'install', `${main}@${version}`);
  const module = mkdtempSync(path.join(tmpdir(), 'peer-'));
  try {
    return (
      go(module, 'mod', 'init', 'peer') ??
      go(module, 'mod', 'edit', '-require', `${main}@${version}`) ??
      go(module, 'build', '-mod=mod', '-o', path.join(goBin, name), main)
    );
  } finally {
    rmSync(module, { recursive: true, force: true });
  }
}

/**
 * Builds what is not there yet; what cannot be had is told of in words.
 * @param {Record<string, { package?: string, version?: string, folder?: string, replaces?: boolean }>} programs by their
 *   names: a package with its version, or a folder with a module of our own. A package whose module replaces others can only
 *   be built within one of our own.
 */
export function installGoPrograms(programs) {
  mkdirSync(goBin, { recursive: true });
  const missing = Object.keys(programs).filter((name) => !existsSync(path.join(goBin, name)));
  if (missing.length && !onPath('go')) {
    console.log(`[rig] SKIPPED: ${missing.join(', ')}: there is no Go here to build them with`);
    return;
  }
  for (const name of missing) {
    console.log(`[rig] building ${name}, once: this takes some minutes ...`);
    const problem = build(name, programs[name]);
    if (problem !== undefined) console.log(`[rig] SKIPPED: ${name} cannot be built: ${problem}`);
  }
}
