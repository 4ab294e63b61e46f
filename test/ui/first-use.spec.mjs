// First use: the walkthrough, from an empty window to a signed package, as somebody does it who has read nothing.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { blockInternet } from '../rig/browser.mjs';
import { explorerRow, pick, pickFolder } from './answers.mjs';
import { picture } from './evidence.mjs';
import { expect, test, Workbench } from './workbench.mjs';

const EXAMPLE = 'model-openness-example';
const MODEL = 'finch-nano';

/** A window without a folder, and a place on disk for what is made in it. */
const newcomer = test.extend({
  empty: async ({ page, context, server }, use, testInfo) => {
    await blockInternet(context);
    server.setSettings({});
    const place = path.join(server.dir, `${testInfo.testId}-${testInfo.retry}`);
    mkdirSync(place, { recursive: true });
    const wb = new Workbench(page, server, path.join(place, EXAMPLE));
    await page.goto(`${server.url}/?${new URLSearchParams({ ew: 'true' })}`);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await wb.view('Model Openness').waitFor();
    await use(wb);
    if (testInfo.status !== testInfo.expectedStatus) server.keepLogs(testInfo.outputPath('vscode-logs'));
    rmSync(place, { recursive: true, force: true });
  },
});

const walkthrough = (wb) => wb.page.locator('.gettingStartedContainer');
const steps = (wb) => walkthrough(wb).locator('.getting-started-step');
/** The mark that a step is done. */
const done = (wb, title) => steps(wb).filter({ hasText: title }).locator('.codicon-getting-started-step-checked');

async function openWalkthrough(wb) {
  await wb.command('Welcome: Open Walkthrough');
  await wb.pick('Get Started with Model Openness').click();
  await expect(steps(wb)).toHaveCount(6);
}

/** Opens a step and presses one of its buttons. */
async function press(wb, title, button) {
  const step = steps(wb).filter({ hasText: title });
  const target = step.locator('.monaco-button, a', { hasText: button }).first();
  await expect(async () => {
    if (!(await target.isVisible())) await step.click();
    await expect(target).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await target.click();
}

newcomer('from an empty window to a signed package', async ({ empty: wb }) => {
  test.setTimeout(240_000);
  await openWalkthrough(wb);
  await picture(wb, 'first-use-walkthrough');

  await press(wb, 'Open a model', 'Create Example Model');
  await pickFolder(wb, path.dirname(wb.workspace));
  await wb.ready();
  await expect(explorerRow(wb, MODEL)).toBeVisible();
  expect(existsSync(path.join(wb.workspace, MODEL, 'model.safetensors'))).toBe(true);
  await explorerRow(wb, MODEL).click();
  await picture(wb, 'first-use-example');

  await openWalkthrough(wb);
  await expect(done(wb, 'Open a model')).toBeVisible();

  await press(wb, 'Let a pipeline do it', 'Add Release Pipeline');
  await pick(wb, 'The model to release', MODEL);
  await pick(wb, 'What the pipeline is for', 'GitHub Actions');
  await expect(wb.line('Checks the model with every change')).toBeVisible();
  const workflow = path.join(wb.workspace, '.github/workflows/release-model.yml');
  expect(readFileSync(workflow, 'utf8')).toContain(`MODEL: ${MODEL}\n`);
  await picture(wb, 'first-use-pipeline');
});

newcomer('an empty window says where to begin', async ({ empty: wb }) => {
  await wb.openView();
  const welcome = wb.page.locator('.welcome-view-content', { hasText: 'Open the folder of a model' });
  await expect(welcome).toContainText('Create Example Model');
  await wb.shot('first-use-empty');
});
