// The inspector by mouse and by keyboard, in a real VS Code: folders, signatures, bills of materials, artifacts, comparisons.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { picture, serious } from './evidence.mjs';
import { addWeights, beside, inModel, packageModel, signKeyless, writePolicy } from './inspector-bed.mjs';
import { explorerRow, input, menu, pick, pickFolder } from './answers.mjs';
import { expect, test } from './workbench.mjs';

const MODEL = 'borealis-mini';

/** What the page shows; it may take a while until everything is read. */
const title = (wb, n = 0) => wb.webview(n).locator('h1');
const section = (wb, name, n = 0) =>
  wb.webview(n).locator('section.section', { has: wb.page.locator('h2').getByText(name, { exact: true }) });
const verdict = (wb, n = 0) => wb.webview(n).locator('.verdict');
const grid = (wb, name, n = 0) => wb.webview(n).getByRole('grid', { name });
const clipboard = (page) => page.evaluate(() => window.navigator.clipboard.readText());

async function inspectFolder(wb) {
  await menu(wb, MODEL, 'Inspect');
  await expect(title(wb)).toHaveText(MODEL, { timeout: 30_000 });
}

/** Hides the side bar, so that pictures show the inspector, and takes the mouse off what it explains. */
async function wide(wb) {
  await wb.page.keyboard.press('Control+B');
  await wb.page.mouse.move(90, 600);
}

test('a signed model of which a file changed, by mouse', async ({ wb, page }) => {
  test.setTimeout(180_000);
  addWeights(wb);
  writePolicy(wb, await signKeyless(wb));
  await inspectFolder(wb);
  await expect(verdict(wb)).toContainText('Verified');
  await expect(section(wb, 'Trust policy')).toContainText('accepted');
  await expect(section(wb, 'Signatures')).toContainText('release@northlight.example');
  await expect(grid(wb, 'Files')).toHaveAttribute('aria-rowcount', '9');

  // What was inspected is not what is there any more.
  appendFileSync(inModel(wb, 'README.md'), '\nchanged\n');
  const stale = wb.webview().locator('.stale');
  await expect(stale).toContainText('Files changed since this was inspected: borealis-mini/README.md');
  await wb.shot('inspector-stale');
  await stale.getByRole('button', { name: 'Inspect Again' }).click();
  await expect(verdict(wb)).toContainText('Not verified');
  await expect(section(wb, 'Trust policy')).toContainText('not accepted');

  // A reason leads to its section, and a row to the file.
  await verdict(wb).getByRole('link').first().click();
  await expect(wb.webview().locator('h2:focus')).toHaveCount(1);
  const row = grid(wb, 'Files').getByRole('row', { name: /README\.md/ });
  await expect(row).toContainText('changed');
  await row.click();
  const details = wb.webview().getByRole('group', { name: 'The selected row' });
  await expect(details).toContainText('Signed as');
  await details
    .locator('.fact', { hasText: 'Signed as' })
    .getByRole('button', { name: /^Copy sha256:/ })
    .click();
  await expect.poll(() => clipboard(page)).toMatch(/^sha256:[0-9a-f]{64}$/);
  await details.getByRole('button', { name: 'Open where this comes from' }).click();
  await expect(page.locator('.tab.active', { hasText: 'README.md' })).toBeVisible();
  await expect(wb.line('changed')).toBeVisible();
});

