// npm test: everything that must hold, from a fresh clone, asking nothing.
//   npm test [-- --only lint,host,ui]
// Every step runs even where an earlier one failed, unless it needs it. A step for which the machine lacks something is
// skipped in words; in continuous integration (CI is set) that is a failure.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, npmCommand, root } from './dependencies.mjs';

const script = (name) => npmCommand('run', '--silent', name);
const node = (...args) => [process.execPath, ...args];
const host = (suite, env) => ({ run: node('test/rig/host.mjs'), suite, env, needs: ['package', 'rig'] });

/** In order. `run` is a command line, `suite` the result file it leaves, `needs` the steps it builds upon. */
const STEPS = {
  lint: { run: script('lint') },
  types: { run: script('check-types') },
  package: { run: node('scripts/package.mjs') },
  // Without them, tests that need them are skipped.
  token: { run: node('test/rig/install.mjs', 'token') },
  peers: { run: node('test/rig/peers.mjs') },
  linters: { run: node('test/rig/linters.mjs') },
  vitest: { run: node('node_modules/vitest/vitest.mjs', 'run'), suite: 'unit', needs: ['package'] },
  rig: { run: node('test/rig/install.mjs', 'chromium', 'latest', 'min') },
  host: host('host-latest', { RIG_VSCODE: 'latest' }),
  'host-min': host('host-min', { RIG_VSCODE: 'min' }),
  'host-web': host('host-web-latest', { RIG_VSCODE: 'latest', RIG_HOST: 'web' }),
  'host-yaml': host('host-yaml-latest', { RIG_VSCODE: 'latest', RIG_STUB_YAML: '1' }),
  ui: { run: node('node_modules/@playwright/test/cli.js', 'test'), suite: 'ui', needs: ['package', 'rig'] },
  start: { run: node('scripts/start.mjs', '--check'), needs: ['package', 'rig'] },
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(STEPS);
for (const name of chosen)
  if (!STEPS[name]) throw new Error(`There is no step "${name}". Steps: ${Object.keys(STEPS).join(', ')}`);

const start = Date.now();
const clock = () => `${Math.round((Date.now() - start) / 1000)}s`.padStart(5);

console.log(`== ${clock()} npm packages`);
ensureDependencies();
const { MISSING_TOOL_EXIT } = await import('../test/rig/system.mjs');
const { summarise } = await import('../test/rig/summary.mjs');
const { resultsDir } = await import('../test/rig/paths.mjs');

/** Runs one step in a process of its own, which gets the signals that this one gets. */
function run(step) {
  const [command, ...args] = step.run;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...step.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      for (const each of signals) process.removeListener(each, forward);
      if (signal || code === 130) process.exit(130);
      resolve(code);
    });
  });
}

const outcome = {};
for (const name of Object.keys(STEPS).filter((each) => chosen.includes(each))) {
  const step = STEPS[name];
  const missing = step.needs?.find((need) => outcome[need] && outcome[need] !== 'passed');
  if (missing) {
    outcome[name] = outcome[missing];
    console.log(`== ${clock()} ${name}: not run, because ${missing} ${outcome[missing]}`);
    continue;
  }
  console.log(`== ${clock()} ${name}`);
  if (step.suite) rmSync(path.join(resultsDir, `${step.suite}.json`), { force: true });
  const code = await run(step);
  outcome[name] = code === 0 ? 'passed' : code === MISSING_TOOL_EXIT ? 'was skipped' : 'failed';
}

console.log(`== ${clock()} done`);
const having = (what) => Object.keys(outcome).filter((name) => outcome[name] === what);
const [failed, skipped] = [having('failed'), having('was skipped')];
if (failed.length) console.log(`   Failed: ${failed.join(', ')}`);
if (skipped.length)
  console.log(`   Skipped, because this machine lacks what they need (see above): ${skipped.join(', ')}`);
const suites = Object.keys(outcome).filter((name) => STEPS[name].suite && outcome[name] !== 'was skipped');
const others = failed.filter((name) => !STEPS[name].suite);
const passed = summarise(
  suites.map((name) => STEPS[name].suite),
  others.length,
);
process.exit(failed.length || (skipped.length && process.env.CI) || (suites.length && !passed) ? 1 : 0);
