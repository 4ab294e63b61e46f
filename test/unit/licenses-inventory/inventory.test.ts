import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';
import { lint } from '../../../src/core/findings/lint';
import { INVENTORY_FORMATS } from '../../../src/core/licenses/inventory/export';
import { byFile, byLicense } from '../../../src/core/licenses/inventory/groups';
import { joined } from '../../../src/core/licenses/inventory/join';
import { inventoryOf, type Inventory } from '../../../src/core/licenses/inventory/row';
import { summarize } from '../../../src/core/licenses/inventory/summary';
import { type LicenseForm, type LicenseStatement } from '../../../src/core/licenses/statement';

const summary = (text: string, form: LicenseForm = 'expression') => summarize({ text, form } as LicenseStatement);

/** What one file states, with its findings. */
function inventory(file: string, text: string): Inventory {
  const document = openDocument(file, text)!;
  const context = { file, path: file, today: new Date('2026-11-22'), releases: [], neighbours: [] };
  return inventoryOf(file, document, lint(document, { context, severityOf: () => undefined }));
}

const MOF = `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: aurora
  date: '2026-01-15'
  producer: Example Lab
  license:
    distribution:
      name: Apache-2.0
  components:
    - name: Datasets
      description: A part
      license: CC-BY-NC-4.0
    - name: Training code
      description: A part
      license: my own
`;
const CARD = '---\nlicense: apache-2.0\n---\n# Aurora\n';

describe('what is known of a licence', () => {
  it('is told of its one spelling', () => {
    expect(summary('apache-2.0', 'tag')).toMatchObject({ license: 'Apache-2.0', openness: 'open' });
    expect(summary('mit')).toMatchObject({ license: 'MIT', name: 'MIT License', openness: 'open', restrictions: [] });
    expect(summary('CC-BY-NC-4.0', 'id')).toMatchObject({ openness: 'not-open', restrictions: ['non-commercial'] });
    expect(summary('my own\n licence', 'name')).toMatchObject({ license: 'my own licence', openness: 'unknown' });
    expect(summary('x'.repeat(500), 'name').license).toHaveLength(121);
  });

  it('of an expression follows from its members', () => {
    expect(summary('mit or CC-BY-NC-4.0')).toMatchObject({
      license: 'MIT OR CC-BY-NC-4.0',
      openness: 'open',
      restrictions: [],
    });
    expect(summary('MIT AND CC-BY-NC-4.0')).toMatchObject({ openness: 'not-open', restrictions: ['non-commercial'] });
    expect(summary('MIT AND LicenseRef-x')).toMatchObject({ openness: 'unknown' });
    expect(summary('CC-BY-NC-4.0 OR CC-BY-NC-SA-4.0').restrictions).toEqual(['non-commercial']);
    expect(summary('(MIT OR ISC) AND Apache-2.0+').license).toBe('(MIT OR ISC) AND Apache-2.0+');
    expect(summary('GPL-2.0-only WITH Classpath-exception-2.0')).toMatchObject({
      license: 'GPL-2.0-only WITH Classpath-exception-2.0',
      openness: 'open',
    });
    expect(summary('NOASSERTION').openness).toBe('unknown');
  });

  it('of a broken expression is nothing', () => {
    expect(summary('MIT AND')).toMatchObject({ license: 'MIT AND', openness: 'unknown' });
  });
});

describe('the list of licences', () => {
  const all = joined([inventory('models/mof.yml', MOF), inventory('README.md', CARD)]);

  it('has each place, with its heaviest finding', () => {
    expect(all.rows.map(({ license, subject, content, severity }) => [license, subject, content, severity])).toEqual([
      ['Apache-2.0', 'aurora', undefined, 'info'],
      ['CC-BY-NC-4.0', 'Datasets', 'data', 'error'],
      ['my own', 'Training code', 'code', expect.any(String)],
      ['Apache-2.0', undefined, 'model', undefined],
    ]);
    expect(all.rows[0]!.range).toEqual({ start: { line: 10, character: 12 }, end: { line: 10, character: 22 } });
  });

  it('has a licence that is both declared and concluded once', () => {
    const graph = {
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      '@graph': [
        { type: 'software_Package', spdxId: 'urn:p', name: 'weights' },
        { type: 'simplelicensing_LicenseExpression', spdxId: 'urn:l', simplelicensing_licenseExpression: 'MIT' },
        ...['hasConcludedLicense', 'hasDeclaredLicense'].map((relationshipType) => ({
          type: 'Relationship',
          spdxId: `urn:${relationshipType}`,
          from: 'urn:p',
          relationshipType,
          to: ['urn:l'],
        })),
      ],
    };
    const { rows } = inventory('bom.spdx3.json', JSON.stringify(graph));
    expect(rows.map(({ license, subject, role }) => [license, subject, role])).toEqual([
      ['MIT', 'weights', 'declared'],
    ]);
  });

  it('groups by licence, the most used first, and by file', () => {
    expect(byLicense(all).map(({ summary: { license }, rows }) => [license, rows.length])).toEqual([
      ['Apache-2.0', 2],
      ['CC-BY-NC-4.0', 1],
      ['my own', 1],
    ]);
    expect(byFile(all).map(({ file, rows }) => [file, rows.length])).toEqual([
      ['README.md', 1],
      ['models/mof.yml', 3],
    ]);
  });

  it('is written as a text', () => {
    expect(INVENTORY_FORMATS.text(all).split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^Apache-2\.0 · \S/),
      '  models/mof.yml:11:13  aurora',
      '  README.md:2:10  written as apache-2.0',
    ]);
    expect(INVENTORY_FORMATS.text({ rows: [], licenses: [] })).toBe('No licences were found.\n');
  });

  it('is written as CSV that no spreadsheet calculates', () => {
    const lines = INVENTORY_FORMATS.csv(all).split('\r\n');
    expect(lines[0]).toBe('file,line,column,subject,content,role,written,license,openness,restrictions,finding');
    expect(lines[2]).toBe(
      'models/mof.yml,15,16,Datasets,data,declared,CC-BY-NC-4.0,CC-BY-NC-4.0,not-open,non-commercial,error',
    );
    expect(lines.at(-1)).toBe('');
    const bad = inventory('a"b,c.yml', MOF.replace('my own', '=HYPERLINK("x")').replace('name: aurora', 'name: "-1"'));
    const written = INVENTORY_FORMATS.csv(bad);
    expect(written).toContain(`"a""b,c.yml",11,13,'-1,`);
    expect(written).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('is written as JSON', () => {
    const { licenses, places } = JSON.parse(INVENTORY_FORMATS.json(all)) as {
      licenses: { license: string; places: number; openness: string }[];
      places: { file: string; finding: string | null }[];
    };
    expect(licenses[0]).toMatchObject({ license: 'Apache-2.0', openness: 'open', places: 2 });
    expect(places).toHaveLength(4);
    expect(places[1]).toMatchObject({ file: 'models/mof.yml', finding: 'error' });
  });

  it('is written as Markdown in which nothing of the files is markup', () => {
    const written = INVENTORY_FORMATS.markdown(inventory('mof.yml', MOF.replace('my own', "'<b> | [x](y) `z`'")));
    expect(written).toContain('| [Apache-2.0](<https://spdx.org/licenses/Apache-2.0.html>) | 1 |');
    expect(written).toContain('\\<b\\> \\| \\[x\\]\\(y\\) \\`z\\`');
    expect(written).toContain("`<b> \\| [x](y) 'z'`");
    expect(INVENTORY_FORMATS.markdown({ rows: [], licenses: [] })).toBe('# Licences\n\nNo licences were found.\n');
  });
});
