// What a workspace that nobody trusts may do: be read and verified, not sign, nor change artifacts.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeManyArtifacts } from '../many-artifacts.mjs';
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

test('artifacts in Restricted Mode are read, and not deleted', async ({ wb }) => {
  const layout = path.join(wb.workspace, 'layout');
  writeManyArtifacts(layout, 1);
  await wb.openView();
  await wb.command('Show Artifacts');
  const row = wb.treeRow('model-0:v0').first();
  await expect(row).toContainText('unsigned');
  await expect(wb.page.locator('.pane-body', { hasText: 'Restricted Mode: artifacts are read' }).first()).toBeVisible();
  await wb.menu(row, 'Delete Artifact');
  await expect(wb.notification('Artifacts are not packaged, sent, fetched or extracted')).toBeVisible();
  expect(existsSync(path.join(layout, 'index.json'))).toBe(true);
  await wb.shot('artifacts-restricted');
});
