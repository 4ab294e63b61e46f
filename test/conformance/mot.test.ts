import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { namesOf } from '../../src/core/mof/classify';
import { MofDocument } from '../../src/core/mof/document';
import { isKnownToMot, openLicenses } from '../../src/core/mof/licenses';
import { parseYaml } from '../../src/core/text/yaml';
import { corpus, describeWithCorpus } from '../corpus';

describeWithCorpus('verdicts of the Model Openness Tool', 'mot', () => {
  const [head, ...rows] = readFileSync(corpus('mot/verdicts.tsv'), 'utf8').trimEnd().split('\n');
  const columns = head!.split('\t');
  expect(rows).toHaveLength(214);

  for (const row of rows) {
    // Cells with quotes in them are quoted as in CSV.
    const cells = row.split('\t').map((c) => (c.startsWith('"') ? c.slice(1, -1).replaceAll('""', '"') : c));
    const cell = (name: string) => cells[columns.findIndex((c) => c.startsWith(name))] ?? '';
    it(cell('file'), () => {
      const document = new MofDocument(parseYaml(readFileSync(corpus('mot', cell('file')), 'utf8')));
      expect(document.parsed.problems).toEqual([]);
      const verdict = document.classification;
      const joined = (ids: number[]) => namesOf(ids).join('; ');
      const withLicense = (ids: number[]) =>
        ids.map((id) => `${joined([id])} [${verdict.licenses.get(id)!.id}]`).join('; ');
      expect(verdict.class).toBe(Number(cell('class')));
      expect([3, 2, 1].map((k) => +verdict.progress[k as 1 | 2 | 3].toFixed(4))).toEqual(
        ['progress3', 'progress2', 'progress1'].map((c) => Number(cell(c))),
      );
      expect(joined(verdict.included[1])).toEqual(cell('included'));
      expect(joined(verdict.optional[1])).toEqual(cell('optional_ok'));
      expect(joined(verdict.missing[1])).toEqual(cell('missing('));
      expect(joined(verdict.missing[2])).toEqual(cell('missing_for_class2'));
      expect(joined(verdict.missing[3])).toEqual(cell('missing_for_class3'));
      expect(withLicense(verdict.invalid[1])).toEqual(cell('invalid_license'));
      expect(joined(verdict.unlicensed[1])).toEqual(cell('unlicensed'));
      expect(withLicense(verdict.typeWarnings)).toEqual(cell('open_but'));
      expect(verdict.typeWarnings.length > 0 ? 'yes' : 'no').toBe(cell('type_warning'));
    });
  }

  it('knows the licences that the tool knows, and which of them it counts as open', () => {
    interface Row {
      licenseId: string;
      isOsiApproved?: boolean;
      isFsfLibre?: boolean;
    }
    const read = (name: string) =>
      (JSON.parse(readFileSync(corpus('mot', name), 'utf8')) as { licenses: Row[] }).licenses;
    const rows = new Map([...read('licenses.json'), ...read('mof-licenses.json')].map((l) => [l.licenseId, l]));
    expect([...rows.keys()].filter((id) => !isKnownToMot(id))).toEqual([]);
    const open = new Set(openLicenses());
    expect(open.size).toBe(226);
    expect([...rows.values()].filter((l) => (l.isOsiApproved || l.isFsfLibre) && !open.has(l.licenseId))).toEqual([]);
  });
});
