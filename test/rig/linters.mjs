// Linters of others for what pipelines are written in: actionlint and manifest-check are built by Go, check-jsonschema (which
// brings SchemaStore's schemas), zizmor and pre-commit come from PyPI, and so do readers of safetensors and GGUF, all into a
// cache. What cannot be had is told of in words; its tests are skipped.
//   node test/rig/linters.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath, runMain } from './system.mjs';

const rigDir = path.dirname(fileURLToPath(import.meta.url));
const cache = path.join(homedir(), '.cache/model-openness');
const goBin = path.join(cache, 'go/bin');
const python = path.join(cache, 'linters');

const PYTHON_PACKAGES = [
  'check-jsonschema==0.37.2',
  'zizmor==1.32.0',
  'pre-commit==4.7.0',
  'safetensors==0.8.0',
  'gguf==0.19.0',
];
const GO_ENV = { ...process.env, GOBIN: goBin, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false' };

function run(command, args, options = {}) {
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    ...options,
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1) ?? '');
}

/** Runs commands one after the other; false, with words, when one fails. */
function install(name, ...attempts) {
  for (const [command, args, options] of attempts) {
    const problem = run(command, args, options);
    if (problem === undefined) continue;
    console.log(`[rig] SKIPPED: ${name} cannot be had: ${problem}`);
    return false;
  }
  return true;
}

function installGoPrograms() {
  const programs = {
    actionlint: [['go', ['install', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'], { env: GO_ENV }]],
    'manifest-check': [
      [
        'go',
        ['build', '-o', path.join(goBin, 'manifest-check'), '.'],
        { env: GO_ENV, cwd: path.join(rigDir, 'manifest-check') },
      ],
    ],
  };
  const missing = Object.keys(programs).filter((name) => !existsSync(path.join(goBin, name)));
  if (!missing.length) return;
  if (!onPath('go')) {
    console.log(`[rig] SKIPPED: ${missing.join(', ')}: there is no Go here to build them with`);
    return;
  }
  mkdirSync(goBin, { recursive: true });
  for (const name of missing) {
    console.log(`[rig] building ${name}, once: this takes some minutes ...`);
    install(name, ...programs[name]);
  }
}

function installPythonPrograms() {
  const names = PYTHON_PACKAGES.map((each) => each.replace(/==.*/, ''));
  // Written when all of them are there.
  const list = path.join(python, 'installed.txt');
  if (existsSync(list) && readFileSync(list, 'utf8') === PYTHON_PACKAGES.join('\n')) return;
  if (!onPath('python3')) {
    console.log(`[rig] SKIPPED: ${names.join(', ')}: there is no Python here`);
    return;
  }
  console.log(`[rig] installing ${names.join(', ')}, once ...`);
  const isWhole = install(
    names.join(', '),
    ['python3', ['-m', 'venv', python]],
    [path.join(python, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...PYTHON_PACKAGES]],
  );
  if (isWhole) writeFileSync(list, PYTHON_PACKAGES.join('\n'));
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMain(() => {
    installGoPrograms();
    installPythonPrograms();
  });
