// The Artifacts view as a person sees it, by mouse and by keyboard, over real layouts and a registry.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeManyArtifacts } from '../many-artifacts.mjs';
import { pickPath } from './answers.mjs';
import { indexOf, keyIn, modelIn, run, runBeside } from './artifacts-fixtures.mjs';
import { picture, serious } from './evidence.mjs';
import { FakeRegistry } from './registry.mjs';
import { expect, test } from './workbench.mjs';

const layoutOf = (wb) => path.join(wb.workspace, 'layouts/release');
const nameOf = ({ annotations }) => annotations?.['org.opencontainers.image.ref.name'];
const blobOf = (layout, { digest }) => path.join(layout, 'blobs', ...digest.split(':'));

/** A layout in the workspace: unsigned, signed with two names, and damaged. */
function fill(wb) {
  const layout = layoutOf(wb);
  const outside = path.dirname(wb.workspace);
  const model = modelIn(path.join(outside, 'models'));
  const { key, publicKey } = keyIn(outside);
  const pack = (...names) =>
    run('pack', model, ...names.flatMap((name) => ['-t', `registry.example.org/lab/${name}`]), '--layout', layout);
  pack('aurora-7b:v1');
  run('sign', 'key', model, '--private-key', key, '--signature', path.join(model, 'model.sig'));
  pack('aurora-7b:v2', 'aurora-7b:latest');
  writeFileSync(path.join(model, 'README.md'), '# Another one\n');
  pack('aurora-7b:v3');
  const damaged = indexOf(layout).manifests.find((each) => nameOf(each)?.endsWith(':v3'));
  chmodSync(blobOf(layout, damaged), 0o644);
  writeFileSync(blobOf(layout, damaged), 'damaged');
  return { layout, model, publicKey };
}

/** Opens the view alone in the side bar. */
async function openArtifacts(wb) {
  await wb.openView();
  await wb.command('Show Artifacts');
  const openness = wb.page.locator('.pane-header[aria-label^="Openness"]');
  if ((await openness.getAttribute('aria-expanded')) === 'true') await openness.click();
  await expect(wb.page.locator('.pane-header[aria-label^="Artifacts"]')).toHaveAttribute('aria-expanded', 'true');
}

const row = (wb, text) => wb.treeRow(text).first();
/** The name that a screen reader has for a row. */
const spoken = (wb, name) => wb.page.locator(`.pane-body .monaco-list-row[aria-label^="${name}"]`).first();

async function expand(wb, name) {
  await spoken(wb, name).click();
  if ((await spoken(wb, name).getAttribute('aria-expanded')) !== 'true') await wb.page.keyboard.press('ArrowRight');
  await expect(spoken(wb, name)).toHaveAttribute('aria-expanded', 'true');
}

/** Makes room for the words behind the names. */
async function widen({ page }) {
  const { x, width } = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(x + width, 400);
  await page.mouse.down();
  await page.mouse.move(x + width + 110, 400, { steps: 5 });
  await page.mouse.up();
}

const menu = (wb, text, command) => wb.menu(row(wb, text), command);

/** Heads of views are VS Code's own: buttons with buttons in them. */
const AXE = { rules: { 'nested-interactive': { enabled: false } } };

const clipboard = (wb) => wb.page.evaluate('navigator.clipboard.readText()');

for (const [theme, image] of [
  ['dark', 'dark'],
  ['light', 'light'],
  ['highContrast', 'high-contrast'],
  ['highContrastLight', 'high-contrast-light'],
]) {
  test(`what there is, ${theme}`, async ({ wb, page }) => {
    await wb.theme(theme);
    fill(wb);
    wb.machineSettings({ 'modelOpenness.artifacts.registries': ['ghcr.io/lab/aurora-7b', 'registry.example.org'] });
    await openArtifacts(wb);
    await expect(spoken(wb, 'aurora-7b:v1, unsigned')).toBeVisible();
    await expect(spoken(wb, 'aurora-7b:v2, signed')).toBeVisible();
    await expect(spoken(wb, 'aurora-7b:v3, damaged')).toBeVisible();
    await expect(spoken(wb, 'layouts/release, 3 artifacts, damaged: 1')).toBeVisible();
    await expand(wb, 'aurora-7b:v2');
    await expect(row(wb, 'Model parameters (Final)')).toBeVisible();
    await expect(row(wb, 'Signature')).toBeVisible();
    await widen(wb);
    await row(wb, 'Manifest').click();
    await expect(wb.line('"schemaVersion": 2')).toBeVisible();
    await page.mouse.move(900, 500);
    await picture(wb, `artifacts-${image}`);
    expect(serious(await wb.axe('sidebar', AXE))).toEqual([]);
  });
}

