// Kitfiles and Modelfiles that nobody means well with, or that are half written.
import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';
import { applyEdits } from '../../../src/core/text/edit';
import { folderWith } from '../../folder';
import { lintText } from '../../lint';

const times = (count: number, make: (i: number) => string, separator = '') =>
  Array.from({ length: count }, (_, i) => make(i)).join(separator);

const FOLDER = folderWith(
  Array.from({ length: 20_000 }, (_, i) => `data/shard${i % 200}/${'a'.repeat(100)}${i}.txt`),
  { kitignore: times(300, (i) => `${'*a'.repeat(20)}${i}\n`) },
);

/** Rules that speak; every fix is made, and every feature asked in some places, as an editor would. */
function rulesOf(name: string, text: string): string[] {
  const path = `/m/${name}`;
  const findings = lintText(text, { path, folder: FOLDER });
  for (const finding of findings.slice(0, 50)) for (const { edits } of finding.fixes()) applyEdits(text, edits);
  const { features } = openDocument(path, text)!;
  for (let i = 0; i <= 10; i++) {
    const offset = Math.floor((text.length * i) / 10);
    features.complete(offset, { folder: FOLDER });
    features.hover(offset, { folder: FOLDER });
  }
  features.links({ folder: FOLDER });
  features.symbols();
  features.folds();
  return [...new Set(findings.map(({ rule }) => rule))];
}

describe('Kitfiles', { timeout: 60_000 }, () => {
  it.each([
    ['layers by the thousand', `code:\n${times(10_000, (i) => ` - path: p${i}\n`)}`, 'kitfile/path-not-found'],
    ['one path by the thousand', `code:\n${times(10_000, () => ' - path: a\n')}`, 'kitfile/same-path'],
    ['layers inside of each other', `code:\n - path: ${times(60_000, () => 'a/')}\n`, 'kitfile/path-not-found'],
    [
      'remote datasets by the thousand',
      `datasets:\n${times(8000, (i) => ` - {path: d/${i}, remotePath: "a/b:1"}\n`)}`,
      'kitfile/manifest-version',
    ],
    ['unknown keys', times(20_000, (i) => `k${i}: a\n`), 'kitfile/unknown-key'],
    [
      'aliases of aliases',
      `a: &a0 [x]\n${times(30, (i) => `a${i + 1}: &a${i + 1} [${times(9, () => `*a${i}`, ',')}]\n`)}code: *a30\n`,
      'kitfile/unknown-key',
    ],
    [
      'a merge key by the thousand',
      `model: &m {path: a}\ncode:\n${times(3000, () => ' - <<: *m\n')}`,
      'kitfile/same-path',
    ],
    [
      'keys of JavaScript',
      '__proto__: 1\nconstructor: 2\nmodel: {toString: 1, path: hasOwnProperty}\n',
      'kitfile/unknown-key',
    ],
    ['lists in lists', `model: ${'['.repeat(100_000)}`, 'document/too-complex'],
    ['a list for a root', '- a\n', 'kitfile/wrong-type'],
    ['a number', '7', 'kitfile/wrong-type'],
    ['nothing', '', 'kitfile/wrong-type'],
    ['NUL', 'model:\0', 'document/control-character'],
    ['half a line', 'manifestVersion: 1.0.0\nmodel:\n  pa', 'kitfile/wrong-type'],
    ['an open quote', 'manifestVersion: "1', 'document/syntax'],
    ['a long path', `code:\n - path: ${'x'.repeat(400_000)}\n`, 'kitfile/path-not-found'],
    [
      'parts of parts',
      'model: {path: a, parts: [[], {}, null, 7, {path: {}}, {path: []}, {type: []}]}',
      'kitfile/wrong-type',
    ],
    ['JSON', '{"model": {"path": 7, "parts": {}}, "code": [1]}', 'kitfile/wrong-type'],
  ])('%s', (_title, text, rule) => {
    expect(rulesOf('Kitfile', text)).toContain(rule);
  });
});

describe('Modelfiles', { timeout: 60_000 }, () => {
  it.each([
    ['patterns by the thousand', times(8000, (i) => `MODEL *a*${i}\n`), undefined],
    ['patterns of stars', times(500, (i) => `MODEL data/*/${'*a'.repeat(30)}${i}\n`), undefined],
    ['some patterns of stars', times(5, (i) => `MODEL data/*/${'*a'.repeat(30)}b${i}\n`), 'modelfile/no-match'],
    ['commands by the thousand', times(40_000, () => 'NAME a\n'), 'modelfile/duplicate-command'],
    ['one path by the thousand', times(30_000, () => 'MODEL gone\n'), 'modelfile/path-not-found'],
    ['words that are none', times(20_000, (i) => `MODELX${i} a\n`), 'modelfile/unknown-command'],
    ['a long line', `NAME ${'a '.repeat(200_000)}`, 'modelfile/several-arguments'],
    ['backslashes', `DOC ${'\\'.repeat(300_000)}`, undefined],
    ['quotes', `DOC ${'"'.repeat(100_001)}`, 'modelfile/unclosed-quote'],
    ['too many characters', 'NAME a\n'.repeat(100_000), 'document/too-complex'],
    ['NUL', 'NAME\0a\n', 'document/control-character'],
    ['keys of JavaScript', '__proto__ x\nconstructor y\ntoString z\n', 'modelfile/unknown-command'],
    ['carriage returns', 'NAME a\rMODEL b\r', undefined],
    ['nothing', '', undefined],
    ['blanks', ' \t \n\n', undefined],
    ['a byte order mark', '\ufeffNAME a\nMODEL gone\n', 'document/byte-order-mark'],
    ['suppressions', `${'# model-openness-disable modelfile/tab -- x\n'.repeat(2000)}NAME a\n`, 'suppression/unused'],
  ])('%s', (_title, text, rule) => {
    const rules = rulesOf('Modelfile', text);
    if (rule) expect(rules).toContain(rule);
  });
});
