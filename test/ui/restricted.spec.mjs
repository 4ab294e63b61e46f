// What a workspace that nobody trusts may do: be verified, not sign.
import { existsSync } from 'node:fs';
import { menu } from './answers.mjs';
import { MODEL, signatureFile } from './signing.mjs';
import { expect, test } from './workbench.mjs';

test.use({ trust: true });

test('a model in Restricted Mode is verified, and not signed', async ({ wb }) => {
  await expect(wb.statusItem('Restricted Mode')).toBeVisible();
  await menu(wb, MODEL, 'Sign Model');
  await expect(wb.notification('Models are not signed in a workspace that you do not trust')).toBeVisible();
  await expect(wb.quickInput).toBeHidden();
  expect(existsSync(signatureFile(wb))).toBe(false);
  await wb.shot('restricted');
  await wb.command('Verify Model');
  await wb.pick(MODEL).click();
  await expect(wb.line('aurora-7b: Not signed')).toBeVisible();
});
