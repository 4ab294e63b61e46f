// What is done by commands and dialogs: a new file in steps, the walkthrough, licences and components by the view.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './workbench.mjs';

/** Answers one step of a series: waits for its prompt, types if asked to, and goes on. */
async function step(wb, number, prompt, text) {
  await expect(wb.quickInput.locator('.quick-input-title')).toContainText(`(${number}/4)`);
  await expect(wb.quickInput).toContainText(prompt);
  if (text !== undefined) await wb.quickInput.locator('input[type="text"]').first().fill(text);
}

test('a new MOF file, in steps that can be gone back', async ({ wb, page }) => {
  const file = path.join(wb.workspace, 'mof.yml');
  writeFileSync(path.join(wb.workspace, 'README.md'), '---\nlicense: cc-by-4.0\n---\n\n# A model\n');
  await wb.command('Model Openness: New MOF File');
  await expect(wb.quickInput).toContainText('Class III');
  await wb.shot('new-file-class');
  await wb.pick('Open Tooling Model').click();
  await step(wb, 2, 'name of the release');
  await page.keyboard.press('Enter'); // the folder's name is there already
  await step(wb, 3, 'Who releases the model');
  await page.keyboard.press('Enter');
  await expect(wb.quickInput).toContainText('Something has to be written here');
  await wb.quickInput.locator('.codicon-quick-input-back').click();
  await step(wb, 2, 'name of the release', 'dawn 2');
  await page.keyboard.press('Enter');
  await expect(wb.quickInput).toContainText('no blanks');
  await wb.quickInput.locator('input[type="text"]').first().fill('dawn-2');
  await page.keyboard.press('Enter');
  await step(wb, 3, 'Who releases the model', 'Northlight Institute');
  await page.keyboard.press('Enter');
  await expect(wb.quickInput.locator('.monaco-list-row.focused')).toContainText('CC-BY-4.0'); // as the model card says
  await wb.shot('new-file-licence');
  await page.keyboard.press('Enter');
  await expect(wb.line('name: dawn-2')).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('producer: Northlight Institute');
  expect(text).toContain('name: CC-BY-4.0');
  expect(text).toContain('- name: Evaluation data');
  await expect(wb.codeLenses.first()).toContainText('Class II');

  // A second one never replaces it.
  await wb.command('Model Openness: New MOF File');
  await wb.pick('Open Science Model').click();
  for (const answer of [undefined, 'x', undefined]) {
    await page.waitForTimeout(300);
    if (answer) await wb.quickInput.locator('input[type="text"]').first().fill(answer);
    await page.keyboard.press('Enter');
  }
  await expect(wb.notification('is there already')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a series of steps that is left writes nothing', async ({ wb, page }) => {
  await wb.command('Model Openness: New MOF File');
  await wb.pick('Class III').click();
  await step(wb, 2, 'name of the release');
  await page.keyboard.press('Escape');
  await expect(wb.quickInput).toBeHidden();
  expect(existsSync(path.join(wb.workspace, 'mof.yml'))).toBe(false);
  await expect(page.locator('.notification-list-item')).toHaveCount(0);
});

test('components and licences by the view', async ({ wb, page }) => {
  await wb.openFile('aurora-7b/mof.yml');
  await wb.openView();
  const row = wb.treeRow('Model parameters (Final)');
  await expect(row).toContainText('licence not open · apache-2.0');
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Change to "Apache-2.0"' });
  // On a busy machine the row may take the focus back, which closes the menu.
  await expect(async () => {
    await row.hover();
    await row.locator('[aria-label="Fix Licence"]').click();
    await expect(fix).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 20_000 });
  await wb.shot('fix-licence');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('included · Apache-2.0');

  const level = wb.treeRow('Class III - Open Model');
  await level.hover();
  await level.locator('[aria-label="Add Missing Components"]').click();
  await expect(wb.line('name: Model card')).toBeVisible();
  await expect(level).toContainText('met');
  await expect(wb.treeRow('Class II - Open Tooling Model')).toContainText('7 of 10');
  await wb.shot('class-iii-met');
});

test('the walkthrough, its pictures and its buttons', async ({ wb, page }) => {
  await wb.command('Welcome: Open Walkthrough');
  await wb.pick('Get Started with Model Openness').click();
  const steps = page.locator('.gettingStartedContainer .getting-started-step');
  await expect(steps).toHaveCount(6);
  await expect(page.locator('.gettingStartedContainer')).toContainText('Create Example Model');
  await wb.shot('walkthrough');
  await steps.nth(2).click();
  await page
    .locator('.gettingStartedContainer a, .gettingStartedContainer .monaco-button', { hasText: 'Show Openness' })
    .first()
    .click();
  await expect(page.locator('.pane-body .welcome-view-content', { hasText: 'MOF' }).first()).toBeVisible();
});
