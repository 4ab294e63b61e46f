const ID = 'https://example.org/bom';

/** A model with everything that the AI profile can say, as SPDX 3.0.1. */
export function spdxModel(changes: Record<string, unknown> = {}, more: object[] = []): string {
  const element = (type: string, name: string, rest: object) => ({
    type,
    spdxId: `${ID}#${name}`,
    creationInfo: '_:ci',
    ...rest,
  });
  const relation = (name: string, relationshipType: string, from: string, to: string[], rest: object = {}) =>
    element('Relationship', name, { relationshipType, from: `${ID}#${from}`, to: to.map(iri), ...rest });
  const iri = (name: string) => (/^(?:https?:|expanded)/.test(name) ? name : `${ID}#${name}`);
  return JSON.stringify(
    {
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      '@graph': [
        {
          type: 'CreationInfo',
          '@id': '_:ci',
          specVersion: '3.0.1',
          created: '2026-01-02T03:04:05Z',
          createdBy: [`${ID}#ann`, `${ID}#org`],
          createdUsing: [`${ID}#tool`],
        },
        element('Person', 'ann', {
          name: 'Ann',
          externalIdentifier: [
            { type: 'ExternalIdentifier', externalIdentifierType: 'email', identifier: 'ann@example.org' },
          ],
        }),
        element('Organization', 'org', { name: 'Example' }),
        element('Tool', 'tool', { name: 'maker' }),
        { type: 'SpdxDocument', spdxId: ID, creationInfo: '_:ci', name: 'the document', rootElement: [`${ID}#sbom`] },
        element('software_Sbom', 'sbom', { software_sbomType: ['build'], rootElement: [`${ID}#model`] }),
        element('ai_AIPackage', 'model', {
          name: 'falcon',
          description: 'Finds birds.\nAll of them.',
          comment: 'Made in a hurry.',
          suppliedBy: `${ID}#org`,
          originatedBy: [`${ID}#ann`],
          releaseTime: '2026-01-01T00:00:00Z',
          software_packageVersion: '1.0',
          software_packageUrl: 'pkg:huggingface/example/falcon@1.0',
          software_downloadLocation: 'https://example.org/falcon',
          software_homePage: 'https://example.org',
          software_copyrightText: '© Example',
          software_primaryPurpose: 'model',
          software_additionalPurpose: ['data'],
          verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: 'ab'.repeat(32) }],
          externalRef: [
            { type: 'ExternalRef', externalRefType: 'vcs', locator: ['https://example.org/falcon.git'] },
            { type: 'ExternalRef', externalRefType: 'other', locator: ['https://a.example', 'https://b.example'] },
          ],
          ai_autonomyType: 'noAssertion',
          ai_domain: ['ornithology', 'forestry'],
          ai_energyConsumption: {
            type: 'ai_EnergyConsumption',
            ai_trainingEnergyConsumption: [
              { type: 'ai_EnergyConsumptionDescription', ai_energyQuantity: '5.1', ai_energyUnit: 'kilowattHour' },
            ],
          },
          ai_hyperparameter: [
            { type: 'DictionaryEntry', key: 'lr', value: '2e-5' },
            { type: 'DictionaryEntry', key: 'a:b', value: 'c' },
            { type: 'DictionaryEntry', key: 'flag' },
          ],
          ai_informationAboutApplication: 'Acceptable use policy: no hunting.',
          ai_informationAboutTraining: 'On one GPU.\nTraining compute: 3e18 FLOP',
          ai_limitation: 'Knows no owls.',
          ai_metric: [
            { type: 'DictionaryEntry', key: 'accuracy', value: '0.91' },
            { type: 'DictionaryEntry', key: 'f1', value: '0.9' },
          ],
          ai_metricDecisionThreshold: [{ type: 'DictionaryEntry', key: 'accuracy', value: '0.5' }],
          ai_modelDataPreprocessing: ['resized'],
          ai_safetyRiskAssessment: 'low',
          ai_standardCompliance: ['ISO/IEC 42001'],
          ai_typeOfModel: ['transformer', 'supervised'],
          ai_useSensitivePersonalInformation: 'no',
          ...changes,
        }),
        element('dataset_DatasetPackage', 'data', {
          name: 'birds',
          originatedBy: [`${ID}#org`],
          builtTime: '2025-01-01T00:00:00Z',
          releaseTime: '2025-02-01T00:00:00Z',
          software_downloadLocation: 'https://example.org/birds',
          software_primaryPurpose: 'data',
          dataset_datasetType: ['image', 'text'],
          dataset_datasetSize: 2689,
          dataset_confidentialityLevel: 'clear',
          dataset_datasetAvailability: 'directDownload',
          dataset_knownBias: ['few owls'],
          dataset_sensor: [{ type: 'DictionaryEntry', key: 'camera', value: 'A1' }],
        }),
        element('ai_AIPackage', 'base', { name: 'bird', software_primaryPurpose: 'model' }),
        element('software_Package', 'torch', { name: 'torch', software_packageVersion: '2.0' }),
        element('software_File', 'weights', {
          name: 'model.safetensors',
          contentType: 'application/octet-stream',
          verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: 'cd'.repeat(32) }],
        }),
        element('simplelicensing_LicenseExpression', 'apache', { simplelicensing_licenseExpression: 'Apache-2.0' }),
        element('simplelicensing_LicenseExpression', 'own', {
          simplelicensing_licenseExpression: 'LicenseRef-own',
          simplelicensing_customIdToUri: [{ type: 'DictionaryEntry', key: 'LicenseRef-own', value: `${ID}#owntext` }],
        }),
        element('simplelicensing_SimpleLicensingText', 'owntext', { simplelicensing_licenseText: 'Do as you like.' }),
        relation('r1', 'hasDeclaredLicense', 'model', ['apache']),
        relation('r2', 'hasConcludedLicense', 'model', ['apache']),
        relation('r3', 'hasDeclaredLicense', 'data', ['own']),
        relation('r4', 'hasConcludedLicense', 'data', ['expandedlicensing_NoAssertionLicense']),
        relation('r5', 'trainedOn', 'model', ['data']),
        relation('r6', 'descendantOf', 'model', ['base']),
        relation('r7', 'dependsOn', 'model', ['torch']),
        relation('r8', 'contains', 'model', ['weights']),
        relation('r9', 'hasDocumentation', 'model', ['weights'], { comment: 'in its header' }),
        ...more,
      ],
    },
    null,
    2,
  );
}