test('an artifact by mouse: verified, and inspected', async ({ wb, page }) => {
  const { publicKey } = fill(wb);
  await openArtifacts(wb);
  await expect(spoken(wb, 'aurora-7b:v2, signed')).toBeVisible();

  // Its files are those that were signed, and the key is the one that was chosen: nothing of them was read.
  await menu(wb, 'aurora-7b:v2', 'Verify Artifact');
  await wb.pick('Choose the public key of the signer').click();
  await pickPath(wb, publicKey);
  await expect(wb.notification('aurora-7b:v2: Verified')).toBeVisible();
  await expect(spoken(wb, 'aurora-7b:v2, verified')).toBeVisible();
  await wb.shot('artifact-verified');

  await wb.answer('Verified', 'Inspect');
  await expect(page.locator('.tab.active', { hasText: /aurora-7b:v2|sha256:/ })).toBeVisible();
});

test('an artifact by mouse: named, shown, filtered, deleted', async ({ wb, page }) => {
  const { layout } = fill(wb);
  await openArtifacts(wb);
  await expect(spoken(wb, 'aurora-7b:v2, signed')).toBeVisible();
  await menu(wb, 'aurora-7b:v2', 'Copy Digest');
  await expect.poll(() => clipboard(wb)).toMatch(/^sha256:[0-9a-f]{64}$/);

  await menu(wb, 'aurora-7b:v1', 'Add Name');
  await wb.quickInput.locator('input[type="text"]').first().fill('not a name');
  await expect(wb.quickInput).toContainText('cannot be the name of a model here');
  await wb.quickInput.locator('input[type="text"]').first().fill('stable');
  await page.keyboard.press('Enter');
  await expect.poll(() => indexOf(layout).manifests.some((each) => nameOf(each) === 'stable')).toBe(true);
  await expect(spoken(wb, 'aurora-7b:v1, unsigned')).toContainText('+1 names');

  // A part of it as text.
  await expand(wb, 'aurora-7b:v1');
  await row(wb, 'Manifest').click();
  await expect(wb.line('"schemaVersion": 2')).toBeVisible();

  await page.locator('.pane-header[aria-label^="Artifacts"]').hover();
  await page.locator('.pane-header a[aria-label^="Filter Artifacts"]').first().click();
  await wb.quickInput.locator('input[type="text"]').first().fill('V3 lab');
  await expect(spoken(wb, 'layouts/release, 1 of 3')).toBeVisible();
  await expect(spoken(wb, 'aurora-7b:v1')).toBeHidden();
  await page.keyboard.press('Enter');
  await wb.shot('artifacts-filtered');
  await page.locator('.pane-header[aria-label^="Artifacts"]').hover();
  await page.locator('.pane-header a[aria-label^="Clear Filter"]').first().click();
  await expect(spoken(wb, 'aurora-7b:v1')).toBeVisible();

  await menu(wb, 'aurora-7b:v1', 'Delete Artifact');
  await expect(wb.dialog).toContainText('• goes: the names registry.example.org/lab/aurora-7b:v1, stable');
  await expect(wb.dialog).toContainText('• stays: the folder of the model');
  await wb.shot('artifact-delete');
  await wb.dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(indexOf(layout).manifests.some((each) => nameOf(each) === 'stable')).toBe(true);
  await menu(wb, 'aurora-7b:v1', 'Delete Artifact');
  await wb.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(spoken(wb, 'aurora-7b:v1')).toBeHidden();
  expect(indexOf(layout).manifests.some((each) => nameOf(each) === 'stable')).toBe(false);
});

