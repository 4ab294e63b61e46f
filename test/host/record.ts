// Records the outcome of a Mocha run; both runners use it.
import type Mocha from 'mocha';

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  tests: { title: string; ms?: number; error?: string; skipped?: true }[];
  /** What failed at first and passed when it was run again. */
  unsteady: { title: string; error: string }[];
}

/** Runs the tests; resolves with what became of each. */
export function record(mocha: { run(done: () => void): Mocha.Runner }): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: 0, tests: [], unsteady: [] };
  const first = new Map<string, string>();
  return new Promise((resolve) => {
    mocha
      .run(() => resolve(outcome))
      .on('retry', (test: Mocha.Test, error: Error) => first.set(test.fullTitle(), error.stack ?? String(error)))
      .on('pass', (test) => {
        outcome.passed++;
        const error = first.get(test.fullTitle());
        if (error) outcome.unsteady.push({ title: test.fullTitle(), error });
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
