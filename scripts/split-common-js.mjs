// Splits a bundle for Node into files that are loaded when they are needed, in CommonJS: esbuild splits modules of ECMAScript
// only. What it makes is translated file by file. CommonJS, because VS Code sees to proxies and certificates where `http` and
// `https` are required, not where they are imported.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transform } from 'esbuild';

// A package in CommonJS has a default export only when it is a part of its own; whoever imports it wants those by name.
const NAMED = 'module.exports = Object.assign({}, module.exports.default, module.exports);';

/**
 * For esbuild, with one entry point. The parts are in a folder beside the entry that has its name.
 * @param {string} name of the entry
 * @param {string} banner first line of the entry
 */
export const splitCommonJs = (name, banner) => ({
  name: 'split-common-js',
  setup(builder) {
    const options = builder.initialOptions;
    Object.assign(options, {
      format: 'esm',
      splitting: true,
      write: false,
      metafile: true,
      sourcemap: options.sourcemap && 'external',
      chunkNames: `${name}/[name]-[hash]`,
    });
    builder.onEnd(async ({ errors, outputFiles, metafile }) => {
      if (errors.length) return;
      const isCommonJs = (file) => {
        const { entryPoint } = metafile.outputs[path.relative('', file).split(path.sep).join('/')] ?? {};
        return metafile.inputs[entryPoint]?.format === 'cjs';
      };
      // Names have hashes: those of the build before would stay for ever.
      rmSync(path.join(options.outdir, name), { recursive: true, force: true });
      mkdirSync(path.join(options.outdir, name), { recursive: true });
      const maps = new Map(outputFiles.map((file) => [file.path, file.text]));
      for (const { path: file, text } of outputFiles.filter(({ path: each }) => each.endsWith('.js'))) {
        const map = maps.get(`${file}.map`);
        const inlined =
          map && `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
        const { code, map: translated } = await transform([text, inlined].filter(Boolean).join('\n'), {
          format: 'cjs',
          platform: 'node',
          target: options.target,
          minify: options.minify,
          // `import()` of a part becomes `require()` when it is called.
          supported: { 'dynamic-import': false },
          sourcefile: path.basename(file),
          ...(map ? { sourcemap: 'external', sourcesContent: false } : {}),
          ...(path.basename(file) === `${name}.js` ? { banner } : {}),
          ...(isCommonJs(file) ? { footer: NAMED } : {}),
        });
        writeFileSync(file, map ? `${code}//# sourceMappingURL=${path.basename(file)}.map\n` : code);
        if (map) writeFileSync(`${file}.map`, translated);
      }
    });
  },
});
