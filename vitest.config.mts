// Everything that runs without an editor. Coverage only where it is asked for: npx vitest run --coverage
import { defineConfig } from 'vitest/config';
import { inlineWorkerInTests } from './scripts/inline-worker.mjs';

export default defineConfig({
  plugins: [inlineWorkerInTests],
  test: {
    include: ['test/{unit,conformance,server,cli}/**/*.test.ts'],
    // What hangs ends; what is slow because the machine has other things to do does not fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'out/test-results/unit.json' },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/extension/**', '**/generated/**'],
      reporter: ['text', 'lcov', 'json-summary'],
      reportsDirectory: 'coverage/unit',
    },
  },
});
