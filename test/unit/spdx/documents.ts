const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';

/** Ids of test documents begin with this. */
export const BASE = 'https://example.org/bom';

/** An element with an id and a creation info. */
export function element(type: string, name: string, rest: object = {}): object {
  return { type, spdxId: `${BASE}#${name}`, creationInfo: '_:ci', ...rest };
}

/** A relationship between elements of the document, by the ends of their ids. */
export function relationship(name: string, relationshipType: string, from: string, to: readonly string[]): object {
  return element('Relationship', name, {
    relationshipType,
    from: `${BASE}#${from}`,
    to: to.map((id) => `${BASE}#${id}`),
  });
}

/** A model with everything that is mandatory. */
export function model(name: string, rest: object = {}): object {
  return element('ai_AIPackage', name, {
    name,
    releaseTime: '2026-01-01T00:00:00Z',
    suppliedBy: `${BASE}#lab`,
    software_packageVersion: '1.0',
    software_primaryPurpose: 'model',
    software_downloadLocation: 'https://example.org/model',
    ...rest,
  });
}

/** A dataset with everything that is mandatory. */
export function dataset(name: string, rest: object = {}): object {
  return element('dataset_DatasetPackage', name, {
    name,
    builtTime: '2025-01-01T00:00:00Z',
    releaseTime: '2025-02-01T00:00:00Z',
    originatedBy: [`${BASE}#lab`],
    software_downloadLocation: 'https://example.org/data',
    software_primaryPurpose: 'data',
    dataset_datasetType: ['text'],
    ...rest,
  });
}

/** A licence expression. */
export function license(name: string, expression: string, rest: object = {}): object {
  return element('simplelicensing_LicenseExpression', name, { simplelicensing_licenseExpression: expression, ...rest });
}

/** The SpdxDocument of a document about one element. */
export function spdxDocument(root: string): object {
  return {
    type: 'SpdxDocument',
    spdxId: BASE,
    creationInfo: '_:ci',
    profileConformance: ['core', 'software', 'simpleLicensing', 'ai', 'dataset'],
    rootElement: [`${BASE}#${root}`],
  };
}

/** A document with its creation info, an organisation and some elements. */
export function documentOf(elements: readonly unknown[], context: unknown = CONTEXT): string {
  const graph = [
    {
      type: 'CreationInfo',
      '@id': '_:ci',
      specVersion: '3.0.1',
      created: '2026-01-01T00:00:00Z',
      createdBy: [`${BASE}#lab`],
    },
    element('Organization', 'lab', { name: 'Example Lab' }),
    ...elements,
  ];
  return `${JSON.stringify({ '@context': context, '@graph': graph }, null, 2)}\n`;
}
