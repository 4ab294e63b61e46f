// Runs the tests of test/host inside a real VS Code extension host; the exit code is the result.
//   node test/rig/host.mjs
// RIG_VSCODE=latest|min       which VS Code
// RIG_HOST=node|web           the Node extension host with suite/, or the web worker one with web/suite/
// RIG_STUB_YAML=1             with-yaml/ instead of suite/, beside a stand-in for Red Hat's YAML extension
// RIG_GREP=text               only tests whose title contains it
// RIG_VERBOSE=1 RIG_KEEP=1    VS Code's own console; keep the server's folder
// RIG_TIMEOUT=ms              for the whole run
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { launch } from './browser.mjs';
import { install } from './install.mjs';
import { flavour, resultsDir, root } from './paths.mjs';
import { startServer } from './server.mjs';
import { runMain } from './system.mjs';

const TIMEOUT = Number(process.env.RIG_TIMEOUT ?? 900_000);
const web = process.env.RIG_HOST === 'web';
const stubYaml = process.env.RIG_STUB_YAML === '1';
const suiteDir = web ? 'web/suite' : stubYaml ? 'with-yaml' : 'suite';
const name = ['host', web && 'web', stubYaml && 'yaml', flavour()].filter(Boolean).join('-');
const out = (suffix) => path.join(resultsDir, `${name}${suffix}`);

const start = Date.now();
const say = (text) => console.log(`[rig] ${((Date.now() - start) / 1000).toFixed(1).padStart(5)}s  ${text}`);

/** One bundle for each suite file, or, for the web worker host, which has no modules, one bundle for all. */
async function bundleTests() {
  const outdir = path.join(root, 'out', name);
  const suites = readdirSync(path.join(root, 'test/host', suiteDir)).filter((file) => file.endsWith('.test.ts'));
  const common = { bundle: true, format: 'cjs', sourcemap: 'inline', absWorkingDir: root, logLevel: 'warning' };
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  if (web) {
    // Mocha's browser build is CommonJS in a package of ES modules: only the name .cjs tells the bundler so.
    const mocha = path.join(outdir, 'mocha.cjs');
    copyFileSync(path.join(root, 'node_modules/mocha/mocha.js'), mocha);
    await build({
      ...common,
      entryPoints: ['test/host/web/index.ts'],
      outdir,
      platform: 'browser',
      target: 'es2022',
      external: ['vscode'],
      alias: { mocha },
      define: {
        SUITES: JSON.stringify(suites.map((file) => file.replace('.test.ts', ''))),
        GREP: JSON.stringify(process.env.RIG_GREP ?? ''),
        RETRIES: JSON.stringify(process.env.CI ? 1 : 0),
      },
    });
  } else {
    await build({
      ...common,
      entryPoints: { index: 'test/host/index.ts', ...entries(suites) },
      outdir,
      platform: 'node',
      target: 'node20',
      external: ['vscode', 'mocha'],
    });
  }
  return path.join(outdir, 'index');
}

const entries = (suites) =>
  Object.fromEntries(suites.map((file) => [`suite/${file.slice(0, -'.ts'.length)}`, `test/host/${suiteDir}/${file}`]));

/** Prints what tests write to a file, as it grows: the extension host's console cannot be replaced. */
function follow(file) {
  let printed = 0;
  const drain = () => {
    const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    process.stdout.write(text.subarray(printed));
    printed = text.length;
  };
  const timer = setInterval(drain, 200);
  return () => {
    clearInterval(timer);
    drain();
  };
}

/** The web worker host has no files: its runner speaks through the console, in lines that begin with a marker. */
function listen(args) {
  const text = args.find((arg) => typeof arg === 'string' && arg.startsWith('rig:'));
  if (!web || !text) return;
  const [, kind, body] = /^rig:(\w+) (.*)$/s.exec(text);
  if (kind === 'result') writeFileSync(out('.json'), body);
  else process.stdout.write(`${body}\n`);
}

/** Opens VS Code on the workspace; resolves with the exit code that its extension host reports. */
async function runInBrowser(page, server, tests) {
  const workspace = path.join(server.dir, 'workspace');
  cpSync(path.join(root, 'test/host/workspace'), workspace, { recursive: true });
  const finished = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`No result within ${TIMEOUT} ms.`)), TIMEOUT).unref();
    page.on('crash', () => reject(new Error('The page crashed.')));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  finished.catch(() => {}); // awaited below, after the page is open
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    listen(args);
    if (process.env.RIG_VERBOSE) console.log(`[vscode ${type}]`, ...args);
  });
  await page.goto(
    server.pageUrl(workspace, [
      // Of several only the last would be loaded.
      ['extensionDevelopmentPath', server.remoteUri(root)],
      ['extensionTestsPath', server.remoteUri(tests)],
    ]),
  );
  return finished;
}

async function run() {
  const entry = web ? 'dist/extension-web.js' : 'dist/extension.js';
  if (!existsSync(path.join(root, entry))) throw new Error(`${entry} is not there: run "npm run build" first.`);
  mkdirSync(resultsDir, { recursive: true });
  for (const suffix of ['.json', '.log', '.png', '-logs']) rmSync(out(suffix), { recursive: true, force: true });

  install();
  const tests = await bundleTests();
  const { publisher, name: id } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const server = await startServer({
    testDriver: true,
    unpacked: stubYaml ? [path.join(root, 'test/host/stub-yaml')] : [],
    // The tests run in the host of the extension they belong to; with an entry for each, VS Code prefers Node.
    settings: web ? { 'remote.extensionKind': { [`${publisher}.${id}`]: ['web'] } } : {},
    env: { RIG_RESULT: out('.json'), RIG_LOG: out('.log'), RIG_GREP: process.env.RIG_GREP ?? '', NO_COLOR: '1' },
  });
  say(`VS Code server up (${name})`);
  const stopFollowing = follow(out('.log'));
  let code = 1;
  let browser;
  try {
    const launched = await launch();
    browser = launched.browser;
    const page = await launched.context.newPage();
    try {
      code = await runInBrowser(page, server, tests);
    } catch (error) {
      console.error(`[rig] ${error.stack}`);
    }
    if (code !== 0) await page.screenshot({ path: out('.png'), timeout: 5000 }).catch(() => {});
  } finally {
    stopFollowing();
    if (code !== 0) {
      server.keepLogs(out('-logs'));
      say(
        `failed: screenshot and logs are in ${path.relative(root, out('.png'))} and ${path.relative(root, out('-logs'))}`,
      );
    }
    await browser?.close();
    await server.stop();
  }
  return code;
}

/** The result file, or none passed: a run without a test is a failure. */
function results() {
  return existsSync(out('.json'))
    ? JSON.parse(readFileSync(out('.json'), 'utf8'))
    : { passed: 0, failed: 0, skipped: 0, tests: [] };
}

await runMain(async () => {
  const code = await run();
  const { passed, failed, skipped } = results();
  if (passed + failed === 0) console.error('[rig] no test ran');
  say(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(code || failed || passed === 0 ? 1 : 0);
});
