// The closing line of a test run: sums up the result files of the named suites.
//   node test/rig/summary.mjs unit host-latest ui
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { resultsDir } from './paths.mjs';

/** What is read of each: counts, what failed, and what passed when it was tried again, each with its error. */
const vitest = (result) => {
  const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that could not even be loaded has no failed test, but it failed.
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloaded.length,
    skipped: result.numPendingTests + result.numTodoTests,
    failures: [
      ...tests
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => ({ title: fullName, error: failureMessages.join('\n') })),
      ...unloaded.map(({ name, message }) => ({ title: name, error: message })),
    ],
    unsteady: [],
  };
};
const playwright = ({ stats, errors, suites }) => {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const having = (status) =>
    suites.flatMap(specs).flatMap(({ title, file, tests }) =>
      tests
        .filter((test) => test.status === status)
        .map(({ results }) => ({
          title: `${file}: ${title}`,
          error: results.flatMap((result) => result.errors.map(({ message }) => message)).join('\n'),
        })),
    );
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [...having('unexpected'), ...errors.map(({ message }) => ({ title: 'the run', error: message }))],
    unsteady: having('flaky'),
  };
};
const host = ({ passed, failed, skipped, tests, unsteady }) => ({
  passed,
  failed,
  skipped,
  failures: tests.filter(({ error }) => error),
  unsteady,
});
const readers = { unit: vitest, ui: playwright };
const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] };

/** What became of one suite. One that ran nothing counts as a failure. */
export function outcomeOf(suite) {
  const file = path.join(resultsDir, `${suite}.json`);
  const read = readers[suite] ?? host;
  const found = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : NOTHING;
  return found.passed + found.failed === 0 ? { ...found, failed: 1, ranNothing: true } : found;
}

/** As much of an error as tells what happened. */
const ERROR_LINES = 12;

function tell(how, { title, error }) {
  console.log(`   ${how}: ${title}`);
  for (const line of (error ?? '').split('\n').slice(0, ERROR_LINES)) console.log(`      ${line}`);
}

/**
 * Prints what failed, what passed only at the second attempt, one line a suite, and the closing line, to which failed steps
 * without tests are added; true where nothing failed.
 */
export function summarise(suites, failedSteps = 0) {
  const total = { passed: 0, failed: failedSteps, skipped: 0 };
  const line = (of) => `${of.passed} passed, ${of.failed} failed, ${of.skipped} skipped`;
  const outcomes = suites.map((suite) => [suite, outcomeOf(suite)]);
  for (const [suite, { failures, unsteady }] of outcomes) {
    for (const test of unsteady) tell(`${suite}, passed at the second attempt`, test);
    for (const test of failures) tell(`${suite}, failed`, test);
  }
  for (const [suite, of] of outcomes) {
    console.log(`   ${suite}: ${of.ranNothing ? 'no test ran, which counts as a failure' : line(of)}`);
    for (const key of Object.keys(total)) total[key] += of[key];
  }
  console.log(line(total));
  return total.failed === 0 && total.passed > 0;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(summarise(process.argv.slice(2)) ? 0 : 1);
