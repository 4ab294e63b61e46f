// Other people's programs that the tests work with: registries and tools for artifacts. Debian's packages are installed, Go's
// are built into a cache, where Go is. What cannot be had is told of in words; its tests are skipped.
//   node test/rig/peers.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptInstall, onPath, runMain } from './system.mjs';

const rigDir = path.dirname(fileURLToPath(import.meta.url));

/** Where Go's programs are; the tests look there, too. */
export const goBin = path.join(homedir(), '.cache/model-openness/go/bin');

/** By the names of the programs. A module of somebody else that replaces others can only be built within one of our own. */
const GO_PROGRAMS = {
  oras: { package: 'oras.land/oras/cmd/oras', version: 'v1.3.3' },
  registry: { package: 'github.com/distribution/distribution/v3/cmd/registry', version: 'v3.1.0' },
  'referrers-registry': { folder: path.join(rigDir, 'referrers-registry') },
  kitops: { package: 'github.com/kitops-ml/kitops', version: 'v1.15.0', replaces: true },
  modctl: { package: 'github.com/modelpack/modctl', version: 'v0.2.2', replaces: true },
};

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

function installGoPrograms() {
  mkdirSync(goBin, { recursive: true });
  const missing = Object.keys(GO_PROGRAMS).filter((name) => !existsSync(path.join(goBin, name)));
  if (missing.length && !onPath('go')) {
    console.log(`[rig] SKIPPED: ${missing.join(', ')}: there is no Go here to build them with`);
    return;
  }
  for (const name of missing) {
    console.log(`[rig] building ${name}, once: this takes some minutes ...`);
    const problem = build(name, GO_PROGRAMS[name]);
    if (problem !== undefined) console.log(`[rig] SKIPPED: ${name} cannot be built: ${problem}`);
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMain(() => {
    installGoPrograms();
    const missing = ['docker-registry', 'skopeo'].filter((name) => !onPath(name));
    if (missing.length) aptInstall(missing, 'A registry to test with');
  });
