// Records the outcome of a Mocha run; both runners use it.
import type Mocha from 'mocha';

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  tests: { title: string; ms?: number; error?: string; skipped?: true }[];
}

/** Runs the tests; resolves with what became of each. */
export function record(mocha: { run(done: () => void): Mocha.Runner }): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: 0, tests: [] };
  return new Promise((resolve) => {
    mocha
      .run(() => resolve(outcome))
      .on('pass', (test) => {
        outcome.passed++;
        outcome.tests.push({ title: test.fullTitle(), ms: test.duration });
      })
      .on('fail', (test, error: Error) => {
        outcome.failed++;
        outcome.tests.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
      })
      .on('pending', (test) => {
        outcome.skipped++;
        outcome.tests.push({ title: test.fullTitle(), skipped: true });
      });
  });
}
