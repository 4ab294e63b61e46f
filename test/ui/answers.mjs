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

/**
 * The box of the dialog that VS Code has for files of another machine, once it lists its first folder: before, it forgets what is
 * typed, and takes that folder for the answer.
 */
async function pathBox(wb) {
  const dialog = wb.quickInput.locator('input[placeholder="File path"], input[placeholder="Folder path"]').first();
  await dialog.waitFor();
  await wb.quickInput.getByRole('option', { name: '..', exact: true }).waitFor();
  return dialog;
}

/** Chooses a file by its path. */
export async function pickFile(wb, file) {
  const dialog = await pathBox(wb);
  await expect(async () => {
    await dialog.fill(file, { timeout: 3000 });
    await wb.pick(path.basename(file)).click({ timeout: 3000 });
    await expect(dialog).toBeHidden({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
}

/** Writes a path and accepts it; that of a folder ends with a slash. */
export async function pickPath(wb, value) {
  const dialog = await pathBox(wb);
  await expect(async () => {
    await dialog.fill(value, { timeout: 3000 });
    await expect(dialog).toHaveValue(value, { timeout: 1000 });
    await wb.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
}

export const pickFolder = (wb, folder) => pickPath(wb, `${folder}/`);

/** Accepts what is chosen of several. */
export async function acceptAll(wb, question) {
  await expect(wb.quickInput.locator('input[type="text"]').first()).toHaveAttribute('placeholder', question);
  await wb.quickInput.getByRole('button', { name: 'OK' }).click();
}
