// Signing and verifying a model by mouse and keyboard, in a real VS Code.
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBed } from '../sigstore-bed/bed.mjs';
import { picture, serious } from './evidence.mjs';
import { explorerRow, explorerWords, input, menu, pick, pickFile, write } from './answers.mjs';
import { changeByte, MODEL, modelFile, newKeys, PASSPHRASE, signatureFile } from './signing.mjs';
import { expect, test } from './workbench.mjs';

async function signWithKey(wb, keys) {
  await menu(wb, MODEL, 'Sign Model');
  await pick(wb, 'How to sign', 'Private key');
  await pick(wb, 'The private key', 'Choose the file');
  await pickFile(wb, keys.private);
  await pick(wb, 'Where the signature goes', 'in the folder of the model');
  await pick(wb, 'What is signed', 'Sign');
  await expect(wb.notification('aurora-7b is signed: 4 files.')).toBeVisible();
}

const reportTab = (wb) => wb.page.locator('.tab.active', { hasText: `Verification of ${MODEL}` });

/** Names the public key of the signer, and waits for the verdict. */
async function trustKey(wb, keys) {
  await pick(wb, /Who should have signed/, 'Choose the public key');
  await pickFile(wb, keys.public);
  await expect(reportTab(wb)).toBeVisible();
}

const lens = (wb, title) => wb.codeLenses.locator('a', { hasText: title }).first();

test('a model is signed and verified, and one byte of it changes', async ({ wb }) => {
  const keys = newKeys(wb);
  await signWithKey(wb, keys);
  await wb.answer('aurora-7b is signed', 'Verify');
  await trustKey(wb, keys);
  await expect(wb.line('aurora-7b: Verified')).toBeVisible();
  await expect(wb.line('FAILED')).toHaveCount(0);
  await expect(explorerWords(wb, MODEL)).toHaveAttribute('aria-label', /Verified at .*: signed by key /);
  await wb.shot('verified');

  // Nobody has to ask: the verdict is not true any more.
  changeByte(modelFile(wb, 'README.md'));
  await expect(wb.line('aurora-7b changed since it was verified: aurora-7b/README.md')).toBeVisible();
  await expect(explorerWords(wb, MODEL)).toHaveAttribute('aria-label', /Changed since it was verified/);
  await wb.shot('stale');

  await lens(wb, 'Verify Again').click();
  await expect(wb.line('aurora-7b: Not verified')).toBeVisible();
  await expect(wb.line('FAILED  files: Files as they were signed: 3, changed: 1.')).toBeVisible();
  await wb.openProblems();
  await expect(wb.problems.filter({ hasText: 'Not as it was signed' })).toHaveCount(1);
  await explorerRow(wb, MODEL).click();
  await expect(explorerWords(wb, 'README.md')).toHaveAttribute('aria-label', /Changed since it was signed/);
  // Under the mouse, and with the key, the link has another class.
  await wb
    .line('README.md')
    .locator('[class*="detected-link"]')
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(wb.page.locator('.tab.active', { hasText: 'README.md' })).toBeVisible();
});

for (const [theme, image] of [
  ['dark', 'dark'],
  ['light', 'light'],
  ['highContrast', 'high-contrast'],
  ['highContrastLight', 'high-contrast-light'],
]) {
  test(`the verdict on a model, ${theme}`, async ({ wb }) => {
    const keys = newKeys(wb);
    await wb.theme(theme);
    await signWithKey(wb, keys);
    await wb.command('Notifications: Clear All');
    changeByte(modelFile(wb, 'README.md'));
    writeFileSync(modelFile(wb, 'convert.py'), 'import os\n');
    await menu(wb, MODEL, 'Verify Model');
    await trustKey(wb, keys);
    await explorerRow(wb, MODEL).click();
    await expect(explorerWords(wb, 'convert.py')).toHaveAttribute('aria-label', /Not signed/);
    await wb.openProblems();
    await expect(wb.problems.filter({ hasText: 'Not signed' })).toHaveCount(1);
    await wb.page.mouse.move(700, 400);
    await picture(wb, `verdict-${image}`);
    expect(serious(await wb.axe('sidebar'))).toEqual([]);
  });
}

