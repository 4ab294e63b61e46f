// Packaging, moving and extracting a model by mouse and keyboard, in a real VS Code and with a registry.
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { acceptAll, input, menu, pick, pickFolder, write } from './answers.mjs';
import { picture, serious } from './evidence.mjs';
import { layoutOf, lens, packageAs } from './packaging.mjs';
import { FakeRegistry } from './registry.mjs';
import { expect, test } from './workbench.mjs';

const MODEL = 'aurora-7b';
const modelFile = (wb, name) => path.join(wb.workspace, MODEL, name);

test('the steps of packaging: kinds, back, annotations, remarks', async ({ wb }) => {
  mkdirSync(layoutOf(wb), { recursive: true });
  writeFileSync(modelFile(wb, 'model.safetensors'), Buffer.from('\x02\0\0\0\0\0\0\0{}', 'latin1'));
  await menu(wb, MODEL, 'Package Model');
  await expect(wb.pick('model.safetensors')).toContainText('weights · 10 B · by its');
  await picture(wb, 'package-files');
  // Rows that can be ticked are VS Code's own: check boxes in a list box, with buttons in them.
  const off = { enabled: false };
  const rules = { 'aria-allowed-attr': off, 'aria-required-children': off, 'nested-interactive': off };
  expect(serious(await wb.axe('.quick-input-widget', { rules }))).toEqual([]);
  // Another kind, by the button that shows over its row.
  await wb.pick('LICENSE').hover();
  await wb.pick('LICENSE').locator('[aria-label^="Change What It Is"]').click();
  await pick(wb, 'What is LICENSE?', 'code');
  await expect(wb.pick('LICENSE')).toContainText('code · ');
  await expect(wb.pick('LICENSE')).toContainText('chosen');
  await acceptAll(wb, 'What goes in');
  await expect(input(wb)).toHaveValue(/^aurora-7b:/);
  await write(wb, 'The name of the artifact', 'not a name');
  await expect(wb.quickInput).toContainText('cannot be the name of a model here');
  await wb.quickInput.locator('.codicon-quick-input-back').click();
  await acceptAll(wb, 'What goes in');
  await write(wb, 'The name of the artifact', 'aurora-7b:v1');
  await pick(wb, 'Where the artifact goes', 'Another folder');
  await pickFolder(wb, layoutOf(wb));
  await pick(wb, /^Annotations/, 'Write the profile of the CNCF');
  await pick(wb, 'In which stage of its life the model is', 'validated');
  await pick(wb, 'How the artifact will be signed', 'sigstore');
  await pick(wb, 'What will say how the model was made', 'Say nothing');
  await pick(wb, /^Annotations/, 'Go on');
  await expect(wb.pick('Show remarks')).toBeVisible();
  await wb.shot('package-confirm');
  await pick(wb, 'What is packaged', 'Package');
  await expect(wb.notification('aurora-7b is packaged as aurora-7b:v1: 5 files')).toBeVisible();
  const { manifests } = JSON.parse(readFileSync(path.join(layoutOf(wb), 'index.json'), 'utf8'));
  expect(manifests.some((each) => each.annotations?.['org.opencontainers.image.ref.name'] === 'aurora-7b:v1')).toBe(
    true,
  );
});

for (const [theme, image] of [
  ['dark', 'dark'],
  ['light', 'light'],
  ['highContrast', 'high-contrast'],
  ['highContrastLight', 'high-contrast-light'],
]) {
  test(`an artifact, ${theme}`, async ({ wb }) => {
    await wb.theme(theme);
    await packageAs(wb, 'aurora-7b:v1');
    await wb.answer('is packaged', 'Show Artifact');
    await expect(wb.line('LICENSE  documentation')).toBeVisible();
    await expect(wb.line('application/spdx+json')).toBeVisible();
    await expect(lens(wb, 'Push')).toBeVisible();
    await wb.page.mouse.move(700, 500);
    await picture(wb, `artifact-${image}`);
    // Tabs, numbers of lines and the colour of lenses are VS Code's own.
    for (const part of ['sidebar', '.editor-instance .view-lines'])
      expect(serious(await wb.axe(part)), part).toEqual([]);
  });
}

test('a model goes to a registry that wants to know who asks, and comes back', async ({ wb }) => {
  const registry = await FakeRegistry.start();
  const secret = `Basic ${Buffer.from('alice:s3cret').toString('base64')}`;
  registry.intercept((request, response) => {
    if (request.headers.authorization === secret) return false;
    request.resume();
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="lab"' }).end();
    return true;
  });
  try {
    const reference = `${registry.host}/lab/aurora-7b:v1`;
    await packageAs(wb, reference);
    await wb.answer('is packaged', 'Push');
    await write(wb, 'Where to push the artifact', reference);
    await pick(wb, 'What to push', 'With all that is attached');
    await write(wb, 'Your user name at', 'alice');
    await expect(input(wb)).toHaveAttribute('type', 'password');
    await wb.shot('registry-login');
    await wb.unhurried();
    await write(wb, 'The password of alice', 's3cret');
    await expect(wb.notification(`${reference} is pushed`)).toBeVisible();
    await wb.answer('Keep the login of alice', 'Keep Login');

    // Nobody is asked again.
    await wb.command('Pull Artifact');
    await write(wb, 'The artifact to pull', reference);
    await pick(wb, 'Where the artifact goes', 'Another folder');
    const other = path.join(path.dirname(wb.workspace), 'other');
    mkdirSync(other);
    await pickFolder(wb, other);
    await expect(wb.line('LICENSE  documentation')).toBeVisible();
    await lens(wb, 'Extract').click();
    const files = path.join(path.dirname(wb.workspace), 'files');
    mkdirSync(files);
    await pickFolder(wb, files);
    await expect(wb.notification('4 files are extracted to')).toBeVisible();
    expect(readFileSync(path.join(files, 'mof.yml'))).toEqual(readFileSync(modelFile(wb, 'mof.yml')));
  } finally {
    await registry.stop();
  }
});

test('what the end of the window interrupts is gone on with', async ({ wb, page }) => {
  const registry = await FakeRegistry.start();
  let isSlow = true;
  let stalled = false;
  registry.intercept((request) => {
    const isLarge = request.method !== 'GET' && Number(request.headers['content-length'] ?? 0) > 1024 * 1024;
    if (!isSlow || !isLarge) return false;
    stalled = true;
    return true;
  });
  try {
    writeFileSync(modelFile(wb, 'model.safetensors'), '');
    truncateSync(modelFile(wb, 'model.safetensors'), 16 * 2 ** 20);
    const reference = `${registry.host}/lab/aurora-7b:v1`;
    await wb.openFile(`${MODEL}/mof.yml`);
    await packageAs(wb, reference);
    await wb.answer('is packaged', 'Push');
    await write(wb, 'Where to push the artifact', reference);
    await pick(wb, 'What to push', 'The artifact alone');
    await expect.poll(() => stalled).toBe(true);
    await expect(wb.notification('Pushing')).toContainText(/iB of 16\.0 MiB/);
    await wb.shot('push-progress');
    isSlow = false;
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await wb.answer(`Pushing ${reference} was interrupted`, 'Go On');
    await expect(wb.notification(`${reference} is pushed`)).toBeVisible({ timeout: 30_000 });
    expect(registry.manifestsOf('lab/aurora-7b').has('v1')).toBe(true);
  } finally {
    await registry.stop();
  }
});
