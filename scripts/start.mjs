// npm start: opens a real VS Code with this extension on examples/. Works on a fresh clone.
//   npm start [-- --browser] [--port N] [--check]
// The VS Code of this machine where "code" is one; otherwise, or with --browser, a pinned one in the browser.
// --check starts the one in the browser, fetches its page once and ends.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, npm, root } from './dependencies.mjs';

const OLDEST = [1, 105];
const examples = path.join(root, 'examples');
const { values: options } = parseArgs({
  options: { browser: { type: 'boolean' }, check: { type: 'boolean' }, port: { type: 'string', default: '0' } },
});

/** Runs the machine's own VS Code and waits for it. */
const code = (args, stdio) => spawnSync('code', args, { encoding: 'utf8', stdio, shell: process.platform === 'win32' });

/** True where "code" is a VS Code that is new enough and has a screen to open on. */
function hasDesktopCode() {
  const { status, stdout } = code(['--version'], ['ignore', 'pipe', 'ignore']);
  const version = /^(\d+)\.(\d+)\./
    .exec(stdout ?? '')
    ?.slice(1, 3)
    .map(Number);
  if (status !== 0 || !version) return false;
  if (version[0] !== OLDEST[0] || version[1] < OLDEST[1]) {
    console.log(`The "code" here is ${version.join('.')}: this extension needs ${OLDEST.join('.')}.`);
    return false;
  }
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function openDesktop() {
  console.log(`Opening VS Code with the extension on ${path.relative(root, examples)}/ ...`);
  return code([`--extensionDevelopmentPath=${root}`, examples], 'inherit').status === 0;
}

async function openInBrowser() {
  const { runMain } = await import('../test/rig/system.mjs');
  await runMain(async () => {
    const { install } = await import('../test/rig/install.mjs');
    const { startServer } = await import('../test/rig/server.mjs');
    const { cacheRoot, vsixFile } = await import('../test/rig/paths.mjs');
    install();
    if (!npm('run', '--silent', 'package')) process.exit(1);
    const dir = path.join(cacheRoot, 'start'); // settings and open files stay for the next time
    mkdirSync(dir, { recursive: true });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => {
        console.log('\nStopped.');
        process.exit(0); // the server ends with this process
      });
    const server = await startServer({ dir, vsix: [vsixFile], port: Number(options.port) });
    const address = server.pageUrl(examples);
    if (options.check) await check(server, address);
    console.log(`\nVS Code with the extension is at\n\n  ${address}\n\nCtrl+C ends it.`);
  });
}

async function check(server, address) {
  const response = await fetch(address);
  const isWorkbench = response.ok && (await response.text()).includes('vscode-workbench-web-configuration');
  await server.stop();
  console.log(isWorkbench ? `VS Code answered at ${address}` : `No VS Code at ${address}: HTTP ${response.status}`);
  process.exit(isWorkbench ? 0 : 1);
}

if (!existsSync(examples)) throw new Error('There is no examples/ folder here.');
ensureDependencies();
const browser = options.browser || options.check;
if (browser || !hasDesktopCode()) await openInBrowser();
else {
  console.log('Building the extension ...');
  if (!npm('run', '--silent', 'build')) process.exit(1);
  if (!openDesktop()) await openInBrowser();
}