test('everything by keyboard', async ({ wb, page }) => {
  test.setTimeout(120_000);
  addWeights(wb, 9);
  await wb.command('Model Openness: Inspect…');
  await pick(wb, 'What to inspect', 'A model folder');
  await pick(wb, 'What to inspect', MODEL);
  await expect(title(wb)).toHaveText(MODEL, { timeout: 30_000 });

  // From the list of sections to the files, and through the table.
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await wb.webview().locator('.contents a').first().focus();
  await press('Tab');
  await expect(wb.webview().locator('.contents a:focus')).toContainText('Files');
  await press('Enter');
  await expect(wb.webview().locator('h2:focus')).toHaveText('Files');
  const focused = () => wb.webview().locator(':focus');
  await expect(async () => {
    await press('Tab');
    await expect(focused()).toHaveAttribute('role', 'grid', { timeout: 200 });
  }).toPass({ timeout: 20_000, intervals: [0] });

  const active = async () => {
    const id = await grid(wb, 'Files').getAttribute('aria-activedescendant');
    return wb.webview().locator(`[id="${id}"]`).innerText();
  };
  const total = Number(await grid(wb, 'Files').getAttribute('aria-rowcount')) - 1;
  await press('End');
  await expect.poll(() => grid(wb, 'Files').getAttribute('aria-activedescendant')).toBe(`files-cell-${total - 1}-0`);
  await press('Home');
  expect(await active()).toContain('README.md');
  await press('ArrowDown', 'ArrowRight', 'ArrowRight');
  await press('Control+c');
  await expect.poll(() => clipboard(page)).toMatch(/^\d+$/);
  await press('ArrowLeft', 'ArrowLeft', 'PageDown', 'PageUp', 'Home', ' ');
  await expect(wb.webview().getByRole('group', { name: 'The selected row' })).toContainText('README.md');
  await press('Escape');
  await expect(wb.webview().getByRole('group', { name: 'The selected row' })).toHaveCount(0);
  await press('Enter');
  await expect(page.locator('.tab.active', { hasText: 'README.md' })).toBeVisible();
});

test('a filter holds when the page is hidden, and when the window is loaded again', async ({ wb, page }) => {
  test.setTimeout(120_000);
  addWeights(wb, 9);
  await inspectFolder(wb);
  const filter = wb.webview().locator('vscode-text-field').first();
  await filter.locator('input').fill('weights');
  await expect(grid(wb, 'Files')).toHaveAttribute('aria-rowcount', '10');
  await expect(wb.webview().locator('.grid-count').first()).toHaveText(/^9 of \d+$/);
  await grid(wb, 'Files').getByRole('button', { name: 'Path' }).click();
  await grid(wb, 'Files').getByRole('button', { name: 'Path' }).click();
  await expect(grid(wb, 'Files').getByRole('row').nth(1)).toContainText('model-00009');
  const shown = async () => {
    await expect(title(wb)).toHaveText(MODEL, { timeout: 60_000 });
    await expect(filter.locator('input')).toHaveValue('weights');
    await expect(grid(wb, 'Files')).toHaveAttribute('aria-rowcount', '10');
    await expect(grid(wb, 'Files').getByRole('row').nth(1)).toContainText('model-00009');
  };

  await wb.openFile(`${MODEL}/mof.yml`);
  await page.locator('.tab', { hasText: `Inspect ${MODEL}` }).click();
  await shown();
  await wb.reload();
  await shown();
});

test('a signature has an editor, and its text', async ({ wb, page }) => {
  test.setTimeout(120_000);
  await signKeyless(wb);
  await explorerRow(wb, MODEL).click();
  await menu(wb, 'model.sig', 'Inspect');
  await expect(title(wb)).toHaveText('model.sig', { timeout: 30_000 });
  const signatures = section(wb, 'Signatures');
  await expect(signatures).toContainText('release@northlight.example');
  await expect(signatures).toContainText('Time in the log');
  await expect(signatures).toContainText('inclusion is');
  await expect(signatures).toContainText('Certificate of the signer');
  await expect(signatures).toContainText('Trust');
  await wide(wb);
  await picture(wb, 'inspector-signature');
  expect(serious(await wb.axe(await wb.webviewFrame()))).toEqual([]);
  await page.getByRole('button', { name: 'Reopen as Text' }).click();
  await expect(wb.line('application/vnd.dev.sigstore.bundle')).toBeVisible();
});

test('an AI BOM beside its text', async ({ wb, page }) => {
  test.setTimeout(120_000);
  await wb.openFile(`${MODEL}/borealis-mini.spdx3.json`);
  await page.getByRole('button', { name: 'Preview AI BOM' }).click();
  await expect(title(wb)).toHaveText('borealis-mini.spdx3.json', { timeout: 30_000 });
  await expect(section(wb, 'Bills of materials')).toContainText('SPDX 3.0.1');
  await expect(section(wb, 'Lineage').getByRole('img')).toHaveAttribute('aria-label', /was trained or tested on/);
  const list = section(wb, 'Lineage').locator('.edges li');
  expect(await list.count()).toBeGreaterThan(0);
  await wide(wb);
  await picture(wb, 'inspector-bom');
  // The list leads to the line that says so.
  await list.first().getByRole('button').click();
  await expect(wb.editor.locator('.current-line').first()).toBeVisible();
  await expect(page.locator('.editor-group-container')).toHaveCount(2);
});

