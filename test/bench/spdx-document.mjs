// Long SPDX documents for benchmarks and tests: the same ones at every run.

const BASE = 'https://example.org/spdx/aurora-7b/2026';
const CI = '_:creationinfo';
const LICENSES = ['MIT', 'Apache-2.0', 'BSD-3-Clause', 'CC-BY-4.0', 'MPL-2.0'];

/**
 * An AI BOM with a number of elements, as generators write them: a model, datasets, the files of both with their hashes,
 * packages they depend on, and relationships between them. 100,000 elements are about 46 MB.
 * @param mistakes one element in so many has a mistake; none where it is 0
 */
export function makeSpdx(count, mistakes = 0) {
  const id = (name) => `${BASE}#${name}`;
  const element = (type, name, rest) => ({ type, spdxId: id(name), creationInfo: CI, ...rest });
  const relationship = (name, relationshipType, from, to) =>
    element('Relationship', name, { relationshipType, from: id(from), to: to.map(id) });
  const graph = [
    { type: 'CreationInfo', '@id': CI, specVersion: '3.0.1', created: '2026-01-01T00:00:00Z', createdBy: [id('lab')] },
    element('Organization', 'lab', { name: 'Example Lab' }),
    {
      type: 'SpdxDocument',
      spdxId: BASE,
      creationInfo: CI,
      profileConformance: ['core', 'software', 'simpleLicensing', 'ai', 'dataset'],
      rootElement: [id('model')],
    },
    element('ai_AIPackage', 'model', {
      name: 'Aurora-7B',
      releaseTime: '2026-01-01T00:00:00Z',
      suppliedBy: id('lab'),
      software_packageVersion: '1.0',
      software_primaryPurpose: 'model',
      software_downloadLocation: 'https://example.org/aurora-7b',
      ai_hyperparameter: [{ type: 'DictionaryEntry', key: 'learning_rate', value: '2e-5' }],
    }),
    ...LICENSES.map((license, i) =>
      element('simplelicensing_LicenseExpression', `license-${i}`, { simplelicensing_licenseExpression: license }),
    ),
    relationship('declared', 'hasDeclaredLicense', 'model', ['license-1']),
    relationship('concluded', 'hasConcludedLicense', 'model', ['license-1']),
  ];
  for (let i = 0; graph.length < count; i++) {
    const broken = mistakes > 0 && i % mistakes === 0;
    if (i % 3 === 0) {
      graph.push(
        element('software_File', `file-${i}`, {
          name: `./checkpoints/step-${String(i).padStart(7, '0')}/model-${i % 16}-of-00016.safetensors`,
          [broken ? 'software_copyrigthText' : 'software_copyrightText']:
            'Copyright 2026 Example Lab and the contributors',
          summary: 'Shard of a checkpoint of the training run, kept so that results on the way can be reproduced',
          software_primaryPurpose: 'data',
          verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: i.toString(16).padStart(64, '0') }],
        }),
      );
    } else if (i % 3 === 1)
      graph.push(relationship(`contains-${i}`, broken ? 'contain' : 'contains', 'model', [`file-${i - 1}`]));
    else
      graph.push(
        relationship(`license-of-${i}`, broken ? 'hasDeclaredLicence' : 'hasDeclaredLicense', `file-${i - 2}`, [
          `license-${i % LICENSES.length}`,
        ]),
      );
  }
  return { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': graph };
}