test('the steps of signing: an encrypted key, and back', async ({ wb, page }) => {
  const keys = newKeys(wb);
  await wb.openFile(`${MODEL}/mof.yml`);
  await lens(wb, 'Sign model').click();
  await expect(wb.quickInput).toContainText('Sign aurora-7b');
  await picture(wb, 'sign-method');
  // Rows of a list have a level in VS Code, which those of a list box should not.
  const rules = { 'aria-allowed-attr': { enabled: false } };
  expect(serious(await wb.axe('.quick-input-widget', { rules }))).toEqual([]);
  await pick(wb, 'How to sign', 'Private key');
  await pick(wb, 'The private key', 'Choose the file');
  await pickFile(wb, keys.public);
  await expect(wb.notification('signing.pub is no private key in PEM.')).toBeVisible();
  await pick(wb, 'The private key', 'Choose the file');
  await pickFile(wb, keys.encrypted);
  await write(wb, 'The passphrase of', 'wrong');
  await expect(wb.quickInput).toContainText('wrong passphrase?');
  await expect(input(wb)).toHaveAttribute('type', 'password');
  await write(wb, 'wrong passphrase?', PASSPHRASE);
  await pick(wb, 'Where the signature goes', 'beside the folder');
  await expect(wb.quickInput.locator('.quick-input-title')).toContainText('(5/5)');
  await wb.quickInput.locator('.codicon-quick-input-back').click();
  await pick(wb, 'Where the signature goes', 'in the folder of the model');
  await expect(wb.pick('4 files')).toBeVisible();
  await wb.shot('sign-confirm');
  await pick(wb, 'What is signed', 'Show what is signed');
  await expect(wb.line('aurora-7b.spdx3.json')).toBeVisible();
  await pick(wb, 'What is signed', 'Sign');
  await expect(wb.notification('aurora-7b is signed: 4 files.')).toBeVisible();
  await wb.answer('aurora-7b is signed', 'Copy Command for Others');
  const command = 'model_signing verify key aurora-7b --signature aurora-7b/model.sig --public-key PUBLIC_KEY';
  await expect.poll(() => page.evaluate(() => window.navigator.clipboard.readText())).toBe(command);
});

test('signing is given up while a large file is read', async ({ wb }) => {
  const keys = newKeys(wb);
  writeFileSync(modelFile(wb, 'model.safetensors'), '');
  truncateSync(modelFile(wb, 'model.safetensors'), 64 * 2 ** 30);
  await menu(wb, MODEL, 'Sign Model');
  await pick(wb, 'How to sign', 'Private key');
  await pick(wb, 'The private key', 'Choose the file');
  await pickFile(wb, keys.private);
  await pick(wb, 'Where the signature goes', 'in the folder of the model');
  await pick(wb, 'What is signed', 'Sign');
  const progress = wb.notification('Signing aurora-7b');
  await expect(progress).toContainText(/iB of 64\.0 GiB, \d of 5 files, \d+ s left/);
  await wb.shot('progress');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden();
  expect(existsSync(signatureFile(wb))).toBe(false);
});

test('a model without a signature, and a file that is none', async ({ wb }) => {
  await menu(wb, 'borealis-mini', 'Verify Model');
  await expect(wb.line('borealis-mini: Not signed')).toBeVisible();
  await expect(explorerWords(wb, 'borealis-mini')).toHaveAttribute('aria-label', /Not signed at /);
  await wb.openFile(`${MODEL}/mof.yml`);
  await lens(wb, 'Verify model').click();
  await expect(wb.line('aurora-7b: Not signed')).toBeVisible();
  writeFileSync(modelFile(wb, 'weights.sig'), '{}');
  await wb.openFile(`${MODEL}/weights.sig`);
  await wb.page.getByRole('button', { name: 'Verify Signature File…' }).click();
  await expect(wb.notification('weights.sig is no signature that can be verified')).toBeVisible();
});

/** Has the editor use the test bed in place of Sigstore's public instance. */
function trustBed(wb, bed, rekorVersion) {
  const config = path.join(path.dirname(wb.workspace), 'trust-config.json');
  writeFileSync(config, JSON.stringify(bed.trustConfig(rekorVersion)));
  wb.machineSettings({ 'modelOpenness.sigstore.trustConfig': config });
}

/**
 * The page of the identity provider that an action opens. This VS Code shows what is on its own machine through a proxy of its
 * own, which is off: the page is opened as itself.
 */