test('an artifact of a layout: layers, what is attached, the manifest', async ({ wb, page }) => {
  test.setTimeout(180_000);
  addWeights(wb);
  await signKeyless(wb);
  const layout = await packageModel(wb);
  await wb.command('Model Openness: Inspect…');
  await pick(wb, 'What to inspect', 'An artifact');
  await pick(wb, 'What to inspect', 'On this machine');
  await pick(wb, 'Where the artifact is', 'Another folder');
  await pickFolder(wb, layout);
  await pick(wb, 'What to inspect', 'lab/borealis-mini:v1');
  await expect(title(wb)).toHaveText(/borealis-mini:v1/, { timeout: 30_000 });
  const manifest = section(wb, 'Manifest');
  await expect(grid(wb, 'Layers')).toContainText('weights');
  await expect(manifest.locator('.tree')).toContainText('application/vnd.cyclonedx+json');
  await manifest.locator('summary', { hasText: /^Manifest$/ }).click();
  await expect(manifest.locator('pre').first()).toContainText('"schemaVersion": 2');
  await manifest.locator('h2').scrollIntoViewIfNeeded();
  await wide(wb);
  await manifest.evaluate((element) => element.scrollIntoView());
  await picture(wb, 'inspector-artifact');
  await manifest.getByRole('button', { name: 'Open where this comes from' }).last().click();
  await expect(wb.line('schemaVersion')).toBeVisible();
  await expect(page.locator('.editor-group-container')).toHaveCount(2);
});