test('thousands of artifacts by keyboard only: more, filtered, sorted, opened, deleted', async ({ wb, page }) => {
  const layout = layoutOf(wb);
  writeManyArtifacts(layout, 1000);
  const keys = async (...pressed) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  await wb.command('Show Artifacts');
  await expect(
    spoken(wb, 'layouts/release, 1,000 artifacts').or(spoken(wb, 'layouts/release, 1000 artifacts')),
  ).toBeVisible();
  await expect(spoken(wb, 'model-0:v0, unsigned')).toBeVisible();
  // Now there are rows that can have the focus.
  await wb.command('Show Artifacts');
  const focused = page.locator('.pane-body .monaco-list-row.focused');
  await keys('Home', 'End');
  await expect(focused).toContainText('Show 100 more of 900');
  await keys('Enter');
  await expect(focused).not.toContainText('Show');
  await expect(focused).toContainText(/model-\d+:v\d+/);
  await keys('End');
  await expect(focused).toContainText('Show 200 more of 800');

  await keys('Control+Alt+f');
  await expect(wb.quickInput).toBeVisible();
  await page.keyboard.type('model-7: v957');
  await expect(spoken(wb, 'layouts/release, 1 of 1000')).toBeVisible();
  await keys('Enter');
  await expect(wb.quickInput).toBeHidden();
  await wb.command('Show Artifacts');
  await keys('End');
  await expect(focused).toContainText('model-7:v957');
  await keys('ArrowRight');
  await expect(row(wb, 'Model parameters (Final)')).toBeVisible();
  await keys('ArrowDown', 'ArrowDown');

  // The menu of a row, and the question before it is deleted.
  await keys('Home');
  for (let at = 0; at < 12 && !(await focused.textContent()).includes('v957'); at++) await keys('ArrowDown');
  await keys('Shift+F10');
  const entry = wb.menuEntry('Delete Artifact');
  await expect(entry).toBeVisible();
  for (let at = 0; at < 20 && !(await entry.evaluate((each) => each.classList.contains('focused'))); at++)
    await keys('ArrowDown');
  await keys('Enter');
  await expect(wb.dialog).toContainText('Delete registry.example.org/lab/model-7:v957');
  await keys('Escape');
  await expect(wb.dialog).toBeHidden();
  expect(indexOf(layout).manifests).toHaveLength(1000);

  await wb.command('Clear Filter');
  await expect(spoken(wb, 'layouts/release, 1000 artifacts')).toBeVisible();
  await wb.command('Sort Artifacts');
  await page.keyboard.type('Newest');
  await keys('Enter');
  await expect(row(wb, 'model-49:v999')).toBeVisible();
});

test('a folder of the Explorer is dropped on a layout, and packaged there', async ({ wb, page }) => {
  const { layout } = fill(wb);
  await openArtifacts(wb);
  await expect(spoken(wb, 'layouts/release')).toBeVisible();
  await page.locator('.activitybar a[aria-label^="Explorer"]').click();
  const folder = page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^borealis-mini/ }).first();
  await folder.waitFor();
  const from = await folder.boundingBox();
  await page.mouse.move(from.x + 40, from.y + 8);
  await page.mouse.down();
  const icon = await wb.view('Model Openness').boundingBox();
  await page.mouse.move(icon.x + 10, icon.y + 10, { steps: 8 });
  await page.mouse.move(icon.x + 14, icon.y + 14, { steps: 8 });
  await expect(spoken(wb, 'layouts/release')).toBeVisible();
  const to = await row(wb, 'layouts/release').boundingBox();
  await page.mouse.move(to.x + 60, to.y + 8, { steps: 8 });
  await page.mouse.move(to.x + 64, to.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(wb.quickInput.locator('input[type="text"]').first()).toHaveAttribute('placeholder', 'What goes in');
  await wb.quickInput.getByRole('button', { name: 'OK' }).click();
  await expect(wb.quickInput.locator('.quick-input-message')).toContainText('The name of the artifact');
  await page.keyboard.press('Enter');
  // Where it goes is known.
  await expect(wb.quickInput.locator('input[type="text"]').first()).toHaveAttribute('placeholder', /^Annotations/);
  await wb.pick('Go on').click();
  await wb.pick('Package').click();
  await expect(wb.notification('is packaged as')).toBeVisible();
  await expect(spoken(wb, 'layouts/release, 4 artifacts')).toBeVisible();
  expect(indexOf(layout).manifests.some((each) => nameOf(each)?.startsWith('borealis-mini:'))).toBe(true);
});

