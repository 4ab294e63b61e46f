import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/text/edit';
import { motTypeOf } from '../../../src/core/text/scalars';
import { lintText } from '../../lint';

const RULE = 'mof/unquoted-value';

function release(line: string): string {
  return `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: Aurora-7B
  producer: Lab
  ${line}
  license: {}
  components:
    - name: Model card
      license: CC-BY-4.0
`;
}

const rulesOf = (text: string) => lintText(text).map((f) => f.rule);

/** What the first safe fix of a finding makes of the line. */
function mended(line: string): string {
  const text = release(line);
  const finding = lintText(text).find((f) => f.rule === RULE || f.rule === 'mof/invalid-date')!;
  return applyEdits(text, finding.fixes()[0]!.edits).split('\n')[7]!.trim();
}

describe('plain scalars as Symfony YAML reads them', () => {
  it.each([
    ['date', '2025-06-01 2025-6-1 2024-02-30 2025-06-01T10:00:00Z 2025-06-01t10:00:00+02:00'],
    ['number', '1.0 7 1_000 1e3 0x1F 0o17 +12 -3 .5 5. 1.5e-3 0 -0 .inf -.INF .nan 12345678901234567890'],
    ['boolean', 'true True TRUE false False FALSE'],
    ['null', '~ null Null NULL'],
    [
      'string',
      '7B 1.0.0 yes no on off Yes y n 012 12:30:45 tRUE nULL 1.0-beta v1 0b11 1,000 2025-06 06-01-2025 1e 0x e5 _1 - .',
    ],
  ])('%s: %s', (type, values) => {
    expect(values.split(' ').map((value) => [value, motTypeOf(value)])).toEqual(
      values.split(' ').map((value) => [value, type]),
    );
  });
  it('date with blanks, empty text', () => {
    expect(motTypeOf('2025-06-01 10:00')).toBe('date');
    expect(motTypeOf('')).toBe('null');
  });
});

describe('mof/unquoted-value', () => {
  it.each([
    '2025-06-01',
    '2025-6-1',
    '2025-06-01 10:00',
    '1_000',
    '1.0',
    '7',
    '1e3',
    '0x1F',
    '0o17',
    '+12',
    '.5',
    'true',
    'True',
  ])('reports version: %s and puts it in quotes', (value) => {
    expect(rulesOf(release(`version: ${value}`))).toContain(RULE);
    expect(mended(`version: ${value} # as released`)).toBe(`version: '${value}' # as released`);
    expect(rulesOf(release(`version: '${value}'`))).not.toContain(RULE);
  });
  it.each(['7B', '1.0.0', 'yes', 'no', 'on', '012', '12:30:45', "'7'", '"2025-06-01"', '!!str 7', '|\n    7'])(
    'is silent on version: %s',
    (value) => {
      const rules = rulesOf(release(`version: ${value}`));
      expect(rules).not.toContain(RULE);
      expect(rules).not.toContain('mof/wrong-type');
    },
  );
  it.each([
    ['date: 2025-6-1', "date: '2025-06-01'"],
    ['date: 2025-06-01 10:00', "date: '2025-06-01'"],
    ["date: '2025.6.1'", "date: '2025-06-01'"],
  ])('writes %s as a date of the schema', (line, wanted) => expect(mended(line)).toBe(wanted));

  it.each(['~', 'null', 'NULL', ''])('leaves "%s" to mof/wrong-type', (value) => {
    expect(rulesOf(release(`version: ${value}`))).toContain('mof/wrong-type');
    expect(rulesOf(release(`version: ${value}`))).not.toContain(RULE);
  });

  it('follows an alias to the value, which it reports once', () => {
    const text = release('version: &v 7\n  origin: *v\n  contact: *v');
    expect(
      lintText(text)
        .filter((f) => f.rule === RULE)
        .map((f) => f.range.start),
    ).toEqual([{ line: 7, character: 14 }]);
  });

  it('takes the types of JSON as they are', () => {
    const json = (version: string) =>
      `{"framework": {"name": "Model Openness Framework", "version": ${version}, "date": "2024-12-15"}, "release": {"name": "A", "producer": "B", "license": {}, "components": [{"name": "Model card", "license": "CC-BY-4.0"}]}}`;
    const lint = (version: string) => lintText(json(version), { path: '/a/mof.json' });
    expect(lint('"1.0"').map((f) => f.rule)).not.toContain(RULE);
    for (const version of ['1.0', '1e3', '-0', 'true']) {
      const [finding] = lint(version).filter((f) => f.rule === RULE);
      expect(applyEdits(json(version), finding!.fixes()[0]!.edits)).toBe(json(`"${version}"`));
    }
  });
});

describe('texts that the Model Openness Tool cannot parse', () => {
  it.each([
    ['duplicate key', release("producer: 'Other'"), 'document/duplicate-key'],
    ['tab', release('\tversion: a').replace('  \t', '\t'), 'document/tab-indentation'],
    ['several documents', `${release('version: a')}---\nb: c\n`, 'document/multiple-documents'],
    ['colon in a plain scalar', release('version: a: b: c'), 'document/syntax'],
    ['byte order mark', `\ufeff${release('version: a')}`, 'document/byte-order-mark'],
    ['merge of a scalar', release('<<: a'), 'document/syntax'],
    ['unclosed quote', release('version: "a'), 'document/syntax'],
  ])('%s', (_title, text, rule) => expect(rulesOf(text)).toContain(rule));

  it('accepts merge keys, a leading document marker and an empty list of licences', () => {
    const text = `---\n${release('version: a')}`.replace('license: {}', 'license: []');
    const merged = text.replace('- name', '- &a\n      name') + '    - <<: *a\n      name: Data card\n';
    expect(lintText(merged).filter((f) => f.severity === 'error')).toEqual([]);
  });
});