test('evidence is written, complete without a network', async ({ wb, context }) => {
  test.setTimeout(120_000);
  await signKeyless(wb);
  await inspectFolder(wb);
  const file = beside(wb, 'evidence.html');
  await wb.webview().getByRole('button', { name: 'Export Evidence…' }).click();
  await pick(wb, 'How to write the evidence report', 'HTML');
  await expect(async () => {
    await input(wb).fill(file);
    // The dialog looks at the folder meanwhile, and may write into its box then.
    await wb.page.waitForTimeout(500);
    await expect(input(wb)).toHaveValue(file, { timeout: 1000 });
    await wb.page.keyboard.press('Enter');
    await expect(wb.notification('The evidence report is in')).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  expect(existsSync(file)).toBe(true);
  const report = await context.newPage();
  const asked = [];
  report.on('request', (request) => asked.push(request.url()));
  await report.setContent(readFileSync(file, 'utf8'));
  await expect(report.locator('body')).toContainText('release@northlight.example');
  expect(asked).toEqual([]);
});

test('two models are compared', async ({ wb, page }) => {
  test.setTimeout(120_000);
  await inspectFolder(wb);
  await wb.webview().getByRole('button', { name: 'Compare…' }).click();
  await pick(wb, /^What to compare borealis-mini with/, 'A model folder');
  await pick(wb, /^What to compare borealis-mini with/, 'aurora-7b');
  await expect(page.locator('.tab.active', { hasText: 'Compare borealis-mini' })).toBeVisible();
  await expect(title(wb)).toHaveText('borealis-mini and aurora-7b', { timeout: 30_000 });
  await expect(verdict(wb)).toContainText('They differ');
  await expect(section(wb, 'Openness')).toContainText('Class');
  await expect(grid(wb, 'Files that differ')).toContainText('only in the second');
  await wide(wb);
  await picture(wb, 'inspector-comparison');
  expect(serious(await wb.axe(await wb.webviewFrame()))).toEqual([]);
});

for (const [theme, image] of [
  ['dark', 'dark'],
  ['light', 'light'],
  ['highContrast', 'high-contrast'],
  ['highContrastLight', 'high-contrast-light'],
]) {
  test(`the inspector, ${theme}`, async ({ wb, page }) => {
    test.setTimeout(180_000);
    await wb.theme(theme);
    addWeights(wb, 6);
    writePolicy(wb, await signKeyless(wb));
    appendFileSync(inModel(wb, 'README.md'), '\nchanged\n');
    writeFileSync(inModel(wb, 'convert.py'), 'import os\n');
    await inspectFolder(wb);
    await expect(verdict(wb)).toContainText('Not verified');
    await expect(grid(wb, 'Files')).toContainText('README.md');
    await wide(wb);
    await picture(wb, `inspector-${image}`);
    const frame = await wb.webviewFrame();
    expect(serious(await wb.axe(frame))).toEqual([]);
    if (theme !== 'dark') return;
    await grid(wb, 'Files')
      .getByRole('row', { name: /README\.md/ })
      .click();
    await page.mouse.move(90, 600);
    for (const [name, id] of [
      ['signatures', 'signatures'],
      ['files', 'files'],
      ['openness', 'openness'],
    ]) {
      await wb
        .webview()
        .locator(`#${id}`)
        .evaluate((heading) => heading.closest('section').scrollIntoView());
      await page.waitForTimeout(300);
      await picture(wb, `inspector-${name}`);
    }
  });
}

test('nothing scrolls sideways where everything is four times as large', async ({ wb, page }) => {
  test.setTimeout(120_000);
  addWeights(wb);
  await signKeyless(wb);
  await inspectFolder(wb);
  await wide(wb);
  await page.setViewportSize({ width: 380, height: 700 });
  const frame = await wb.webviewFrame();
  await expect.poll(() => frame.evaluate(() => document.documentElement.clientWidth)).toBeLessThan(360);
  await expect(wb.webview().locator('.grid-frame.narrow').first()).toBeVisible();
  expect(await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await wb.shot('inspector-narrow');
  expect(serious(await wb.axe(frame))).toEqual([]);
});

test('texts that try to act are shown, and nothing else', async ({ wb, page }) => {
  test.setTimeout(120_000);
  const complaints = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  const hostile = [
    '<img src=x onerror=window.pwned=1>',
    '<script>window.pwned=1<\u2215script>',
    'file\u202egnp.exe',
    'javascript:window.pwned=1',
    '${window.pwned=1}',
  ];
  for (const name of hostile) writeFileSync(inModel(wb, name), 'x');
  const bom = JSON.parse(readFileSync(inModel(wb, 'borealis-mini.cdx.json'), 'utf8'));
  bom.metadata.component.name = '"><img src=x onerror=window.pwned=1> [x](command:workbench.action.quit)';
  writeFileSync(inModel(wb, 'borealis-mini.cdx.json'), JSON.stringify(bom));
  mkdirSync(inModel(wb, '<b>bold'));
  writeFileSync(inModel(wb, '<b>bold/<i>.txt'), 'x');
  await inspectFolder(wb);
  const files = grid(wb, 'Files');
  await expect(files).toContainText('<img src=x onerror=window.pwned=1>');
  await expect(files).toContainText('file\\u{202e}gnp.exe');
  await expect(section(wb, 'Bills of materials')).toContainText('"><img src=x onerror=window.pwned=1>');
  const frame = await wb.webviewFrame();
  expect(await frame.evaluate(() => window.pwned)).toBeUndefined();
  expect(await frame.evaluate(() => document.querySelectorAll('img, iframe, b, i, a[href^="javascript"]').length)).toBe(
    0,
  );
  expect(complaints).toEqual([]);
  await wb.shot('inspector-hostile');
});

test('what is no signature says so, and its text is one step away', async ({ wb, page }) => {
  writeFileSync(inModel(wb, 'broken.sig'), '{ "half": ');
  await explorerRow(wb, MODEL).click();
  await menu(wb, 'broken.sig', 'Inspect');
  await expect(title(wb)).toBeVisible({ timeout: 30_000 });
  await wb.shot('inspector-broken');
  await wb.webview().getByRole('button', { name: 'Open as Text' }).click();
  await expect(page.locator('.tab.active', { hasText: 'broken.sig' })).toBeVisible();
  await expect(wb.line('half')).toBeVisible();
});
