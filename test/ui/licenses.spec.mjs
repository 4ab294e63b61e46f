// Licences where they are written, and bills of materials as a language: what a person sees, in a real VS Code.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { picture, serious } from './evidence.mjs';
import { expect, test } from './workbench.mjs';

const BOM = 'aurora-7b/aurora-7b.spdx3.json';

test('a card that disagrees with its MOF file shows both places', async ({ wb, page }) => {
  const card = path.join(wb.workspace, 'aurora-7b/README.md');
  writeFileSync(card, readFileSync(card, 'utf8').replace('license: apache-2.0', 'license: mit'));
  await wb.openFile('aurora-7b/mof.yml');
  await wb.openProblems();
  const finding = wb.problems.filter({ hasText: 'README.md' });
  await expect(finding.first()).toBeVisible();
  await wb.shot('disagreement');
  // The second place is a row of its own below the finding, and leads there.
  await finding.last().dblclick();
  await expect(page.locator('.tab.active[data-resource-name="README.md"]')).toBeVisible();
  await wb.shot('disagreement-card');
});

test('an id is renamed across the graph of a bill of materials', async ({ wb, page }) => {
  await wb.openFile(BOM);
  await wb.goToLine(85);
  await expect(wb.squiggles('error').first()).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F2');
  const box = page.locator('.rename-box input');
  await box.waitFor();
  await box.fill('https://example.org/northlight/aurora-7b/bom#weather-bulletins');
  await page.keyboard.press('Enter');
  await expect(wb.line('bom#weather-bulletins').first()).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect
    .poll(() => readFileSync(path.join(wb.workspace, BOM), 'utf8').match(/bom#weather-bulletins"/g)?.length)
    .toBe(4);
});

test('the missing licence relationship is added by quick fix', async ({ wb }) => {
  await wb.openFile(BOM);
  await wb.openProblems();
  await expect(wb.problems.filter({ hasText: 'hasConcludedLicense' })).toHaveCount(1);
  await wb.problems.filter({ hasText: 'hasConcludedLicense' }).dblclick();
  await expect(wb.line('"ai_AIPackage"')).toBeVisible();
  await wb.quickFix('hasConcludedLicense');
  await expect(wb.problems.filter({ hasText: 'hasConcludedLicense' })).toHaveCount(0);
});

test('how ready a bill of materials is, and what another one says differently', async ({ wb, page }) => {
  await wb.openFile(BOM);
  await wb.command('AI BOM Readiness');
  await expect(page.locator('.tab.active', { hasText: 'AI BOM Readiness' })).toBeVisible();
  await expect(wb.line('Readiness: 16 of 17 met')).toBeVisible();
  await wb.shot('readiness');
  // A line that is named leads there.
  await wb
    .line('Format of the BOM')
    .locator('.detected-link')
    .first()
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(page.locator('.editor-group-container.active .tab.active')).toContainText('aurora-7b.spdx3.json');

  await wb.command('Compare AI BOMs');
  await wb.pick('borealis-mini.spdx3.json').click();
  await expect(page.locator('.tab.active', { hasText: 'Comparison of AI BOMs' })).toBeVisible();
  await expect(wb.line('+ model "borealis-mini" 0.9.0')).toBeVisible();
  await wb.shot('comparison');
});

for (const [theme, image] of [
  ['dark', 'dark'],
  ['light', 'light'],
  ['highContrast', 'high-contrast'],
  ['highContrastLight', 'high-contrast-light'],
]) {
  test.describe(`in the ${image} theme`, () => {
    test.use({ theme });

    test('a bill of materials and the Licences view can be read by everyone', async ({ wb, page }) => {
      await wb.openFile(BOM);
      await wb.goToLine(62);
      await expect(wb.squiggles('error').first()).toBeVisible();
      await wb.command('List Licences');
      await expect(wb.treeRow('Apache-2.0').first()).toBeVisible();
      await wb.cursorTo('"ai_domain"');
      await picture(wb, `bom-${image}`);
      expect(serious(await wb.axe('sidebar'))).toEqual([]);

      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+i');
      await expect(wb.hover.first()).toBeVisible();
      await wb.shot(`bom-hover-${image}`);
      await page.keyboard.press('Escape');
    });
  });
}
