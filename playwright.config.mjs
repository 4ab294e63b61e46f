// UI tests: the packaged extension in VS Code, in the machine's own Chromium.
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, PAGE_OPTIONS } from './test/rig/browser.mjs';
import { ensureChromium } from './test/rig/chromium.mjs';

export default defineConfig({
  testDir: 'test/ui',
  testMatch: '**/*.spec.mjs',
  outputDir: 'out/ui-results',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/test-results/ui.json' }]],
  use: {
    ...PAGE_OPTIONS,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    video: 'off',
    actionTimeout: 20_000,
    navigationTimeout: 60_000,
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_ARGS },
  },
});
