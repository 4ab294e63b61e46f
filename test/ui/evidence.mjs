// What UI tests keep and refuse: pictures for the documentation, and accessibility violations.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../rig/paths.mjs';

/** What must never be found: axe grades the rest as moderate or minor. */
export function serious(violations) {
  return violations.filter(
    ({ id, impact }) =>
      (impact === 'serious' || impact === 'critical') &&
      // VS Code puts label and description of a tree row side by side without a blank, so no name can contain both.
      id !== 'label-content-name-mismatch',
  );
}

/** A screenshot; UPDATE_IMAGES=1 also makes it the picture of that name in the documentation. */
export async function picture(wb, name) {
  await wb.shot(name);
  if (!process.env.UPDATE_IMAGES) return;
  mkdirSync(path.join(root, 'docs/images'), { recursive: true });
  copyFileSync(path.join(root, 'out/ui-shots', `${name}.png`), path.join(root, 'docs/images', `${name}.png`));
}
