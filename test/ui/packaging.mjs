// What tests of packaging do in VS Code, step by step.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { expect } from './workbench.mjs';

/** A layout beside the workspace. It is there from the start, for the dialog that picks it. */
export const layoutOf = (wb) => path.join(path.dirname(wb.workspace), 'layout');

const explorerRow = (wb, name) =>
  wb.page.locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}`) }).first();

/** Opens the menu of a folder of the Explorer and chooses a command. */
export async function menu(wb, row, command) {
  const entry = wb.page.locator('.monaco-menu .action-item', { hasText: command }).first();
  await expect(async () => {
    await explorerRow(wb, row).click({ button: 'right' });
    await expect(entry).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 20_000 });
  await entry.click();
}

export const input = (wb) => wb.quickInput.locator('input[type="text"], input[type="password"]').first();

export async function pick(wb, question, answer) {
  await expect(wb.quickInput.locator('input[type="text"]').first()).toHaveAttribute('placeholder', question);
  await wb.pick(answer).click();
}

export async function write(wb, question, answer) {
  await expect(wb.quickInput.locator('.quick-input-message')).toContainText(question);
  await input(wb).fill(answer);
  await wb.page.keyboard.press('Enter');
}

/** Accepts what is chosen of several. */
export async function acceptAll(wb, question) {
  await expect(wb.quickInput.locator('input[type="text"]').first()).toHaveAttribute('placeholder', question);
  await wb.quickInput.getByRole('button', { name: 'OK' }).click();
}

/** Chooses a folder by its path, in the dialog that VS Code has for files of another machine. */
export async function pickFolder(wb, folder) {
  const dialog = wb.quickInput.locator('input[placeholder="Folder path"]');
  await expect(async () => {
    await dialog.fill(`${folder}/`);
    await expect(dialog).toHaveValue(`${folder}/`);
    await wb.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
}

/** Packages a model under a name, by the menu of its folder. */
export async function packageAs(wb, name, model = 'aurora-7b') {
  mkdirSync(layoutOf(wb), { recursive: true });
  await menu(wb, model, 'Package Model');
  await acceptAll(wb, 'What goes in');
  await write(wb, 'The name of the artifact', name);
  await pick(wb, 'Where the artifact goes', 'Another folder');
  await pickFolder(wb, layoutOf(wb));
  await pick(wb, /^Annotations/, 'Go on');
  await pick(wb, 'What is packaged', 'Package');
  await expect(wb.notification(`${model} is packaged as ${name}`)).toBeVisible();
}

export const lens = (wb, title) => wb.codeLenses.locator('a', { hasText: title }).first();
