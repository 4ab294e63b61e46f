// How a person signs and verifies a model: menus, answers, keys.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from './workbench.mjs';

export const MODEL = 'aurora-7b';
export const PASSPHRASE = 'correct horse battery';

/** New keys beside the workspace, not in it. */
export function newKeys(wb) {
  const folder = path.join(path.dirname(wb.workspace), 'keys');
  mkdirSync(folder, { recursive: true });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const write = (name, pem) => {
    const file = path.join(folder, name);
    writeFileSync(file, pem, { mode: 0o600 });
    return file;
  };
  const pkcs8 = { type: 'pkcs8', format: 'pem' };
  return {
    private: write('signing.pem', privateKey.export(pkcs8)),
    encrypted: write('encrypted.pem', privateKey.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: PASSPHRASE })),
    public: write('signing.pub', publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

export const modelFile = (wb, name) => path.join(wb.workspace, MODEL, name);
export const signatureFile = (wb) => modelFile(wb, 'model.sig');

/** Changes one byte of a file. */
export function changeByte(file) {
  const bytes = readFileSync(file);
  bytes[100] ^= 1;
  writeFileSync(file, bytes);
}

export const explorerRow = (wb, name) =>
  wb.page.locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}`) }).first();
/** What the Explorer says of a file or folder, as screen readers read it. */
export const explorerWords = (wb, name) => explorerRow(wb, name).locator('.monaco-icon-label').first();

/** Opens the menu of a folder or file of the Explorer and chooses a command. */
export async function menu(wb, row, command) {
  const entry = wb.page.locator('.monaco-menu .action-item', { hasText: command }).first();
  await expect(async () => {
    await explorerRow(wb, row).click({ button: 'right' });
    await expect(entry).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 20_000 });
  await entry.click();
}

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
