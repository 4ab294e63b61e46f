import { expect, it } from 'vitest';
import { artifactUri, folderUri } from '../../../src/core/report/uri';

it.each([
  ['a/b.yml', 'a/b.yml', true],
  ['a b/ü#?%.yml', 'a%20b/%C3%BC%23%3F%25.yml', true],
  ['c:d.yml', 'c%3Ad.yml', true],
  ['../x.yml', 'file:///home/x.yml', false],
  ['../../../../x.yml', 'file:///x.yml', false],
  ['/etc/x.yml', 'file:///etc/x.yml', false],
  ['D:/models/x.yml', 'file:///D:/models/x.yml', false],
  ['//server/share/x.yml', 'file://server/share/x.yml', false],
  ['\ud800.yml', '%EF%BF%BD.yml', true],
])('writes %s as %s', (file, uri, relative) => {
  expect(artifactUri(file, '/home/repo')).toEqual({ uri, relative });
});

it('ends folders in a slash', () => {
  expect(folderUri('/home/my repo')).toBe('file:///home/my%20repo/');
  expect(folderUri('C:/repo')).toBe('file:///C:/repo/');
  expect(folderUri('/')).toBe('file:///');
});
