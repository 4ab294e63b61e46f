// The closing line of a test run: sums up the result files of the named suites.
//   node test/rig/summary.mjs unit host-latest ui
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { resultsDir } from './paths.mjs';

/** A file that could not even be loaded has no failed test, but it failed. */
const unloaded = (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
const vitest = (result) => ({
  passed: result.numPassedTests,
  failed: result.numFailedTests + result.testResults.filter(unloaded).length,
  skipped: result.numPendingTests + result.numTodoTests,
});
const playwright = ({ stats, errors }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
});
const host = ({ passed, failed, skipped }) => ({ passed, failed, skipped });
const readers = { unit: vitest, ui: playwright };

/** Counts of one suite. One that ran nothing counts as a failure. */
export function counts(suite) {
  const file = path.join(resultsDir, `${suite}.json`);
  const read = readers[suite] ?? host;
  const found = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
  return found.passed + found.failed === 0 ? { ...found, failed: 1, ranNothing: true } : found;
}

/** Prints one line a suite and the closing line, to which failed steps without tests are added; true where nothing failed. */
export function summarise(suites, failedSteps = 0) {
  const total = { passed: 0, failed: failedSteps, skipped: 0 };
  const line = (of) => `${of.passed} passed, ${of.failed} failed, ${of.skipped} skipped`;
  for (const suite of suites) {
    const of = counts(suite);
    console.log(`   ${suite}: ${of.ranNothing ? 'no test ran, which counts as a failure' : line(of)}`);
    for (const key of Object.keys(total)) total[key] += of[key];
  }
  console.log(line(total));
  return total.failed === 0 && total.passed > 0;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(summarise(process.argv.slice(2)) ? 0 : 1);