test('a registry is asked when it is opened, wants to know who asks, and is told', async ({ wb, page }) => {
  const registry = await FakeRegistry.start({ catalog: true, referrers: true });
  const secret = `Basic ${Buffer.from('alice:s3cret').toString('base64')}`;
  try {
    const { layout } = fill(wb);
    const reference = `${registry.host}/lab/aurora-7b:v2`;
    run('tag', 'registry.example.org/lab/aurora-7b:v2', reference, '--local', '--layout', layout);
    await runBeside('push', reference, '--layout', layout, '--recursive');
    registry.intercept((request, response) => {
      if (request.headers.authorization === secret) return false;
      request.resume();
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="lab"' }).end();
      return true;
    });
    const before = registry.seen.length;
    await openArtifacts(wb);
    await wb.command('Add Registry');
    const input = wb.quickInput.locator('input[type="text"], input[type="password"]').first();
    await input.fill('no registry');
    await expect(wb.quickInput).toContainText('names no registry');
    await input.fill(registry.host);
    await page.keyboard.press('Enter');
    await expect(spoken(wb, registry.host)).toBeVisible();
    expect(registry.seen.length).toBe(before);
    await expand(wb, registry.host);
    await expect(row(wb, 'docker login')).toBeVisible();
    await wb.shot('artifacts-sign-in');
    await row(wb, 'docker login').click();
    await expect(wb.quickInput.locator('.quick-input-message')).toContainText('Your user name at');
    await input.fill('alice');
    await page.keyboard.press('Enter');
    await expect(input).toHaveAttribute('type', 'password');
    await input.fill('s3cret');
    await page.keyboard.press('Enter');
    await expect(spoken(wb, 'lab/aurora-7b')).toBeVisible();
    // The login goes on being good, whether it is kept or not.
    await expand(wb, 'lab/aurora-7b');
    await expect(spoken(wb, 'v2')).toBeVisible();
    await expand(wb, 'v2');
    await expect(spoken(wb, 'v2, signed')).toBeVisible();
    await expect(row(wb, 'Signature')).toBeVisible();
    await wb.shot('artifacts-registry');

    // A window that opens asks nobody.
    const asked = registry.seen.length;
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await wb.view('Model Openness').waitFor();
    await expect(spoken(wb, registry.host)).toBeVisible();
    await page.waitForTimeout(1000);
    expect(registry.seen.length).toBe(asked);
  } finally {
    await registry.stop();
  }
});

test('where nothing is, the view says what to do', async ({ wb, page }) => {
  test.setTimeout(120_000);
  for (const name of readdirSync(wb.workspace))
    if (name !== '.vscode') rmSync(path.join(wb.workspace, name), { recursive: true });
  await openArtifacts(wb);
  const welcome = page.locator('.pane-body .welcome-view-content', { hasText: 'No model and no artifact was found' });
  await expect(welcome).toBeVisible();
  for (const name of ['Package Model…', 'Pull Artifact…', 'Add Layout…', 'Add Registry…'])
    await expect(welcome.getByRole('button', { name })).toBeVisible();
  await wb.shot('artifacts-empty');
  expect(serious(await wb.axe('sidebar', AXE))).toEqual([]);
  // What comes is seen by itself. A watcher of a file system may miss what is made in a folder right after the folder.
  let layout;
  await expect(async () => {
    if (layout) rmSync(path.dirname(layout), { recursive: true });
    layout = path.join(mkdtempSync(path.join(wb.workspace, 'later-')), 'layout');
    writeManyArtifacts(layout, 1);
    await expect(spoken(wb, 'model-0:v0, unsigned')).toBeVisible({ timeout: 8000 });
  }).toPass({ timeout: 40_000 });
  await wb.command('Filter Artifacts');
  await wb.quickInput.locator('input[type="text"]').first().fill('nothing has this');
  await page.keyboard.press('Enter');
  await expect(page.locator('.welcome-view-content', { hasText: 'Nothing matches the filter' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear Filter' }).last().click();
  await expect(spoken(wb, 'model-0:v0, unsigned')).toBeVisible();
  // Half of an index.
  const index = path.join(layout, 'index.json');
  writeFileSync(index, readFileSync(index, 'utf8').slice(0, 50));
  await expect(row(wb, 'is damaged, or another program is writing it')).toBeVisible();
  await wb.shot('artifacts-failed');
  expect(existsSync(index)).toBe(true);
});
