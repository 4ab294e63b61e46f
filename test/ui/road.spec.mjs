// The road of a person who opens a MOF file: see what is wrong, mend it by keyboard, watch the class rise.
import { picture, serious } from './evidence.mjs';
import { expect, test } from './workbench.mjs';

const FILE = 'aurora-7b/mof.yml';

test('the first start is quiet', async ({ wb, page }) => {
  await expect(wb.dialog).toHaveCount(0);
  await expect(page.locator('.notification-list-item')).toHaveCount(0);
  await wb.openView();
  await expect(page.locator('.pane-body .welcome-view-content', { hasText: 'MOF' }).first()).toBeVisible();
  await wb.shot('first-start');
});

test('a finding, its fix by keyboard, the lens and the ladder', async ({ wb, page }) => {
  await wb.openFile(FILE);
  await expect(wb.squiggles('error')).toHaveCount(2);
  await expect(wb.codeLenses.first()).toContainText('Class III');
  await wb.openView();
  await expect(wb.treeRow('Model card')).toContainText('missing');
  const before = await wb.codeLenses.first().innerText();
  await wb.shot('before');

  await wb.cursorTo('name: Model Card');
  await page.keyboard.press('F8'); // to the next finding, as one does without a mouse
  await page.keyboard.press('Escape');
  await wb.cursorTo('name: Model Card');
  await wb.quickFix('Change to "Model card"');
  await expect(wb.line('name: Model card')).toBeVisible();
  await expect(wb.squiggles('error')).toHaveCount(1);
  await expect(wb.treeRow('Model card')).not.toContainText('missing');
  await page.keyboard.press('Control+Home'); // the lens follows only while it is on screen
  await expect(wb.codeLenses.first()).not.toHaveText(before);

  await wb.cursorTo('license: apache-2.0');
  await wb.quickFix('Change to "Apache-2.0"');
  await expect(wb.squiggles('error')).toHaveCount(0);
  await page.keyboard.press('Control+Home');
  await expect(wb.codeLenses.first()).toContainText('Class III');
  await wb.shot('after');
});

for (const [theme, image] of [
  ['dark', 'dark'],
  ['light', 'light'],
  ['highContrast', 'high-contrast'],
  ['highContrastLight', 'high-contrast-light'],
]) {
  test.describe(`in the ${image} theme`, () => {
    test.use({ theme });

    test('the editor and the Openness view can be read by everyone', async ({ wb, page }) => {
      await wb.openFile(FILE);
      await wb.openView();
      await expect(wb.squiggles('error')).toHaveCount(2);
      await expect(wb.treeRow('Model card')).toContainText('missing');
      await expect(wb.inlayHints.filter({ hasText: 'distribution' }).first()).toBeVisible();
      await expect(wb.codeLenses.first()).toContainText('Class III');
      await picture(wb, `editor-${image}`);
      expect(serious(await wb.axe('sidebar'))).toEqual([]);
      // The lens has the colour that the theme gives to lenses, which is not ours to choose.
      const contrast = { rules: { 'color-contrast': { enabled: false } } };
      expect(serious(await wb.axe('.codelens-decoration', contrast))).toEqual([]);

      await wb.cursorTo('name: Model Card');
      await expect(async () => {
        await page.keyboard.press('Control+.');
        await page.locator('.action-widget .monaco-list-row').first().waitFor({ timeout: 3000 });
      }).toPass({ timeout: 20_000 });
      await picture(wb, `quick-fix-${image}`);
      await page.keyboard.press('Escape');

      await wb.openProblems();
      await expect(wb.problems.filter({ hasText: 'Unknown component' })).toHaveCount(1);
      await wb.shot(`problems-${image}`);
    });
  });
}
