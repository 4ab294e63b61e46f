// Which licence a text is: the LICENSE files of the installed npm packages, against splitting the same texts into words,
// which is the least that any comparison of words has to do.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { median } from './measure.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const bundle = path.join(root, 'out/bench/license-text.cjs');

function texts() {
  const modules = path.join(root, 'node_modules');
  const packages = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(path.join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  return packages.flatMap((name) => {
    try {
      const folder = path.join(modules, name);
      return readdirSync(folder)
        .filter((file) => /^licen[sc]e(?:\.(?:md|txt))?$/i.test(file))
        .map((file) => readFileSync(path.join(folder, file), 'utf8'));
    } catch {
      return [];
    }
  });
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim. */
export async function licenseTextRows() {
  mkdirSync(path.dirname(bundle), { recursive: true });
  await build({
    entryPoints: [path.join(root, 'src/core/licenses/text/recognise.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bundle,
    logLevel: 'warning',
  });
  const { recognise } = createRequire(import.meta.url)(bundle);
  const all = texts();
  const timed = (action) =>
    all.map((text) => {
      const start = performance.now();
      action(text);
      return performance.now() - start;
    });
  // The first one unpacks the index.
  const [ours, words] = [timed(recognise), timed((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu))];
  const [slowest, slowestWords] = [Math.max(...ours), Math.max(...words)];
  return [
    [`licence of a text, median of ${all.length} files`, median(ours), median(words), 'split into words', '≤ 30 ms'],
    ['licence of a text, longest', slowest, slowestWords, 'split into words', '≤ 30 ms'],
  ];
}
