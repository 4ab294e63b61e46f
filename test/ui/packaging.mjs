// What tests of packaging do in VS Code, step by step.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { acceptAll, menu, pick, pickFolder, write } from './answers.mjs';
import { expect } from './workbench.mjs';

/** A layout beside the workspace. It is there from the start, for the dialog that picks it. */
export const layoutOf = (wb) => path.join(path.dirname(wb.workspace), 'layout');

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
