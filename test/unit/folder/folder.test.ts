import { describe, expect, it } from 'vitest';
import { globTest } from '../../../src/core/folder/glob';
import { cleanPath, escapes, foldersOf, isAbsolute } from '../../../src/core/folder/paths';
import { KitIgnore } from '../../../src/core/oci/kitfile/ignore';
import { folderWith } from '../../folder';

describe('paths', () => {
  it.each([
    ['', '.'],
    ['.', '.'],
    ['./', '.'],
    ['a//b/', 'a/b'],
    ['./a/./b', 'a/b'],
    ['a/../b', 'b'],
    ['a/../..', '..'],
    ['../../a', '../../a'],
    ['/../a', '/a'],
    ['/', '/'],
    ['a/..', '.'],
  ])('%j is %j as Go cleans it', (path, clean) => expect(cleanPath(path)).toBe(clean));

  it('tells what leads out', () => {
    expect(['..', '../a', 'a/../../b'].every(escapes)).toBe(true);
    expect(['a', '..a', 'a/..', '...'].some(escapes)).toBe(false);
    expect(['/a', 'C:/a', 'c:\\a', '\\\\server\\share'].every(isAbsolute)).toBe(true);
    expect(['a', 'a:b', 'c:x'].some(isAbsolute)).toBe(false);
    expect(foldersOf('a/b/c')).toEqual(['.', 'a', 'a/b']);
  });
});

describe('patterns', () => {
  // Go, path/filepath/match_test.go: what matches, what does not, what is no pattern.
  it.each([
    ['abc', 'abc', true],
    ['*', 'abc', true],
    ['*c', 'abc', true],
    ['a*', 'a', true],
    ['a*', 'ab/c', false],
    ['a*/b', 'abc/b', true],
    ['a*/b', 'a/c/b', false],
    ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['ab[c]', 'abc', true],
    ['ab[b-d]', 'abc', true],
    ['ab[e-g]', 'abc', false],
    ['ab[^c]', 'abc', false],
    ['ab[^b-d]', 'abc', false],
    ['ab[^e-g]', 'abc', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'ab', false],
    ['a?b', 'a☺b', true],
    ['a[^a]b', 'a☺b', true],
    ['a?b', 'a/b', false],
    ['[a-ζ]*', 'α', true],
    ['*[a-ζ]', 'A', false],
    ['[\\]a]', ']', true],
    ['[\\-]', '-', true],
    ['[x\\-]', 'z', false],
    ['[]a]', ']', undefined],
    ['[-]', '-', undefined],
    ['[x-]', 'x', undefined],
    ['[a-b-c]', 'a', undefined],
    ['[', 'a', undefined],
    ['[^', 'a', undefined],
    ['[^bc', 'a', undefined],
    ['a[', 'ab', undefined],
    ['\\', 'a', undefined],
    ['*x', 'xxx', true],
    ['**/*.py', 'a/b.py', true],
    ['**/*.py', 'a/b/c.py', false],
    ['.*', '.a', true],
    ['a]', 'a]', true],
  ] as const)('%j and %j: %s', (pattern, path, matches) => expect(globTest(pattern)?.(path)).toBe(matches));

  it.each([
    ['*.txt', 'a.txt', true],
    ['*.txt', 'b/a.txt', false],
    ['**/*.txt', 'a.txt', true],
    ['**/*.txt', 'b/c/a.txt', true],
    ['b', 'b/c/a.txt', true],
    ['/b', 'b/c', true],
    ['./b/', 'b/c', true],
    ['b/**', 'b/c', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/xb', false],
    ['**', 'anything/at/all', true],
    ['*', 'a/b', true],
    ['# b', 'b', false],
    ['[a-c]?', 'bx', true],
    ['[^a-c]?', 'bx', false],
    ['a[', 'a[', true],
    ['a\\*', 'a*', true],
    ['b\n!b/c', 'b/c/d', false],
    ['b\n!b/c\nb/c/d', 'b/c/d', true],
    ['!b', 'b', false],
    ['', 'b', false],
    ['', 'Kitfile', true],
  ])('.kitignore %j and %j: %s', (text, path, ignored) => expect(new KitIgnore(text).ignores(path)).toBe(ignored));

  it('fit what an expression of the same meaning fits', () => {
    const parts = ['*', '**', 'a', 'b', 'a*', '*b', 'a*b', '?', '[ab]'];
    const paths = ['a', 'b', 'ab', 'a/b', 'aa/bb', 'ab/ab/a', 'bab/a/bb', 'aab', 'b/b/b/a'];
    const source = (part: string) => part.replaceAll('?', '[^/]').replaceAll('*', '[^/]*');
    let seed = 1;
    const next = (count: number) => (seed = (seed * 48271) % 2147483647) % count;
    for (let i = 0; i < 3000; i++) {
      const names = Array.from({ length: 1 + next(4) }, () => parts[next(parts.length)]!);
      const plain = names.map((name) => (name === '**' ? '*' : name));
      const glob = new RegExp(`^${plain.map(source).join('/')}$`);
      // Folders with their slash; at the end, anything at all.
      const ignore = names.map((name, at) => {
        const last = at === names.length - 1;
        return name === '**' ? (last ? '.+' : '(?:[^/]+/)*') : source(name) + (last ? '' : '/');
      });
      const below = new RegExp(`^${ignore.join('')}(?:/.*)?$`);
      for (const path of paths) {
        expect([plain, path, globTest(plain.join('/'))!(path)]).toEqual([plain, path, glob.test(path)]);
        expect([names, path, new KitIgnore(names.join('/')).ignores(path)]).toEqual([names, path, below.test(path)]);
      }
    }
  });

  it('take no time, however they are made', () => {
    const name = 'a'.repeat(255);
    expect(globTest(`${'*a'.repeat(60)}*b`)!(name)).toBe(false);
    expect(new KitIgnore(`${'*a'.repeat(60)}b\n${'**/'.repeat(40)}b`).ignores(`${name}/${name}/${name}`)).toBe(false);
  });
});

describe('a folder', () => {
  const folder = folderWith(['a.txt', 'b/c.txt', 'b/d/e.txt', 'b.txt', 'l@', 'z/'], { skipped: ['.git'] });

  it('knows what is there, and what is certainly not', () => {
    expect([folder.at('b'), folder.at('./b/'), folder.at('a.txt'), folder.at('l'), folder.at('.')]).toEqual([
      'folder',
      'folder',
      'file',
      'other',
      'folder',
    ]);
    expect(folder.lacks('x')).toBe(true);
    expect(folder.lacks('b/x')).toBe(true);
    for (const unknown of ['l/x', '.git/config', 'b']) expect(folder.lacks(unknown)).toBe(false);
    expect(folderWith(['a'], { complete: false }).lacks('x')).toBe(false);
  });

  it('lists what is below a path, and directly in it', () => {
    expect(folder.below('b')).toEqual(['b/c.txt', 'b/d/e.txt']);
    expect(folder.below('a.txt')).toEqual(['a.txt']);
    expect(folder.below('z')).toEqual([]);
    expect(folder.below('.')).toHaveLength(5);
    expect(folder.children('b')).toEqual([
      { name: 'd', isFolder: true },
      { name: 'c.txt', isFolder: false },
    ]);
  });

  it('suggests what was meant', () => {
    expect(folder.suggest('A.TXT', 'file')).toBe('a.txt');
    expect(folder.suggest('e.txt', 'file')).toBe('b/d/e.txt');
    expect(folder.suggest('something', 'any')).toBeUndefined();
  });
});
