// The evidence report of `mof report`, opened from disk: complete without a network, and nothing in it acts.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { root } from '../rig/paths.mjs';
import { serious } from './evidence.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = [
  '<script>document.title = "acted"<∕script>',
  '"><img src=x onerror=document.title="acted">',
  '<h1>forged',
  'right\u202eto left',
];
const BUNDLE = '{"mediaType":"</pre></details></section><script>document.title=\'acted\'</script>"}';

let folder;
let url;
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mof-report-'));
  cpSync(path.join(root, 'examples/borealis-mini'), path.join(folder, 'model'), { recursive: true });
  for (const name of HOSTILE) writeFileSync(path.join(folder, 'model', `${name}.txt`), name);
  writeFileSync(path.join(folder, 'model/model.sig'), BUNDLE);
  const args = [path.join(root, 'dist/mof.js'), 'report', 'model', '--output', 'report.html'];
  execFileSync(process.execPath, args, { cwd: folder, env: { ...process.env, XDG_CACHE_HOME: folder } });
  url = pathToFileURL(path.join(folder, 'report.html')).href;
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const colorScheme of ['light', 'dark'])
  test(`the report is complete, inert and accessible, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, offline: true, bypassCSP: false });
    const page = await context.newPage();
    const requests = [];
    const said = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(url);
    expect(requests).toEqual([url]);
    expect(said).toEqual([]);
    await expect(page).toHaveTitle('Evidence report: model');
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    for (const name of [
      'Verdict',
      'Signatures',
      'Files',
      'Openness',
      'Licences',
      'Bills of materials',
      'What this report rests on',
    ])
      await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
    await expect(page.locator('script, img, iframe, link, object, embed')).toHaveCount(0);
    await expect(
      page.getByText('<script>document.title = "acted"<∕script>.txt', { exact: true }).first(),
    ).toBeVisible();
    await expect(page.getByText('right\\u{202e}to left.txt', { exact: true }).first()).toBeVisible();
    const raw = page.locator('details', { hasText: 'model.sig' });
    await raw.locator('summary').click();
    await expect(raw.locator('pre')).toHaveText(BUNDLE);
    mkdirSync(path.join(root, 'out/ui-shots'), { recursive: true });
    await page.evaluate(() => window.scrollTo(0, 0));
    const shot = path.join(root, 'out/ui-shots', `report-${colorScheme}.png`);
    await page.screenshot({ path: shot });
    if (process.env.UPDATE_IMAGES) copyFileSync(shot, path.join(root, 'docs/images', `report-${colorScheme}.png`));
    const checked = await context.newPage();
    // The policy of the report lets no script in, not even this one: it is checked as text in a page of its own.
    await checked.setContent(
      readFileSync(path.join(folder, 'report.html'), 'utf8').replace(/<meta http-equiv[^>]*>/, ''),
    );
    await checked.addScriptTag({ content: AXE });
    const { violations } = await checked.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    expect(serious(violations)).toEqual([]);
    await context.close();
  });