async function signInPage(context, bed, action) {
  const opened = context.waitForEvent('page');
  await action();
  const page = await opened;
  await page.waitForURL(/\/proxy\//);
  const { pathname, search } = new URL(page.url());
  await page.goto(`${bed.url}${pathname.replace(/^\/proxy\/\d+/, '')}${search}`);
  return page;
}

test('a model is signed keyless, with the browser, and verified by who signed', async ({ wb, context }) => {
  test.setTimeout(180_000);
  const bed = await startBed({ email: 'release@example.org', login: 'button' });
  try {
    trustBed(wb, bed, 2);
    await menu(wb, MODEL, 'Sign Model');
    await pick(wb, 'How to sign', 'Sigstore');
    await pick(wb, /How to prove who you are, to the Sigstore of .*trust-config\.json/, 'Sign in with the browser');
    await pick(wb, 'Where the signature goes', 'in the folder of the model');
    const login = await signInPage(context, bed, () => pick(wb, 'What is signed', 'Sign'));
    await login.getByRole('button').click();
    // No browser could come back to this VS Code, so that it shows a code.
    await write(wb, 'The code that the browser shows', await login.locator('#code').innerText());
    await expect(wb.dialog).toContainText('Sign aurora-7b as release@example.org?');
    await expect(wb.dialog).toContainText('This becomes public for ever');
    await expect(wb.dialog).toContainText(bed.url);
    await picture(wb, 'sign-consent');
    expect(serious(await wb.axe('.dialog-message-row .dialog-message-container'))).toEqual([]);
    await wb.dialog.getByRole('button', { name: 'Publish and Sign' }).click();
    await expect(wb.notification('aurora-7b is signed: 4 files.')).toBeVisible();
    await wb.answer('aurora-7b is signed', 'Verify');

    // First who it was, and only then whether that is who it should be.
    await pick(wb, /Who should have signed/, 'Only see who signed');
    await expect(wb.line('aurora-7b: Valid, but the signer is not trusted')).toBeVisible();
    await expect(wb.line('signer: release@example.org')).toBeVisible();
    await lens(wb, 'Expect This Signer').click();
    await wb.dialog.getByRole('button', { name: 'Trust' }).click();
    await expect(wb.line('aurora-7b: Verified')).toBeVisible();
    await picture(wb, 'verified-keyless');

    await lens(wb, 'Choose Another Signer').click();
    await pick(wb, /Who should have signed/, 'Enter who should have signed');
    await write(wb, 'to the letter', 'mallory@example.org');
    await pick(wb, /issuer of the identity/, 'Another issuer');
    await write(wb, 'The issuer', bed.url);
    await expect(wb.line('aurora-7b: Valid, but the signer is not trusted')).toBeVisible();
    await expect(wb.line('expected was mallory@example.org')).toBeVisible();
  } finally {
    await bed.close();
    wb.machineSettings({});
  }
});

test('a model is signed keyless with another device, and not without consent', async ({ wb, context }) => {
  test.setTimeout(180_000);
  const bed = await startBed({ email: 'release@example.org', login: 'button', device: { interval: 1 } });
  try {
    trustBed(wb, bed, 1);
    const signIn = async () => {
      await menu(wb, MODEL, 'Sign Model');
      await pick(wb, 'How to sign', 'Sigstore');
      await pick(wb, /How to prove who you are/, 'Sign in on another device');
      await pick(wb, 'Where the signature goes', 'in the folder of the model');
      await pick(wb, 'What is signed', 'Sign');
      const prompt = wb.notification('on any device, sign in, and confirm the code');
      await expect(prompt).toBeVisible();
      const open = prompt.getByRole('button', { name: 'Open Page' });
      const login = await signInPage(context, bed, () => open.click());
      await login.getByRole('button').first().click();
      // One that is about to show something else does not always close.
      await expect(login.getByRole('heading')).toHaveText('Signed in');
      await login.close();
      // A page behind another one draws nothing.
      await wb.page.bringToFront();
      await expect(wb.dialog).toContainText('Sign aurora-7b as release@example.org?');
    };
    await signIn();
    await wb.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(wb.notification('Signing aurora-7b')).toBeHidden();
    expect(existsSync(signatureFile(wb))).toBe(false);
    expect(bed.requests.filter(({ service }) => service === 'fulcio' || service === 'rekor')).toEqual([]);

    await signIn();
    await wb.dialog.getByRole('button', { name: 'Publish and Sign' }).click();
    await expect(wb.notification('aurora-7b is signed: 4 files.')).toBeVisible();
    await wb.command('Notifications: Clear All');

    await bed.faults.set('fulcio', 'down');
    await signIn();
    await wb.dialog.getByRole('button', { name: 'Publish and Sign' }).click();
    await expect(wb.notification(`${new URL(bed.urls.fulcio).host}`)).toBeVisible();
    await wb.shot('fulcio-down');
  } finally {
    await bed.close();
    wb.machineSettings({});
  }
});
