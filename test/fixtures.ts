import { type FolderContents } from '../src/core/folder/contents';
import { folderWith } from './folder';

/** Name of the file that a quick-fix fixture stands for, by the end of its name; all others are MOF configurations. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/^config\//, '.modelopenness.yml'],
  [/^policy\//, '.modelopenness/policy.yml'],
  [/^spdx\/|\.spdx3(?:\.\d+\.fixed)?\.json$/, 'bom.spdx3.json'],
  [/^cyclonedx\/|\.cdx(?:\.\d+\.fixed)?\.json$/, 'bom.cdx.json'],
  [/^modelpack\/(?:config-|old-name-config)|\.modelpack(?:\.\d+\.fixed)?\.json$/, 'config.json'],
  [/^modelpack\//, 'manifest.json'],
  [/\.package(?:\.\d+\.fixed)?\.json$/, 'package.json'],
  [/^kitfile\/|\.kitfile(?:\.\d+\.fixed)?\.yml$/, 'Kitfile'],
  [/\.modelfile$/, 'Modelfile'],
  [/\.md$/, 'README.md'],
  [/\.toml$/, 'pyproject.toml'],
  [/\.json$/, 'mof.json'],
];

/** The file that a fixture is linted as: `license/x.package.json` is a `package.json`. */
export function fixtureFile(name: string): string {
  return FILES.find(([pattern]) => pattern.test(name))?.[1] ?? 'mof.yml';
}

/** Whether a file in the folder of fixtures is one. */
export function isFixture(name: string): boolean {
  return /\.(?:ya?ml|json|md|toml|modelfile)$/.test(name);
}

/** What lies around a fixture, where a comment in it says so: `# folder: README.md src/train.py`. */
export function fixtureFolder(text: string): FolderContents | undefined {
  const paths = /^# folder: (.*)$/m.exec(text)?.[1];
  return paths === undefined ? undefined : folderWith(paths.split(' '));
}
