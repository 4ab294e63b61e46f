// Writes the example model, and the documents with mistakes beside it: what the editor's command "Create Example Model…" writes.
//   node scripts/example-model.mjs [FOLDER]     (default: out/example-model)
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './dependencies.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'out/example-model'));
const outfile = path.join(root, 'out/example-model.cjs');
await build({
  entryPoints: [path.join(root, 'src/core/example/example.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  logLevel: 'warning',
});
const { exampleFiles } = createRequire(import.meta.url)(outfile);
for (const { path: name, bytes } of exampleFiles()) {
  const file = path.join(folder, name);
  if (existsSync(file)) {
    console.log(`${path.relative(process.cwd(), file)} is there already and was left as it is`);
    continue;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  console.log(`${path.relative(process.cwd(), file)}  ${bytes.length} bytes`);
}
