import { expect, it } from 'vitest';
import { folderWith, mof, release } from './mof';

const FILES = {
  'mof.yml': release(),
  'README.md': '---\nlicense: apache-2.0\n---\n# Sample\n',
  'sub/package.json': '{ "name": "x", "license": "Apache-2.0" }',
  'sub/.modelopenness.yml': 'exclude: [left-out]\n',
  'sub/left-out/README.md': '---\nlicense: mit\n---\n',
};

it('lists the licences of a folder', () => {
  const { code, stdout } = mof(['licenses'], { cwd: folderWith(FILES) });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Apache-2\.0 · /m);
  expect(stdout).toContain('  README.md:2:10  written as apache-2.0\n');
  expect(stdout).toContain('  sub/package.json:1:27  x\n');
  expect(stdout).not.toContain('left-out');
});

it('prints what scripts read', () => {
  const cwd = folderWith(FILES);
  const json = JSON.parse(mof(['licenses', 'README.md', '--format', 'json'], { cwd }).stdout) as object;
  expect(json).toMatchObject({
    licenses: [{ license: 'Apache-2.0', openness: 'open', places: 1 }],
    places: [{ file: 'README.md', written: 'apache-2.0', range: { start: { line: 1, character: 9 } } }],
  });
  const { stdout } = mof(['licenses', '-', '--format', 'csv'], { cwd, input: release() });
  expect(stdout).toMatch(/^stdin,\d+,\d+,/m);
});

it('says what could not be read, and lists the rest', () => {
  const { code, stdout, stderr } = mof(['licenses', 'nowhere.yml', 'README.md'], { cwd: folderWith(FILES) });
  expect(code).toBe(3);
  expect(stderr).toContain('nowhere.yml does not exist');
  expect(stdout).toContain('README.md:2:10');
});
