import { describe, expect, it } from 'vitest';
import { detectKind } from '../../src/core/documents/kinds';
import { MAX_YAML_LENGTH } from '../../src/core/text/yaml';
import { lintText } from '../lint';

const HEAD = `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
`;
const RELEASE = `${HEAD}release:
  name: Aurora-7B
  producer: Lab
  license: {}
  components:
`;

/** Rules that speak about a text; every fix is computed, as an editor would do when asked. */
function rulesOf(text: string | Uint8Array, path = '/a/mof.yml'): string[] {
  const findings = lintText(text, { path });
  for (const finding of findings.slice(0, 50)) finding.fixes();
  return [...new Set(findings.map((f) => f.rule))];
}

const times = (count: number, make: (i: number) => string, separator = '') =>
  Array.from({ length: count }, (_, i) => make(i)).join(separator);

/** Lists of nine aliases each, thirty levels deep: 9^30 values for a parser that copies. */
const ALIASES = `a0: &a0 [x]\n${times(30, (i) => `a${i + 1}: &a${i + 1} [${times(9, () => `*a${i}`, ', ')}]\n`)}`;
const MERGES = `m0: &m0 {name: Model card}\n${times(40, (i) => `m${i + 1}: &m${i + 1}\n  <<: [${times(9, () => `*m${i}`, ', ')}]\n`)}`;
const WIDE = `m: &m {${times(3000, (i) => `k${i}: 1`, ', ')}}\nrelease:\n  components:\n${times(3000, () => '    - <<: *m\n')}`;

