import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpus, describeWithCorpus } from '../corpus';
import { folderWith, mof, release } from './mof';

interface Verdict {
  file: string;
  class: number;
  label: string;
  progress: Record<string, number>;
  included: string[];
  optional: string[];
  missing: Record<string, string[]>;
  invalid: string[];
  unlicensed: string[];
  typeWarnings: string[];
  licenses: Record<string, string | null>;
}

const classify = (args: string[], cwd?: string, input?: string) => {
  const outcome = mof(['class', '--format', 'json', ...args], { ...(cwd ? { cwd } : {}), ...(input ? { input } : {}) });
  return { ...outcome, ...(JSON.parse(outcome.stdout) as { files: Verdict[] }) };
};

it('prints the verdict as documented', () => {
  const { code, files } = classify(['mof.yml'], folderWith({ 'mof.yml': release() }));
  expect(code).toBe(0);
  expect(files).toEqual([
    {
      file: 'mof.yml',
      release: 'Sample',
      class: 0,
      label: 'Unclassified',
      progress: { 1: 0, 2: 0, 3: 16.6667 },
      included: ['Model card'],
      optional: [],
      missing: {
        3: ['Model architecture', 'Model parameters (Final)', 'Evaluation results', 'Data card', 'Technical report'],
        2: expect.arrayContaining(['Technical report', 'Training code']) as string[],
        1: expect.arrayContaining(['Technical report', 'Training code', 'Datasets']) as string[],
      },
      invalid: [],
      unlicensed: [],
      typeWarnings: [],
      licenses: { 'Model card': 'Apache-2.0' },
    },
  ]);
});

it('tells people what the next class lacks', () => {
  const { stdout } = mof(['class', 'mof.yml'], { cwd: folderWith({ 'mof.yml': release() }) });
  expect(stdout).toContain('mof.yml: Unclassified\n');
  expect(stdout).toContain('progress: III 17 %, II 0 %, I 0 %\n');
  expect(stdout).toContain('missing for class III: Model architecture, ');
});

describe('input', () => {
  it('may be a folder, a glob or standard input', () => {
    const cwd = folderWith({ 'a/mof.yml': release(), 'b/mof.yml': release(), 'b/.modelopenness.yml': 'rules: {}\n' });
    expect(classify(['.'], cwd).files.map(({ file }) => file)).toEqual(['a/mof.yml', 'b/mof.yml']);
    expect(classify(['b/*'], cwd).files.map(({ file }) => file)).toEqual(['b/mof.yml']);
    expect(classify(['-'], cwd, release()).files.map(({ file }) => file)).toEqual(['stdin']);
  });
  it('must be named', () => {
    expect(mof(['class']).code).toBe(2);
  });
  it.each([
    ['another document', '.modelopenness.yml', 'rules: {}\n', /is a Model Openness configuration, not a MOF/],
    ['no document of ours', 'x.yml', 'a: 1\n', /is no document that can be checked/],
    ['a file with a syntax error', 'mof.yml', 'a: [\n', /cannot be classified: \d+:\d+: /],
    ['several documents', 'mof.yml', `${release()}---\na: 1\n`, /cannot be classified: 21:1: A second YAML document/],
    ['a file that is not there', 'gone/mof.yml', undefined, /does not exist/],
  ])('that is %s ends with 3', (_title, name, content, message) => {
    const { code, files, stderr } = classify([name], folderWith(content === undefined ? {} : { [name]: content }));
    expect(files).toEqual([]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(3);
  });
});

describeWithCorpus('the verdicts of the Model Openness Tool', 'mot', () => {
  it('are the verdicts of mof class', () => {
    const [head, ...rows] = readFileSync(corpus('mot/verdicts.tsv'), 'utf8').trimEnd().split('\n');
    const columns = head!.split('\t');
    const { files } = classify(['models'], corpus('mot'));
    const byFile = new Map(files.map((verdict) => [verdict.file, verdict]));
    let compared = 0;
    for (const row of rows) {
      const cells = row.split('\t').map((c) => (c.startsWith('"') ? c.slice(1, -1).replaceAll('""', '"') : c));
      const cell = (name: string) => cells[columns.findIndex((c) => c.startsWith(name))] ?? '';
      const verdict = byFile.get(cell('file'));
      if (!verdict) continue;
      compared++;
      const withLicense = (names: string[]) => names.map((name) => `${name} [${verdict.licenses[name]}]`).join('; ');
      expect({
        class: String(verdict.class),
        label: verdict.label,
        progress: [3, 2, 1].map((level) => String(verdict.progress[level])),
        included: verdict.included.join('; '),
        optional: verdict.optional.join('; '),
        missing: [1, 2, 3].map((level) => verdict.missing[level]!.join('; ')),
        invalid: withLicense(verdict.invalid),
        unlicensed: verdict.unlicensed.join('; '),
        typeWarnings: withLicense(verdict.typeWarnings),
      }).toEqual({
        class: cell('class'),
        label: cell('label'),
        progress: [cell('progress3'), cell('progress2'), cell('progress1')],
        included: cell('included'),
        optional: cell('optional_ok'),
        missing: [cell('missing('), cell('missing_for_class2'), cell('missing_for_class3')],
        invalid: cell('invalid_license'),
        unlicensed: cell('unlicensed'),
        typeWarnings: cell('open_but'),
      });
    }
    expect(compared).toBe(files.length);
    expect(compared).toBeGreaterThan(150);
  });
});
