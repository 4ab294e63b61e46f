import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/text/edit';
import { parseYaml } from '../../../src/core/text/yaml';
import { namesOf } from '../../../src/core/mof/classify';
import { COMPONENTS } from '../../../src/core/mof/components';
import { MofDocument } from '../../../src/core/mof/document';
import { migrationEdits } from '../../../src/core/mof/migrate';
import { lintText } from '../../lint';

/** What a file of 2024 says of its components; all seventeen are listed, most of them under Apache-2.0. */
const LICENSES: Record<string, string> = {
  'Model parameters (Intermediate)': 'Component not included',
  'Research paper': 'License not specified',
  Datasets: 'Pending evaluation',
  'Model metadata': '',
  'Sample model outputs': 'Component not included',
  'Technical report': 'CC-BY-4.0',
};

/** A complete file as the Model Openness Tool wrote it in 2024. */
const OLD = `framework:
  name: 'Model Openness Framework'
  version: '1.0'
  date: '2024-12-15'
release:
  name: Aurora-7B
  version: 7B
  date: '2025-01-15'
  type: language
  architecture: 'transformer decoder'
  treatment: pre-trained
  origin: Aurora
  producer: 'Example Lab'
  contact: ''
  github: 'https://github.com/example-lab/aurora'
  huggingface: 'https://huggingface.co/example-lab/aurora'
  components:
${COMPONENTS.map(
  ({ name }) => `    -
      name: '${name}'
      description: 'As the form says'
      location: ''
      license_name: '${LICENSES[name] ?? 'Apache-2.0'}'
      license_path: ''
`,
).join('')}`;

const document = (text: string) => new MofDocument(parseYaml(text));
const migrate = (text: string) => applyEdits(text, migrationEdits(document(text)));
const rules = (text: string) => lintText(text).map((f) => f.rule);

describe('a file of 2024', () => {
  it('has that as its only mistake', () => {
    expect(document(OLD).isOldFormat).toBe(true);
    expect(rules(OLD)).toEqual(['mof/old-format']);
    expect(document(OLD).classification.class).toBe(0);
  });

  it('has no errors once it is migrated, and the class it deserves', () => {
    const text = migrate(OLD);
    expect(lintText(text).filter((f) => f.severity === 'error')).toEqual([]);
    const { classification: verdict, components, isOldFormat } = document(text);
    expect(isOldFormat).toBe(false);
    expect(components).toHaveLength(15);
    expect(verdict.class).toBe(2);
    expect(namesOf(verdict.missing[1])).toEqual(['Model parameters (Intermediate)']);
    expect(namesOf(verdict.unlicensed[1])).toEqual(['Datasets', 'Research paper', 'Model metadata']);
    expect(verdict.licenses.get(11)).toEqual({ id: 'CC-BY-4.0', source: 'component' });
  });

  it('keeps every line that has the same meaning today', () => {
    const kept = migrate(OLD).split('\n');
    for (const line of OLD.split('\n').slice(0, 14)) expect(kept).toContain(line);
    expect(kept).toContain("  repository: 'https://github.com/example-lab/aurora'");
    expect(kept).toContain('  license: {}');
    expect(kept.filter((line) => /github:|location|license_name/.test(line))).toEqual([]);
  });

  it('can be migrated with Windows line breaks, and without a last one', () => {
    const windows = migrate(OLD.replaceAll('\n', '\r\n'));
    expect(windows).toBe(migrate(OLD).replaceAll('\n', '\r\n'));
    expect(migrate(OLD.trimEnd())).toBe(migrate(OLD).trimEnd());
  });

  it('that uses new keys already keeps them', () => {
    const text = migrate(OLD.replace("location: ''", "location: ''\n      component_path: 'https://example.org'"));
    expect(text).toContain("component_path: 'https://example.org'");
    expect(text).toContain("location: ''");
  });

  it('is none when it names a licence of the release', () => {
    expect(document(OLD.replace('  components:', '  license: {}\n  components:')).isOldFormat).toBe(false);
    expect(document('framework: {}\nrelease:\n  components:\n    - name: Model card\n').isOldFormat).toBe(false);
  });
});