describe('bad input gives a finding and no exception', { timeout: 60_000 }, () => {
  it.each([
    ['aliases of aliases', `${HEAD}${ALIASES}release: *a30\n`, 'mof/wrong-type'],
    ['aliases of aliases as components', `${HEAD}${ALIASES}release:\n  components: *a30\n`, 'mof/wrong-type'],
    ['merge keys of merge keys', `${HEAD}${MERGES}release:\n  components:\n    - <<: *m40\n`, 'mof/missing-field'],
    ['a wide map merged thousands of times', HEAD + WIDE, 'document/too-complex'],
    ['an alias inside of what it names', `${HEAD}release: &r\n  name: *r\n`, 'document/syntax'],
    ['a merge key inside of what it names', `${HEAD}release: &r\n  <<: *r\n`, 'document/syntax'],
    ['an alias without an anchor', `${HEAD}release: *nowhere\n`, 'document/syntax'],
    ['aliases without an anchor by the thousand', `${HEAD}release: [${'*a,'.repeat(20_000)}]\n`, 'document/syntax'],
    ['brackets', '['.repeat(200_000), 'document/too-complex'],
    ['too many characters', `${HEAD}# ${'x'.repeat(MAX_YAML_LENGTH)}\n`, 'document/too-complex'],
    ['blocks in blocks', times(500, (i) => `${' '.repeat(i)}a:`, '\n'), 'document/too-complex'],
    ['lists in lists', `${'- '.repeat(100_000)}a`, 'document/too-complex'],
    ['keys in keys', `${'? '.repeat(50_000)}a`, 'document/too-complex'],
    ['a long line', `${HEAD}release:\n  name: ${'x '.repeat(200_000)}\n`, 'mof/blank-in-name'],
    ['empty lines', '\n'.repeat(50_000), 'mof/wrong-type'],
    ['equal keys', HEAD + 'a: 1\n'.repeat(5000), 'document/duplicate-key'],
    ['unknown keys', `${HEAD}release:\n${times(5000, (i) => `  k${i}: a\n`)}`, 'mof/unknown-release-key'],
    ['equal components', RELEASE + '    - name: Model card\n'.repeat(2500), 'mof/duplicate-component'],
    [
      'suppressions',
      `${RELEASE}    - name: Model card\n${'    # model-openness-disable mof/file-name -- x\n'.repeat(2000)}`,
      'suppression/unused',
    ],
    ['documents', 'a: b\n---\n'.repeat(40_000), 'document/multiple-documents'],
    ['tabs', `${HEAD}${'\ta: b\n'.repeat(3000)}`, 'document/tab-indentation'],
    ['a tab behind blanks', `${HEAD}release:\n  name: A\n \tproducer: B\n`, 'document/tab-indentation'],
    ['escapes that are none', `${HEAD}release: "${'\\x'.repeat(100_000)}`, 'document/syntax'],
    ['NUL', '\0'.repeat(100_000), 'document/control-character'],
    ['a half surrogate', `${RELEASE}    - name: \ud800\n`, 'mof/unknown-component'],
    [
      'keys of JavaScript',
      `${HEAD}__proto__: 1\nrelease:\n  constructor: a\n  license:\n    toString: {name: MIT}\n  components:\n    - name: constructor\n      license: __proto__\n      hasOwnProperty: x\n`,
      'mof/unknown-component',
    ],
    ['maps as keys', `${HEAD}? {a: b}\n: c\n? [d]\n: e\nrelease: {}\n`, 'mof/ignored-key'],
    ['nothing', '', 'mof/wrong-type'],
    ['a comment', '# nothing\n', 'mof/wrong-type'],
    ['a number', '7', 'mof/wrong-type'],
    ['lists everywhere', 'framework: []\nrelease:\n  - name\n', 'mof/wrong-type'],
  ])('%s', (_title, text, rule) => expect(rulesOf(text)).toContain(rule));

  it.each([
    ['ten megabytes of brackets', '['.repeat(10_000_000), 'document/too-complex'],
    ['ten megabytes of objects', '{"a":'.repeat(2_000_000), 'document/too-complex'],
    ['a megabyte in one string', `{"framework": {"name": "${'x'.repeat(1_000_000)}"}}`, 'mof/framework-name'],
    ['a comment', '{"framework": {} /* of mine */}', 'document/syntax'],
    ['a comma too many', '{"framework": {},}', 'document/syntax'],
    ['an unclosed string', '{"framework": "', 'document/syntax'],
    ['an unclosed map', '{"framework": {', 'document/syntax'],
    ['a key without value', '{"framework"}', 'document/syntax'],
    ['YAML', HEAD, 'document/syntax'],
    ['two values', '{} {}', 'document/syntax'],
    ['equal keys', '{"framework": {}, "framework": {}}', 'document/duplicate-key'],
    ['keys of JavaScript', '{"__proto__": {"a": 1}, "release": {"constructor": 1}}', 'mof/unknown-release-key'],
    ['null', 'null', 'mof/wrong-type'],
    ['nothing', '', 'document/syntax'],
    ['NUL', '{"framework": "\0"}', 'document/control-character'],
  ])('JSON: %s', (_title, text, rule) => expect(rulesOf(text, '/a/mof.json')).toContain(rule));

  it.each([
    ['aliases of aliases', `${ALIASES}rules: *a30\n`, 'config/invalid'],
    ['keys of JavaScript', 'rules:\n  __proto__: error\n  constructor: info\n', 'config/unknown-rule'],
    ['a list', '- rules\n', 'config/invalid'],
    ['wrong types', 'rules: []\nexclude: {}\noverrides: 3\n', 'config/invalid'],
    ['unknown rules', `rules:\n${times(2000, (i) => `  mof/k${i}: off\n`)}`, 'config/unknown-rule'],
  ])('configuration: %s', (_title, text, rule) => expect(rulesOf(text, '/a/.modelopenness.yml')).toContain(rule));

  it.each([
    ['Latin-1', [...Buffer.from('# Universit'), 0xe9, 0x20, 0x41], 'document/not-utf-8'],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 'document/not-utf-8'],
    ['UTF-16 without a mark', [0x61, 0x00, 0x62, 0x00], 'document/control-character'],
    ['random bytes', Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256), 'document/not-utf-8'],
  ])('bytes: %s', (_title, bytes, rule) => expect(rulesOf(Uint8Array.from(bytes))).toEqual([rule]));

  it('a configuration that says nothing is fine', () => {
    for (const text of ['', '# nothing\n', '{}', 'rules: {}\n'])
      expect(rulesOf(text, '/.modelopenness.yml')).toEqual([]);
  });

  it('tells kinds of long texts without going over them again and again', () => {
    for (const text of ['\n', ' ', '{ ', 'framework:\n', 'framework: x\nrelease:\n', 'components:\n '])
      expect(detectKind('/a/x.txt', text.repeat(70_000))?.id ?? 'none').toMatch(/mof|none/);
  });
});
