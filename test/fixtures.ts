/** Name of the file that a quick-fix fixture stands for, by the end of its name; all others are MOF configurations. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/^config\//, '.modelopenness.yml'],
  [/^spdx\/|\.spdx3(?:\.\d+\.fixed)?\.json$/, 'bom.spdx3.json'],
  [/^cyclonedx\/|\.cdx(?:\.\d+\.fixed)?\.json$/, 'bom.cdx.json'],
  [/\.modelpack(?:\.\d+\.fixed)?\.json$/, 'config.json'],
  [/\.package(?:\.\d+\.fixed)?\.json$/, 'package.json'],
  [/\.kitfile(?:\.\d+\.fixed)?\.yml$/, 'Kitfile'],
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
  return /\.(?:ya?ml|json|md|toml)$/.test(name);
}
