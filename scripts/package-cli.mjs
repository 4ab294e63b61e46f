// Makes an npm package of the command line alone, which has no dependencies: what pipelines install.
//   node scripts/package-cli.mjs [--output FOLDER]     (default: out/)
// Takes dist/mof.js as it is: build first, with npm run package for a small one.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { npmCommand, root } from './dependencies.mjs';

/** What the package says of itself: the same as the extension, and that it has one program. */
function manifest() {
  const { name, version, license, repository, homepage, bugs, engines } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return {
    name,
    version,
    description: 'Checks, packages, signs and verifies releases of AI models',
    license,
    repository,
    homepage,
    bugs,
    type: 'commonjs',
    engines: { node: engines.node },
    bin: { mof: 'dist/mof.js' },
  };
}

/**
 * @param {string} output the folder that the archive goes to
 * @param {string} [bundle] the `mof.js` to take
 * @returns {string} the path of the archive
 */
export function packageCommandLine(output, bundle = path.join(root, 'dist/mof.js')) {
  if (!existsSync(bundle)) throw new Error(`There is no ${bundle}: npm run build makes it.`);
  const place = mkdtempSync(path.join(tmpdir(), 'mof-package-'));
  try {
    mkdirSync(path.join(place, 'dist'));
    cpSync(bundle, path.join(place, 'dist/mof.js'));
    cpSync(path.join(path.dirname(bundle), 'mof'), path.join(place, 'dist/mof'), { recursive: true });
    for (const file of ['LICENSE', 'README.md']) cpSync(path.join(root, file), path.join(place, file));
    writeFileSync(path.join(place, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
    mkdirSync(output, { recursive: true });
    const [command, ...args] = npmCommand('pack', '--silent', '--ignore-scripts', '--pack-destination', output);
    const packed = spawnSync(command, args, { cwd: place, encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(`npm cannot pack it: ${packed.stderr}`);
    return path.join(output, packed.stdout.trim().split('\n').at(-1) ?? '');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { output: { type: 'string', default: path.join(root, 'out') } } });
  console.log(packageCommandLine(path.resolve(values.output)));
}
