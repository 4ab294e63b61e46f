// First use: the walkthrough, from an empty window to a signed package, as somebody does it who has read nothing.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { blockInternet } from '../rig/browser.mjs';
import { explorerRow, pick, pickFile, pickFolder, write } from './answers.mjs';
import { picture } from './evidence.mjs';
import { layoutOf } from './packaging.mjs';
import { newKeys } from './signing.mjs';
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

/** Shows the walkthrough. VS Code may bring it back by itself after a folder was opened, and then closes what is asked. */
async function openWalkthrough(wb) {
  await expect(async () => {
    if (!(await steps(wb).first().isVisible())) {
      await wb.command('Welcome: Open Walkthrough');
      await wb.pick('Get Started with Model Openness').click({ timeout: 5000 });
    }
    await expect(steps(wb)).toHaveCount(6, { timeout: 5000 });
  }).toPass({ timeout: 60_000 });
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

/** The files of the artifact that was made, as its manifest names them. */
function packaged(wb) {
  const read = (...parts) => JSON.parse(readFileSync(path.join(layoutOf(wb), ...parts), 'utf8'));
  const name = 'org.opencontainers.image.ref.name';
  const { digest } = read('index.json').manifests.find((each) => each.annotations?.[name] === `${MODEL}:1.0.0`);
  return read('blobs', ...digest.split(':')).layers.map((layer) => layer.annotations['org.cncf.model.filepath']);
}

newcomer('from an empty window to a signed package', async ({ empty: wb }) => {
  test.setTimeout(480_000);
  mkdirSync(layoutOf(wb));
  await openWalkthrough(wb);
  // The drawing of the step comes after its words.
  await expect(wb.webview().locator('svg')).toBeVisible();
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

  await press(wb, 'Say what is released', 'Generate MOF File');
  await pick(wb, 'The folder of the model', MODEL);
  await expect(wb.line('name: Model parameters (Final)')).toBeVisible();
  await openWalkthrough(wb);
  await expect(done(wb, 'Say what is released')).toBeVisible();

  await press(wb, 'See how open it is', 'Show Openness');
  await wb.openFile(`${MODEL}/mof.yml`);
  await expect(wb.treeRow('Class III - Open Model')).toContainText('met');
  await wb.command('Notifications: Clear All');
  await picture(wb, 'first-use-class');

  await openWalkthrough(wb);
  await press(wb, 'List what is in it', 'Generate AI BOM');
  await pick(wb, 'The format of the bill of materials', 'SPDX 3.0.1');
  await pick(wb, 'The folder of the model', MODEL);
  await expect(wb.line('@context')).toBeVisible();
  const told = wb.notification('only people know');
  await expect(told).toBeVisible();
  await picture(wb, 'first-use-bom');
  await told.getByRole('button', { name: 'Show What Is Left Open' }).click();
  await expect(wb.line('Say whether the model decides without people')).toBeVisible();
  await wb.shot('first-use-left-open');
  await wb.command('View: Close Editor');

  await openWalkthrough(wb);
  await expect(done(wb, 'List what is in it')).toBeVisible();
  await press(wb, 'Sign and package it', 'Release Model');
  await pick(wb, 'The model to release', MODEL);
  await pick(wb, 'Where the artifact is made on this machine', 'Another folder');
  await pickFolder(wb, layoutOf(wb));
  await write(wb, 'The name of the artifact', `${MODEL}:1.0.0`);
  await pick(wb, 'Whether it is signed', 'Sign it');
  await pick(wb, 'How to sign', 'Private key');
  await pick(wb, 'The private key', 'Choose the file');
  await pickFile(wb, newKeys(wb).private);
  await expect(wb.pick('Sign the artifact')).toBeVisible();
  await picture(wb, 'first-use-plan');
  await pick(wb, /^What happens/, 'Release');
  await expect(wb.notification(`is released as ${MODEL}:1.0.0`)).toBeVisible();
  await wb.answer('is released', 'Show Summary');
  await expect(wb.line('Verify as a stranger')).toBeVisible();
  await picture(wb, 'first-use-released');
  expect(packaged(wb)).toEqual(expect.arrayContaining(['model.safetensors', 'mof.yml', 'bom.spdx3.json', 'model.sig']));

  await openWalkthrough(wb);
  await expect(done(wb, 'Sign and package it')).toBeVisible();
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
