import { describe, expect, it } from 'vitest';
import { spdxKind } from '../../../src/core/bom/spdx/kind';
import { MOST_FINDINGS } from '../../../src/core/findings/lint';
import { type Finding } from '../../../src/core/findings/finding';
import { lintText } from '../../lint';
import { BASE, documentOf, element, relationship, spdxDocument } from './documents';

const PATH = '/a/bom.spdx3.json';
const lint = (text: string) => lintText(text, { path: PATH });
const rulesOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ rule }) => rule))].sort();
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const file = (i: number, rest: object = {}) => element('software_File', `f${i}`, { name: `f${i}`, ...rest });

describe('bad input gives findings and no exception', { timeout: 120_000 }, () => {
  it('100,000 elements', () => {
    const text = documentOf([
      spdxDocument('f0'),
      ...many(50_000, (i) => file(i)),
      ...many(50_000, (i) => relationship(`r${i}`, 'contains', 'f0', [`f${i}`])),
    ]);
    expect(rulesOf(lint(text))).toEqual([]);
  });

  it('100,000 mistakes: some of every rule are shown, and how many there are', () => {
    const findings = lint(
      documentOf([
        spdxDocument('f0'),
        ...many(50_000, (i) => file(i, { nmae: 'x', software_fileKind: 'folder' })),
        element('software_Package', 'p', { name: 'p', releaseTime: 'soon' }),
      ]),
    );
    expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS + 1);
    expect(findings.filter(({ rule }) => rule === 'document/too-many-findings').map(({ message }) => message)).toEqual([
      'There are 100,001 findings; 1,000 of them are shown.',
    ]);
    expect(rulesOf(findings)).toEqual([
      'document/too-many-findings',
      'spdx/invalid-format',
      'spdx/unknown-property',
      'spdx/unknown-value',
    ]);
    for (const finding of findings.slice(0, 20)) finding.fixes();
  });

  it('100,000 references to nothing, in a file without a document', () => {
    const findings = lint(documentOf(many(50_000, (i) => relationship(`r${i}`, 'contains', `x${i}`, [`y${i}`]))));
    expect(findings.length).toBe(MOST_FINDINGS + 1);
  });

  it('one line of 50 MB', () => {
    const text = JSON.stringify(
      JSON.parse(
        documentOf([
          spdxDocument('f0'),
          file(0, { summary: 'x'.repeat(25_000_000), comment: 'y '.repeat(12_500_000) }),
        ]),
      ),
    );
    expect(text.length).toBeGreaterThan(50_000_000);
    expect(rulesOf(lint(text))).toEqual([]);
  });

  it('more than is read', () =>
    expect(rulesOf(lint(`{"@graph": ["${'x'.repeat(68_000_000)}"]}`))).toEqual(['document/too-complex']));

  it('keys twice', () => {
    const text = documentOf([file(1)]).replace('"name": "f1"', '"name": "f1", "name": "f2"');
    expect(rulesOf(lint(text))).toEqual(['document/duplicate-key']);
    expect(rulesOf(lint(`{"@context": 1, ${'"@graph": [], '.repeat(2000)} "@graph": []}`))).toContain(
      'document/duplicate-key',
    );
    expect(lint(`{"@graph": [{${'"a": 1,'.repeat(100_000)} "b": 1}]}`).length).toBeGreaterThan(0);
  });

  it('halves of surrogate pairs', () => {
    expect(rulesOf(lint(documentOf([file(1, { summary: '\ud800' })])))).toEqual(['document/lone-surrogate']);
    expect(rulesOf(lint(documentOf([file(1)]).replace('"f1"', '"\udc00"')))).toEqual(['document/lone-surrogate']);
    const ids = documentOf([file(1)]).replaceAll('#f1', '#\ud800');
    expect(rulesOf(lint(ids))).toEqual(['document/lone-surrogate']);
  });

  it('references in circles', () => {
    const text = documentOf([
      spdxDocument('a'),
      element('Bundle', 'a', { rootElement: [`${BASE}#b`] }),
      element('Bundle', 'b', { rootElement: [`${BASE}#a`] }),
      element('simplelicensing_LicenseExpression', 'l', { simplelicensing_licenseExpression: 'MIT' }),
      relationship('r', 'hasDeclaredLicense', 'r', ['r']),
    ]);
    expect(() => lint(text)).not.toThrow();
    expect(() => spdxKind.open(PATH, text).licensing()).not.toThrow();
  });

  it('keys and values of JavaScript', () => {
    const text = documentOf([
      file(1, JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "toString": "x"}') as object),
    ]);
    expect(rulesOf(lint(text))).toEqual(['spdx/unknown-property']);
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty']) {
      expect(rulesOf(lint(documentOf([{ ...file(1), type: name }])))).toContain('spdx/unknown-type');
      expect(rulesOf(lint(documentOf([file(1, { software_fileKind: name })])))).toEqual(['spdx/unknown-value']);
      expect(rulesOf(lint(documentOf([{ ...file(1), spdxId: name }])))).toContain('spdx/invalid-id');
      expect(() => lint(documentOf([relationship('r', name, 'lab', ['lab'])]))).not.toThrow();
    }
  });

  it('a truncated file keeps the findings of the rest', () => {
    const text = documentOf([file(0, { nmae: 'x' }), ...many(200, (i) => file(i + 1))]);
    for (let end = text.length - 3; end > 600; end -= 997) {
      const rules = rulesOf(lint(text.slice(0, end)));
      expect(rules).toContain('document/syntax');
      if (end > 2000) expect(rules).toEqual(['document/syntax', 'spdx/unknown-property']);
    }
  });

  it.each([
    ['brackets', '['.repeat(10_000_000)],
    ['objects', '{"@graph":'.repeat(2_000_000)],
    ['nothing', ''],
    ['NUL', '{"@graph": "\0"}'],
    ['YAML', '@graph: []'],
    ['a number', '1'],
    ['empty objects', `{"@context": {}, "@graph": [${'{},'.repeat(50_000)}{}]}`],
    ['nulls', '{"@context": null, "@graph": [{"type": null, "spdxId": null, "creationInfo": null}]}'],
    ['lists in lists', '{"@context": [[]], "@graph": [[[[]]]]}'],
    ['types everywhere', '{"@graph": [{"type": {"type": "x"}}, {"type": ["ai_AIPackage"]}, {"type": 5}]}'],
    ['broken elements', `{"@graph": [${'{"a": },'.repeat(5000)}{}]}`],
    ['broken elements on lines', `{\n  "@graph": [${'\n    {"a": ,'.repeat(5000)}\n    {}\n  ]\n}`],
  ])('%s', (_title, text) => {
    const findings = lint(text);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings.slice(0, 50)) finding.fixes();
  });
});
