// Makes `import source from './worker?inline-worker'` the bundled source of a worker, so that it needs no file of its own:
// one script runs in the extension, in `mof`, and in tests.
import path from 'node:path';
import { build } from 'esbuild';

/** Metafiles of the workers that were bundled. */
export const workers = [];

const SUFFIX = '?inline-worker';

async function bundled(file) {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  workers.push(result.metafile);
  return result.outputFiles[0].text;
}

/** For esbuild. */
export const inlineWorker = {
  name: 'inline-worker',
  setup(builder) {
    builder.onResolve({ filter: /\?inline-worker$/ }, ({ path: file, resolveDir }) => ({
      path: path.resolve(resolveDir, `${file.slice(0, -SUFFIX.length)}.ts`),
      namespace: 'inline-worker',
    }));
    builder.onLoad({ filter: /./, namespace: 'inline-worker' }, async ({ path: file }) => ({
      contents: await bundled(file),
      loader: 'text',
      watchFiles: [file],
    }));
  },
};

/** For Vitest. */
export const inlineWorkerInTests = {
  name: 'inline-worker',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!id.endsWith(SUFFIX)) return undefined;
    return `\0${path.resolve(path.dirname(importer), `${id.slice(0, -SUFFIX.length)}.ts`)}${SUFFIX}`;
  },
  async load(id) {
    if (!id.startsWith('\0') || !id.endsWith(SUFFIX)) return undefined;
    return `export default ${JSON.stringify(await bundled(id.slice(1, -SUFFIX.length)))}`;
  },
};
