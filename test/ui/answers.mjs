// How a person answers what VS Code asks: the Explorer's menus, quick picks, input boxes and dialogs.
import path from 'node:path';
import { expect } from './workbench.mjs';

/** The row of a file or folder in the Explorer. */
export const explorerRow = (wb, name) =>
  wb.page.locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}`) }).first();
/** What the Explorer says of a file or folder, as screen readers read it. */
export const explorerWords = (wb, name) => explorerRow(wb, name).locator('.monaco-icon-label').first();

/** Opens the menu of a folder or file of the Explorer and chooses a command. */
export const menu = (wb, row, command) => wb.menu(explorerRow(wb, row), command);

/** Where an answer is typed. */
export const input = (wb) => wb.quickInput.locator('input[type="text"], input[type="password"]').first();

/** Chooses an answer to a question: by keys, for the list may still move under the mouse. */
export async function pick(wb, question, answer) {
  await expect(wb.quickInput.locator('input[type="text"]').first()).toHaveAttribute('placeholder', question);
  const row = wb.pick(answer);
  await expect(async () => {
    if (!(await row.evaluate((element) => element.classList.contains('focused'))))
      await wb.page.keyboard.press('ArrowDown');
    await expect(row).toHaveClass(/focused/, { timeout: 300 });
  }).toPass({ timeout: 20_000, intervals: [0] });
  await wb.page.keyboard.press('Enter');
}

/** Writes an answer to a question. */
export async function write(wb, question, answer) {
  await expect(wb.quickInput.locator('.quick-input-message')).toContainText(question);
  await input(wb).fill(answer);
  await wb.page.keyboard.press('Enter');
}

/** Chooses a file by its path, in the dialog that VS Code has for files of another machine. */
export async function pickFile(wb, file) {
  const dialog = wb.quickInput.locator('input[placeholder="Folder path"]');
  // It forgets what is typed before it has read its first folder.
  await expect(async () => {
    await dialog.fill(file);
    await wb.pick(path.basename(file)).click({ timeout: 3000 });
    await expect(dialog).toBeHidden({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
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
