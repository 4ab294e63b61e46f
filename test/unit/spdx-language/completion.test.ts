import { describe, expect, it } from 'vitest';
import { at, behind, bom, complete, ID, labels, spdx, take } from './documents';

/** A whole BOM with one more element, in which the cursor is. */
const inElement = (members: string) => bom(`{${members}}`);
const inModel = (members: string) => inElement(`"type": "ai_AIPackage", ${members}`);

/** What stands behind the last element of the BOM. */
function added(text: string): string {
  return text.slice(bom().length - 7).replace(/\n {2}\]\n\}\n$/, '');
}

describe('completion of keys', () => {
  it('offers what the class lacks: required first, then its own, then inherited', () => {
    const offered = complete(inModel(`"spdxId": "${ID}#n", "name": "n", █`));
    const names = offered.map(({ label }) => label);
    expect(names[0]).toBe('creationInfo');
    expect(names.slice(1, 6).sort()).toEqual([
      'releaseTime',
      'software_downloadLocation',
      'software_packageVersion',
      'software_primaryPurpose',
      'suppliedBy',
    ]);
    expect(names[6]).toBe('ai_autonomyType');
    expect(names).not.toContain('name');
    expect(names).not.toContain('type');
    expect(names).not.toContain('dataset_datasetType');
    expect(names.at(-1)).toBe('verifiedUsing');
    expect(offered[1]).toMatchObject({
      kind: 'property',
      detail: expect.stringContaining('★ required by the AI profile'),
    });
    expect(offered[1]!.documentation).toContain('The specification asks for it');
  });

  it.each([
    ['releaseTime', '"releaseTime": "2026-01-09T00:00:00Z"'],
    ['suppliedBy', `"suppliedBy": "${ID}#org"`],
    ['software_primaryPurpose', '"software_primaryPurpose": "model"'],
    ['creationInfo', '"creationInfo": "_:ci"'],
    ['ai_domain', '"ai_domain": [\n      ""\n    ]'],
    ['ai_useSensitivePersonalInformation', '"ai_useSensitivePersonalInformation": "yes"'],
    [
      'ai_metric',
      '"ai_metric": [\n      {\n        "type": "DictionaryEntry",\n        "key": "",\n        "value": ""\n      }\n    ]',
    ],
    [
      'ai_energyConsumption',
      '"ai_energyConsumption": {\n      "type": "ai_EnergyConsumption",\n      "ai_trainingEnergyConsumption": [\n        {\n          "type": "ai_EnergyConsumptionDescription",\n          "ai_energyQuantity": 0,\n          "ai_energyUnit": "kilowattHour"\n        }\n      ]\n    }',
    ],
    [
      'verifiedUsing',
      '"verifiedUsing": [\n      {\n        "type": "Hash",\n        "algorithm": "sha256",\n        "hashValue": ""\n      }\n    ]',
    ],
  ])('writes %s with a value of its type', (label, expected) => {
    const text = take(inModel('█'), label);
    expect(added(text)).toContain(expected);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it('knows what stands in an element', () => {
    expect(labels(inModel('"ai_metric": [{"type": "DictionaryEntry", █}]')).slice(0, 2)).toEqual(['key', 'value']);
    expect(labels(inModel('"ai_metric": [{█}]'))).toEqual(['DictionaryEntry', 'type', 'key', 'value', '@id']);
    expect(labels(inModel('"verifiedUsing": [{█}]')).slice(0, 3)).toEqual([
      'Hash',
      'PackageVerificationCode',
      'software_ContentIdentifier',
    ]);
    expect(labels(inModel('"verifiedUsing": [{"type": "Hash", █}]')).slice(0, 2)).toEqual(['algorithm', 'hashValue']);
    expect(labels(inModel('"externalRef": [{"type": "ExternalRef", █}]'))).toContain('externalRefType');
    expect(
      labels(
        inModel(
          '"ai_energyConsumption": {"ai_trainingEnergyConsumption": [{"type": "ai_EnergyConsumptionDescription", █}]}',
        ),
      ),
    ).toContain('ai_energyUnit');
    expect(added(take(inModel('"ai_metric": [{█}]'), 'DictionaryEntry'))).toContain('"key": ""');
  });

  it('offers the keys of the root', () => {
    expect(labels('{█}')).toEqual(['@context', '@graph']);
    expect(take('{█}', '@context')).toBe('{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}');
    expect(labels('{"@context": "x", "type": "ai_AIPackage", █}')).toContain('spdxId');
    expect(labels(bom().replace('  ]\n}', '  ], █\n}'))).toEqual([]);
  });

  it('begins an element of no class yet', () => {
    expect(labels(inElement('█'))).toEqual(expect.arrayContaining(['ai_AIPackage', 'type', 'spdxId', 'name']));
    expect(labels(inElement('█'))[0]).toBe('ai_AIPackage');
  });
});

describe('completion of values', () => {
  it('offers classes: of elements in the graph, of what is asked for inside', () => {
    const offered = labels(inElement('"type": "█"'));
    expect(offered[0]).toBe('ai_AIPackage');
    expect(offered).toEqual(expect.arrayContaining(['CreationInfo', 'Relationship', 'security_Vulnerability']));
    expect(offered).not.toContain('software_SoftwareArtifact');
    expect(offered).not.toContain('Hash');
    expect(labels(inModel('"verifiedUsing": [{"type": "█"}]'))).toEqual([
      'software_ContentIdentifier',
      'Hash',
      'PackageVerificationCode',
    ]);
  });

  it('offers the values of enumerations with their meaning', () => {
    const offered = complete(inModel('"ai_safetyRiskAssessment": "█"'));
    expect(offered.map(({ label, detail }) => [label, detail])).toEqual([
      ['serious', 'the highest of four levels'],
      ['high', 'second of four levels'],
      ['medium', 'third of four levels'],
      ['low', 'little or no risk'],
    ]);
    expect(offered[0]!.filterText).toBe('"serious');
    const relation = complete(inElement('"type": "Relationship", "relationshipType": "tr█"'));
    expect(relation.find(({ label }) => label === 'trainedOn')!.documentation).toBe('`from` was trained on `to`.');
    expect(labels(bom().replace('["core", "ai"]', '["core", "█", "ai"]'))).not.toContain('core');
    expect(labels(bom().replace('["core", "ai"]', '["core", "█", "ai"]'))).toContain('dataset');
  });

  it('writes a list where one is asked for', () => {
    expect(added(take(inElement('"type": "dataset_DatasetPackage", "dataset_datasetType": █'), 'audio'))).toContain(
      '"dataset_datasetType": [\n      "audio"\n    ]',
    );
    expect(
      added(take(inElement('"type": "dataset_DatasetPackage", "dataset_datasetType": ["text", █]'), 'audio')),
    ).toContain('["text", "audio"]');
  });

  it('offers ids of the right class, with name and class', () => {
    const offered = complete(inModel('"suppliedBy": "█"'));
    expect(offered[0]).toMatchObject({ label: `${ID}#org`, detail: 'Northlight · Organization' });
    expect(offered[0]!.filterText).toContain('Northlight');
    expect(offered.map(({ label }) => label)).toEqual([`${ID}#org`, 'SpdxOrganization']);
    expect(labels(inModel('"creationInfo": "█"'))).toEqual(['_:ci']);
    expect(labels(inElement('"type": "Relationship", "from": "█"'))).toEqual(
      expect.arrayContaining([`${ID}#m`, `${ID}#d`]),
    );
  });

  it.each([
    ['trainedOn', `${ID}#d`],
    ['hasDeclaredLicense', `${ID}#l`],
    ['invokedBy', `${ID}#org`],
  ])('offers what fits %s first', (type, first) => {
    expect(
      labels(inElement(`"type": "Relationship", "relationshipType": "${type}", "from": "${ID}#m", "to": ["█"]`))[0],
    ).toBe(first);
    expect(labels(inElement(`"type": "Relationship", "to": [█], "relationshipType": "${type}"`))[0]).toBe(first);
  });

  it('leaves out what a list has already', () => {
    expect(labels(inElement(`"type": "Relationship", "to": ["${ID}#d", "█"]`))).not.toContain(`${ID}#d`);
  });

  it('offers the texts of custom licences', () => {
    const text = inElement(
      '"type": "simplelicensing_LicenseExpression", "simplelicensing_customIdToUri": [{"type": "DictionaryEntry", "key": "LicenseRef-x", "value": "█"}]',
    );
    expect(labels(text)).toEqual([`${ID}#t`]);
    expect(labels(inModel('"ai_metric": [{"type": "DictionaryEntry", "key": "x", "value": "█"}]'))).toEqual([]);
  });

  it('offers what can only be meant', () => {
    expect(labels(bom().replace('"3.0.1", "created"', '"█", "created"'))).toEqual(['3.0.1']);
    expect(labels('{"@context": "█"}')[0]).toBe('https://spdx.org/rdf/3.0.1/spdx-context.jsonld');
    expect(labels(inModel('"releaseTime": "█"'))).toEqual(['2026-01-09T00:00:00Z']);
    expect(labels(inModel('"name": "Aurora 7B", "spdxId": "█"'))).toEqual([`${ID}#aurora-7b`]);
    expect(
      added(
        take(inElement('"type": "expandedlicensing_CustomLicense", "expandedlicensing_isOsiApproved": █'), 'false'),
      ),
    ).toContain('"expandedlicensing_isOsiApproved": false');
    expect(labels(inModel('"name": "█"'))).toEqual([]);
  });
});

describe('skeletons', () => {
  it.each([
    'ai_AIPackage',
    'dataset_DatasetPackage',
    'Relationship',
    'simplelicensing_LicenseExpression',
    'simplelicensing_SimpleLicensingText',
    'Organization',
    'Person',
    'software_File',
    'software_Package',
    'software_Sbom',
    'CreationInfo',
    'Tool',
  ])('a %s can be read and has what is required', (label) => {
    const text = take(bom('█'), label);
    const graph = (JSON.parse(text) as { '@graph': { type: string; spdxId?: string }[] })['@graph'];
    const { document } = spdx(text);
    const of = document.graph.elements.at(-1)!.class!;
    expect(graph.at(-1)).toMatchObject({ type: label });
    expect(Object.keys(graph.at(-1)!)).toEqual(expect.arrayContaining(of.required.map(({ name }) => name)));
    if (of.element) expect(graph.filter(({ spdxId }) => spdxId === graph.at(-1)!.spdxId)).toHaveLength(1);
  });

  it('a document is offered where there is none', () => {
    expect(labels(bom('█'))).not.toContain('SpdxDocument');
    expect(labels('{"@graph": [█]}')).toContain('SpdxDocument');
  });

  it('a whole AI BOM begins an empty file', () => {
    const [label] = labels('█');
    const text = take('█', label!);
    const { document } = spdx(text);
    expect(document.size).toBe(13);
    for (let element = 0; element < document.size; element++)
      for (const { id } of document.graph.mentions(element)) expect(document.graph.definitionOf(id), id).toBeDefined();
  });
});

describe('text that is being typed', () => {
  it.each([
    ['a key without its end', '"type": "ai_AIPackage", "ai_█', 'ai_domain'],
    ['a key without quotes', '"type": "ai_AIPackage", ai_█', 'ai_domain'],
    ['no comma', '"type": "ai_AIPackage"\n      "█', 'ai_domain'],
    ['a value without its end', '"type": "ai_AIPackage", "suppliedBy": "█', `${ID}#org`],
    ['a list without its end', '"type": "Relationship", "relationshipType": "trainedOn", "to": ["█', `${ID}#d`],
  ])('is completed: %s', (_, members, expected) => {
    // Everything behind is missing, too.
    const broken = bom(`{${members}`);
    expect(labels(broken)).toContain(expected);
    expect(labels(broken.slice(0, broken.indexOf('█') + 1))).toContain(expected);
  });

  it('finds the elements that can be read when another one is broken', () => {
    const broken = bom('{"type": "Relationship", "from": "█"}').replace('"name": "Northlight"', '"name": ');
    expect(labels(broken)).toContain(`${ID}#m`);
    expect(labels(broken)).not.toContain(`${ID}#org`);
  });

  it('works in a long document', () => {
    const files = Array.from(
      { length: 20_000 },
      (_, i) => `{"type": "software_File", "spdxId": "${ID}#f${i}", "creationInfo": "_:ci", "name": "f${i}"}`,
    );
    const marked = bom(...files, '{"type": "ai_AIPackage", "█', ...files);
    const { text, offset } = at(marked);
    const { document, features } = spdx(text);
    expect([...document.prepare()].length).toBeGreaterThan(0);
    expect(features.complete(offset).length).toBeGreaterThan(10);
    expect(behind('ab', 'a')).toBe('a█b');
  });
});
