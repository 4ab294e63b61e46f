// Trust policies by mouse and keyboard, in a real VS Code.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { picture, serious } from './evidence.mjs';
import { menu, pick, pickFile } from './answers.mjs';
import { MODEL, newKeys } from './signing.mjs';
import { expect, test } from './workbench.mjs';

const lens = (wb, title) => wb.codeLenses.locator('a', { hasText: title }).first();
const policyFile = (wb) => path.join(wb.workspace, '.modelopenness/policy.yml');

const STRANGERS = `version: 1
signers:
  # the release workflow
  - identity: https://github.com/acme/models/.github/workflows/release.yml@refs/heads/main
    issuer: https://token.actions.githubusercontent.com
`;

function writePolicy(wb, text) {
  mkdirSync(path.dirname(policyFile(wb)), { recursive: true });
  writeFileSync(policyFile(wb), text);
}

test('a signer who is not in the policy is written into it, after it was shown what that means', async ({ wb }) => {
  writePolicy(wb, STRANGERS);
  const keys = newKeys(wb);
  await menu(wb, MODEL, 'Sign Model');
  await pick(wb, 'How to sign', 'Private key');
  await pick(wb, 'The private key', 'Choose the file');
  await pickFile(wb, keys.private);
  await pick(wb, 'Where the signature goes', 'in the folder of the model');
  await pick(wb, 'What is signed', 'Sign');
  await wb.answer('aurora-7b is signed', 'Verify');

  // The policy is asked where there is one; this key is in none, so that the user brings it.
  await expect(wb.pick('Whoever the policy lists')).toBeVisible();
  await pick(wb, /Who should have signed/, 'Choose the public key');
  await pickFile(wb, keys.public);
  await expect(wb.line('aurora-7b: Valid, but the signer is not in the policy')).toBeVisible();
  await expect(wb.line('policy: not accepted')).toBeVisible();
  await picture(wb, 'policy-stranger');

  await lens(wb, 'Trust This Signer').click();
  await pick(wb, 'Where to write down who is trusted', 'In the policy of this folder');
  await pick(wb, 'What the signer may sign', 'Only aurora-7b');
  await expect(wb.dialog).toContainText('to sign aurora-7b?');
  await expect(wb.dialog).toContainText('.modelopenness/policy.yml');
  await expect(wb.dialog).toContainText('-----BEGIN PUBLIC KEY-----');
  await expect(wb.dialog).toContainText('ask somebody who knows');
  await picture(wb, 'trust-signer');
  expect(serious(await wb.axe('.dialog-message-row .dialog-message-container'))).toEqual([]);
  await wb.dialog.getByRole('button', { name: 'Trust' }).click();

  await expect(wb.line('aurora-7b: Verified')).toBeVisible();
  await expect(wb.line('policy: accepted')).toBeVisible();
  expect(readFileSync(policyFile(wb), 'utf8').startsWith(STRANGERS)).toBe(true);

  // From now on the policy has the key, and nobody has to be named.
  await lens(wb, 'Choose Another Signer').click();
  await pick(wb, /Who should have signed/, 'Whoever the policy lists');
  await expect(wb.line('aurora-7b: Verified')).toBeVisible();
  await expect(wb.line('trust: public key of the policy')).toBeVisible();
});
