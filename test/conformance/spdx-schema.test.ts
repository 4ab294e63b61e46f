import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { type Finding } from '../../src/core/findings/finding';
import { corpus, describeWithCorpus } from '../corpus';
import { lintText } from '../lint';

/** Rules that the official schema does not know, with the place in the specification that they come from. */
const STRICTER: Readonly<Record<string, string>> = {
  'spdx/dangling-reference': 'references resolve in the file or are imported (SHACL sh:class, ExternalMap.md)',
  'spdx/document-as-element': 'ElementCollection.md',
  'spdx/duplicate-id': 'an IRI names one element (RDF)',
  'spdx/license-relationship': 'exactly one declared and one concluded licence (AI.md, Dataset.md)',
  'spdx/missing-mandatory': 'external properties restrictions (AIPackage.md, DatasetPackage.md, Package.md, File.md)',
  'spdx/none-with-others': 'Relationship.md',
  'spdx/number-of-values': 'exactly one originatedBy (DatasetPackage.md); the rest is in the schema too',
  'spdx/root-element': 'ElementCollection.md',
  'spdx/several-documents': 'SpdxDocument.md',
  'spdx/wrong-class': 'classes of references (SHACL sh:class)',
};

const isError = ({ severity, rule }: Finding): boolean => severity === 'error' && rule.startsWith('spdx/');

describeWithCorpus(
  'SPDX documents, and the official schema of 3.0.1',
  'spdx/official/spdx-json-schema-3.0.1.json',
  () => {
    const schema = JSON.parse(readFileSync(corpus('spdx/official/spdx-json-schema-3.0.1.json'), 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false, logger: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const names = readdirSync(corpus('spdx/examples'));
    const stricter: string[] = [];

    it.each(names)('%s is accepted or rejected alike, save by stricter rules', (name) => {
      const text = readFileSync(corpus('spdx/examples', name), 'utf8');
      const findings = lintText(text, { path: '/a/bom.spdx3.json' });
      const errors = findings.filter(isError);
      const byTheSchema = errors.filter(({ rule }) => !Object.hasOwn(STRICTER, rule));
      const accepted = validate(JSON.parse(text));
      expect(byTheSchema.length === 0, byTheSchema.map(({ message }) => message).join('\n')).toBe(accepted);
      if (!accepted || !errors.length) return;
      for (const rule of new Set(errors.map((error) => error.rule)))
        stricter.push(`${name}: ${errors.filter((e) => e.rule === rule).length} × ${rule}: ${STRICTER[rule]}`);
    });

    it('prints what it rejects though the schema accepts it', () => {
      console.log(
        ['Accepted by the schema, rejected by a rule of the text of the specification:', ...stricter].join('\n'),
      );
      expect(names.length).toBeGreaterThan(20);
    });
  },
);
