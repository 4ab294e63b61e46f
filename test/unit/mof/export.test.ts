import { describe, expect, it } from 'vitest';
import { detectKind, openDocument } from '../../../src/core/documents/kinds';
import { lint } from '../../../src/core/findings/lint';
import { MofDocument } from '../../../src/core/mof/document';
import { exportMof } from '../../../src/core/mof/export';
import { newMofDocument } from '../../../src/core/mof/new-document';
import { parseJson } from '../../../src/core/text/json';
import { parseYaml } from '../../../src/core/text/yaml';
import { corpus, describeWithCorpus } from '../../corpus';
import { readdirSync, readFileSync } from 'node:fs';

const read = (text: string) => new MofDocument(parseYaml(text));

const YAML = `
framework: {name: Model Openness Framework, version: 1.0, date: 2024-12-15}
release:
  components:
    - license: MIT
      name: Model card
      colour: blue
    - name: Data card
      license: unlicensed
  producer: A & B
  name: a_b-c
  license:
    code: {name: MIT, path: ~}
  huggingface: [https://example.org/a, https://example.org/b]
`;

describe('the export as JSON', () => {
  it('has the keys of the format in their order and every value as a text', () => {
    expect(JSON.parse(exportMof(read(YAML), 'json'))).toEqual({
      framework: { name: 'Model Openness Framework', version: '1.0', date: '2024-12-15' },
      release: {
        name: 'a_b-c',
        producer: 'A & B',
        huggingface: ['https://example.org/a', 'https://example.org/b'],
        license: { code: { name: 'MIT', path: null } },
        components: [
          { name: 'Model card', license: 'MIT' },
          { name: 'Data card', license: 'unlicensed' },
        ],
      },
    });
    const text = exportMof(read(YAML), 'json');
    expect(Object.keys((JSON.parse(text) as { release: object }).release)).toEqual([
      'name',
      'producer',
      'huggingface',
      'license',
      'components',
    ]);
    expect(text).toContain('\n    "release": {\n        "name": "a_b-c",');
  });

  it.each([
    '',
    'framework:\n',
    'framework: {name: Model Openness Framework}\nrelease: []\n',
    'release: {components: 3}',
  ])('makes do with %j', (text) => {
    expect(JSON.parse(exportMof(read(text), 'json'))).toMatchObject({ release: { license: {}, components: [] } });
  });
});

describeWithCorpus('the export of published configurations', 'mot/models', () => {
  it('classifies as the original', () => {
    for (const file of readdirSync(corpus('mot/models')).filter((name) => name.endsWith('.yml'))) {
      const original = read(readFileSync(corpus('mot/models', file), 'utf8'));
      const json = new MofDocument(parseJson(exportMof(original, 'json')));
      expect(json.classification, file).toEqual(original.classification);
      expect(exportMof(original, 'gaps'), file).toMatch(/^# /);
      expect(exportMof(original, 'badge'), file).toMatch(
        /^\[!\[[^\]]+\]\(https:\/\/img\.shields\.io\/badge\/\S+\)\]\(\S+\)\n$/,
      );
    }
  });
});

describe('the badge', () => {
  const release = (aim: 1 | 2 | 3) => newMofDocument({ aim, name: 'm', producer: 'p', license: 'OpenMDW-1.0' });

  it.each([
    [3, 'Class_III-4c1', 'Class III - Open Model'],
    [2, 'Class_II-4c1', 'Class II - Open Tooling Model'],
    [1, 'Class_I-4c1', 'Class I - Open Science Model'],
  ] as const)('of class %i', (aim, message, alternative) => {
    expect(exportMof(read(release(aim)), 'badge')).toBe(
      `[![Model Openness Framework: ${alternative}](https://img.shields.io/badge/Model_Openness_Framework-${message})](https://mot.isitopen.ai/)\n`,
    );
  });

  it('of a release on its way says how far it is', () => {
    const half = read(YAML.replace('license: unlicensed', 'license: MIT'));
    expect(exportMof(half, 'badge')).toContain('Class_III%3A_in_progress_%2833%25%29-76b1c9');
  });

  it('of an empty release says that nothing is met', () => {
    expect(exportMof(read(''), 'badge')).toContain('Class_III%3A_not_met-9ba0a2');
  });
});

describe('the gap report', () => {
  const report = exportMof(read(YAML.replace('a_b-c', '"a|b *c*"')), 'gaps');

  it('lists for each class what to do', () => {
    expect(report).toContain('- [ ] Add "Model architecture"');
    expect(report).toContain('- [ ] Give "Data card" a licence');
    expect(report.match(/^## Class /gm)).toHaveLength(3);
  });

  it('shows words of the file as they are, not as Markdown', () => {
    expect(report).toContain('a\\|b \\*c\\*');
  });

  it('has tables that are whole', () => {
    for (const row of report.split('\n').filter((line) => line.startsWith('|')))
      expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
  });
});

describe('a new configuration', () => {
  it.each([
    [3, 'CC-BY-4.0'],
    [2, 'OpenMDW-1.0'],
    [1, 'OpenMDW-1.0'],
  ] as const)('for class %i meets it under an open licence, and has no error', (aim, license) => {
    const text = newMofDocument({ aim, name: 'aurora', producer: 'Lab', license });
    expect(read(text).classification.class).toBe(aim);
    expect(findings(text)).toEqual([]);
  });

  it('without a licence meets nothing', () => {
    expect(read(newMofDocument({ aim: 3, name: 'a', producer: 'b', license: '' })).classification.class).toBe(0);
  });

  it.each([
    ['7', '1.0'],
    ['true', 'null'],
    ['a: b', '# c'],
    ["it's", '"q"'],
    ['2025-01-01', '~'],
    ['- x', '{y}'],
    ['ü', '日本'],
    ['*a', '&b'],
    ['@c', '%d'],
  ])('keeps what was typed: %s, %s', (name, producer) => {
    const parsed = parseYaml(newMofDocument({ aim: 3, name, producer, license: 'MIT' }));
    expect(parsed.problems).toEqual([]);
    const json = JSON.parse(exportMof(new MofDocument(parsed), 'json')) as { release: Record<string, string> };
    expect(json.release).toMatchObject({ name, producer });
  });

  it('is recognised', () => {
    const text = newMofDocument({ aim: 3, name: 'a', producer: 'b', license: '' });
    expect(detectKind('/any.yml', text)?.id).toBe('mof');
  });
});

/** Rules of weight error or warning that a text breaks, save the warning about licences that are open but unusual. */
function findings(text: string): string[] {
  const context = { file: 'mof.yml', path: 'mof.yml', today: new Date('2026-11-22'), releases: [], neighbours: [] };
  return lint(openDocument('mof.yml', text)!, { context, severityOf: () => undefined })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule}: ${message}`);
}