/** A model with everything that a model card can say, as CycloneDX 1.6. */
export function cycloneDxModel(changes: Record<string, unknown> = {}, rest: Record<string, unknown> = {}): string {
  return JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
      version: 3,
      metadata: {
        timestamp: '2026-01-02T03:04:05.678Z',
        tools: { components: [{ type: 'application', name: 'maker', version: '2.1' }] },
        authors: [{ name: 'Ann', email: 'ann@example.org' }],
        lifecycles: [{ phase: 'build' }],
      },
      components: [
        {
          type: 'machine-learning-model',
          'bom-ref': 'model',
          group: 'example',
          name: 'falcon',
          version: '1.0',
          supplier: { name: 'Example' },
          purl: 'pkg:huggingface/example/falcon@1.0',
          licenses: [{ license: { id: 'Apache-2.0', acknowledgement: 'declared' } }],
          hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
          externalReferences: [
            { type: 'distribution', url: 'https://example.org/falcon' },
            { type: 'model-card', url: 'https://example.org/card' },
          ],
          modelCard: {
            modelParameters: {
              approach: { type: 'supervised' },
              task: 'image-classification',
              architectureFamily: 'transformer',
              datasets: [{ ref: 'data' }],
              inputs: [{ format: 'image' }],
              outputs: [{ format: 'text' }],
            },
            quantitativeAnalysis: {
              performanceMetrics: [
                { type: 'accuracy', value: '0.91' },
                { type: 'f1', value: '0.9', slice: 'owls' },
              ],
            },
            considerations: {
              users: ['rangers'],
              useCases: ['counting birds'],
              technicalLimitations: ['knows no owls', 'slow'],
              ethicalConsiderations: [{ name: 'hunting', mitigationStrategy: 'licence' }],
            },
          },
          properties: [{ name: 'Number of parameters', value: '7 million' }],
          ...changes,
        },
        {
          type: 'data',
          'bom-ref': 'data',
          name: 'birds',
          licenses: [{ license: { name: 'Birds Licence', url: 'https://example.org/licence' } }],
          data: [{ type: 'dataset', classification: 'public', description: 'Pictures of birds' }],
        },
        { type: 'library', 'bom-ref': 'torch', name: 'torch', version: '2.0' },
      ],
      dependencies: [{ ref: 'model', dependsOn: ['torch'] }],
      ...rest,
    },
    null,
    2,
  );
}
