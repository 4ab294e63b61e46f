import { describe, expect, it } from 'vitest';
import { isCandidate, NAME_GLOBS } from '../../../src/files/candidates';
import { matchesGlob } from '../../../src/files/globs';

describe('candidates', () => {
  const named = [
    'README.md',
    'a/b/Readme.MD',
    'LICENSE',
    'LICENSE.txt',
    'licence-model',
    'LICENSE_MIT',
    'COPYING',
    'a/COPYING.LESSER',
    'Kitfile',
    'kitfile',
    '.Kitfile',
    'pyproject.toml',
  ];
  const data = ['mof.yml', 'a/x.YAML', 'bom.json', 'x.jsonc', 'bom.jsonld'];
  const others = [
    'README',
    'README.md.bak',
    'notes.md',
    'unlicense-me',
    'licensed',
    'Cargo.toml',
    'kitfile.txt',
    'a.ts',
  ];

  it('are chosen by name', () => {
    expect([...named, ...data].filter((path) => !isCandidate(path))).toEqual([]);
    expect(others.filter(isCandidate)).toEqual([]);
  });

  it('with names of their own are the same as globs', () => {
    const byGlob = (path: string) => NAME_GLOBS.some((glob) => matchesGlob(glob, path));
    expect(named.filter((path) => !byGlob(path))).toEqual([]);
    expect([...data, ...others].filter(byGlob)).toEqual([]);
  });
});
