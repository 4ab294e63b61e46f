// Loaded by the web worker extension host as extensionTestsPath. There are no files and no modules here: the suites are
// in this bundle, and the outcome goes through the console, in lines that begin with "rig:".
import 'mocha';
import type * as MochaModule from 'mocha';
import { record } from '../record';

/** Set by the bundler: the names in suite/ without .test.ts, and the text that titles must contain; how often what failed is tried again. */
declare const SUITES: string[];
declare const GREP: string;
declare const RETRIES: number;

/** Mocha's browser build sets these. */
declare const Mocha: typeof MochaModule;
declare const mocha: BrowserMocha;

/** The spec reporter needs a terminal; this one prints the same in plain lines. */
function Reporter(runner: Mocha.Runner) {
  const say = (depth: number, text: string) => console.log(`rig:log ${'  '.repeat(depth)}${text}`);
  const depthOf = (test: Mocha.Test) => test.titlePath().length;
  runner.on('suite', (suite) => say(suite.titlePath().length, suite.title));
  runner.on('pass', (test) => say(depthOf(test), `✔ ${test.title} (${test.duration} ms)`));
  runner.on('pending', (test) => say(depthOf(test), `- ${test.title}`));
  runner.on('fail', (test, error: Error) => say(depthOf(test), `✘ ${test.title}\n${error.stack ?? error}`));
}

export async function run(): Promise<void> {
  mocha.setup({
    ui: 'bdd',
    timeout: 20_000,
    retries: RETRIES,
    reporter: Reporter as unknown as Mocha.ReporterConstructor,
  });
  if (GREP) mocha.fgrep(GREP);
  for (const name of SUITES) await import(`./suite/${name}.test.ts`);

  // mocha.run() itself reads options from the page's address, which VS Code hides from its workers.
  const outcome = await record({ run: (done) => Mocha.prototype.run.call(mocha, done) });
  console.log(`rig:result ${JSON.stringify(outcome)}`);
  if (outcome.failed) throw new Error(`${outcome.failed} test(s) failed`);
}
