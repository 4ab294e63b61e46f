import { describe, expect, it } from 'vitest';
import { convertBom, type Conversion } from '../../../src/core/bom/convert/convert';
import { diffBoms } from '../../../src/core/bom/diff/diff';
import { readBom } from '../../../src/core/bom/view/read';
import { describeWithCorpus } from '../../corpus';
import { lintText } from '../../lint';
import { corpusFiles } from './files';
import { cycloneDxModel, spdxModel } from './fixtures';
import { notKept } from './round-trip';
import { cycloneDxErrors, spdxErrors } from './schemas';

const NOW = new Date('2026-11-22T10:00:00Z');
const VERSIONS = ['1.6', '1.7'] as const;

const toCycloneDx = (text: string, cycloneDxVersion: '1.6' | '1.7' = '1.6'): Conversion =>
  convertBom(text, { to: 'cyclonedx', cycloneDxVersion, now: NOW });
const toSpdx = (text: string): Conversion => convertBom(text, { to: 'spdx', now: NOW });

interface Bom {
  metadata: Record<string, unknown>;
  components: Record<string, never>[];
  dependencies?: unknown;
}
const bom = ({ text }: Conversion): Bom => JSON.parse(text) as Bom;
const graph = ({ text }: Conversion): Record<string, unknown>[] =>
  (JSON.parse(text) as { '@graph': Record<string, unknown>[] })['@graph'];
const lostPaths = ({ report }: Conversion): string[] => report.lost.map(({ path }) => path);

describe('SPDX to CycloneDX', () => {
  it('writes what both formats know into fields', () => {
    const { metadata } = bom(toCycloneDx(spdxModel()));
    const model = metadata['component'] as Record<string, unknown>;
    expect(metadata).toMatchObject({
      timestamp: '2026-01-02T03:04:05Z',
      manufacturer: { name: 'Example' },
      authors: [{ name: 'Ann', email: 'ann@example.org' }],
      tools: { components: [{ type: 'application', name: 'maker' }] },
      lifecycles: [{ phase: 'build' }],
    });
    expect(model).toMatchObject({
      type: 'machine-learning-model',
      'bom-ref': 'https://example.org/bom#model',
      name: 'falcon',
      version: '1.0',
      purl: 'pkg:huggingface/example/falcon@1.0',
      supplier: { name: 'Example' },
      hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
      licenses: [
        { license: { id: 'Apache-2.0', acknowledgement: 'declared' } },
        { license: { id: 'Apache-2.0', acknowledgement: 'concluded' } },
      ],
      modelCard: {
        modelParameters: { approach: { type: 'supervised' }, datasets: [{ ref: 'https://example.org/bom#data' }] },
        quantitativeAnalysis: {
          performanceMetrics: [
            { type: 'accuracy', value: '0.91' },
            { type: 'f1', value: '0.9' },
          ],
        },
        considerations: {
          technicalLimitations: ['Knows no owls.'],
          environmentalConsiderations: {
            energyConsumptions: [
              { activity: 'training', energyProviders: [], activityEnergyCost: { value: 5.1, unit: 'kWh' } },
            ],
          },
        },
      },
      pedigree: { ancestors: [{ type: 'machine-learning-model', name: 'bird' }] },
      components: [{ type: 'file', name: 'model.safetensors' }],
    });
  });
  it('keeps what CycloneDX has no field for in properties, and says so', () => {
    const { report, text } = toCycloneDx(spdxModel());
    expect(text).toContain('"model-openness:spdx:ai_hyperparameter:lr"');
    expect(report.kept).toContainEqual({
      path: '/@graph/6/ai_hyperparameter/0',
      as: 'model-openness:spdx:ai_hyperparameter:lr',
    });
    expect(report.kept).toContainEqual({
      path: '/@graph/6/ai_safetyRiskAssessment',
      as: 'model-openness:spdx:ai_safetyRiskAssessment',
    });
  });
  it('lists every value that has no place, with a reason', () => {
    const unknown = {
      type: 'security_Vulnerability',
      spdxId: 'https://example.org/bom#v',
      creationInfo: '_:ci',
      name: 'CVE-1',
    };
    const made = toCycloneDx(spdxModel({ ai_limitations: 'x', ai_limitation: ['a', 'b'] }, [unknown]));
    expect(lostPaths(made)).toContain('/@graph/6/ai_limitations');
    expect(lostPaths(made)).toContain('/@graph/6/ai_limitation');
    expect(lostPaths(made)).toContain('/@graph/23/name');
    expect(made.report.lost.every(({ reason }) => reason)).toBe(true);
  });
  it('makes nothing up: a package without anything has a name and a type, and both are remarked', () => {
    const made = toCycloneDx(
      JSON.stringify({
        '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
        '@graph': [{ type: 'software_Package', spdxId: 'https://a.example/x#p', creationInfo: '_:c' }],
      }),
    );
    const [component] = bom(made).components;
    expect(component).toEqual({
      type: 'application',
      'bom-ref': 'https://a.example/x#p',
      name: 'p',
      properties: [{ name: 'model-openness:spdx:type', value: 'software_Package' }],
    });
    expect(made.report.added.map(({ at }) => at)).toEqual(['component.type', 'component.name']);
  });
  it('puts a compound licence beside another only where the version allows it', () => {
    const other = (expression: string) => spdxModel().replace('"Apache-2.0"', JSON.stringify(expression));
    const two = other('MIT OR Apache-2.0').replace(
      /("relationshipType": "hasConcludedLicense",\s+"from": "https:\/\/example.org\/bom#model",\s+"to": \[\s+")[^"]+/,
      '$1https://example.org/bom#own',
    );
    for (const version of VERSIONS) {
      const made = toCycloneDx(two, version);
      const { licenses } = bom(made).metadata['component'] as { licenses: object[] };
      expect(licenses).toHaveLength(version === '1.6' ? 1 : 2);
      expect(cycloneDxErrors(JSON.parse(made.text), version)).toEqual([]);
      expect(notKept(two, made.report, toSpdx(made.text).text)).toEqual([]);
    }
  });
  it('does not put a component into itself, however parts contain each other', () => {
    const contains = (n: number, from: string, to: string) => ({
      type: 'Relationship',
      spdxId: `https://example.org/bom#c${n}`,
      creationInfo: '_:ci',
      relationshipType: 'contains',
      from: `https://example.org/bom#${from}`,
      to: [`https://example.org/bom#${to}`],
    });
    const text = spdxModel({}, [
      contains(1, 'weights', 'torch'),
      contains(2, 'torch', 'model'),
      contains(3, 'base', 'base'),
    ]);
    const made = toCycloneDx(text);
    expect(cycloneDxErrors(JSON.parse(made.text), '1.6')).toEqual([]);
    expect(notKept(text, made.report, toSpdx(made.text).text)).toEqual([]);
  });
});

describe('CycloneDX to SPDX', () => {
  it('writes what both formats know into properties of SPDX', () => {
    const made = graph(toSpdx(cycloneDxModel()));
    const base = 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79';
    expect(made.find(({ type }) => type === 'CreationInfo')).toMatchObject({
      created: '2026-01-02T03:04:05Z',
      createdBy: [`${base}#Person/Ann`],
      createdUsing: [`${base}#Tool/maker@2.1`],
    });
    expect(made.find(({ type }) => type === 'ai_AIPackage')).toMatchObject({
      spdxId: `${base}#model`,
      name: 'example/falcon',
      software_packageVersion: '1.0',
      software_downloadLocation: 'https://example.org/falcon',
      software_primaryPurpose: 'model',
      suppliedBy: `${base}#Organization/Example`,
      ai_typeOfModel: ['supervised', 'transformer'],
      ai_informationAboutApplication: 'counting birds',
      ai_limitation: 'knows no owls\nslow',
      ai_metric: [
        { type: 'DictionaryEntry', key: 'accuracy', value: '0.91' },
        { type: 'DictionaryEntry', key: 'f1 (owls)', value: '0.9' },
      ],
    });
    expect(made).toContainEqual(
      expect.objectContaining({ relationshipType: 'dependsOn', from: `${base}#model`, to: [`${base}#torch`] }),
    );
  });
  it('does not guess whether data trained or tested a model', () => {
    const { report, text } = toSpdx(cycloneDxModel());
    expect(text).not.toMatch(/trainedOn|testedOn/);
    expect(report.added.map(({ at }) => at)).toContain('Relationship other');
  });
  it('says "noAssertion" where SPDX demands a type of data, and remarks it', () => {
    const made = toSpdx(cycloneDxModel());
    expect(graph(made).find(({ type }) => type === 'dataset_DatasetPackage')).toMatchObject({
      dataset_datasetType: ['noAssertion'],
    });
    expect(made.report.added.map(({ at }) => at)).toContain('dataset_datasetType');
  });
  it('takes the time of the conversion and names the converter where nobody is named', () => {
    const made = toSpdx('{"bomFormat":"CycloneDX","specVersion":"1.6"}');
    expect(graph(made)[0]).toMatchObject({ created: '2026-11-22T10:00:00Z' });
    expect(made.report.added.map(({ at }) => at)).toEqual(['CreationInfo.created', 'CreationInfo.createdBy']);
    expect(spdxErrors(JSON.parse(made.text))).toEqual([]);
  });
  it('makes the same ids every time, also without a serial number', () => {
    const text = cycloneDxModel({}, { serialNumber: undefined });
    expect(toSpdx(text).text).toBe(toSpdx(text).text);
  });
  it('lists what has no place', () => {
    const text = cycloneDxModel(
      { evidence: { copyright: [{ text: 'x'.repeat(5000) }] } },
      { vulnerabilities: [{ id: 'CVE-1' }] },
    );
    expect(lostPaths(toSpdx(text))).toEqual(expect.arrayContaining(['/vulnerabilities', '/components/0/evidence']));
  });
  it('leaves out references that lead nowhere', () => {
    const made = toSpdx(
      cycloneDxModel(
        {},
        {
          dependencies: [
            { ref: 'gone', dependsOn: ['model'] },
            { ref: 'model', dependsOn: ['gone'] },
          ],
        },
      ),
    );
    expect(lostPaths(made)).toEqual(expect.arrayContaining(['/dependencies/0', '/dependencies/1/dependsOn/0']));
    expect(made.text).not.toContain('gone');
  });
});

describe('there and back', () => {
  it.each(VERSIONS)('SPDX keeps what the report does not list (CycloneDX %s)', (version) => {
    const there = toCycloneDx(spdxModel(), version);
    const back = toSpdx(there.text);
    expect(cycloneDxErrors(JSON.parse(there.text), version)).toEqual([]);
    expect(notKept(spdxModel(), there.report, back.text)).toEqual([]);
    const { document, ...rest } = diffBoms(readBom(spdxModel()), readBom(back.text));
    expect(document).toEqual([]);
    expect(rest).toMatchObject({ equal: true });
    expect(back.report.lost).toEqual([]);
  });
  it('CycloneDX says the same afterwards', () => {
    const back = toCycloneDx(toSpdx(cycloneDxModel()).text);
    const diff = diffBoms(readBom(cycloneDxModel()), readBom(back.text));
    // SPDX demands a type of data, and "noAssertion" is more than nothing.
    expect(diff.changed.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(['dataType']);
    expect(diff.added).toEqual([]);
    expect(bom(back)).toMatchObject({ serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', version: 3 });
  });
  it('both say the same in a comparison', () => {
    const { document, ...rest } = diffBoms(readBom(spdxModel()), readBom(toCycloneDx(spdxModel()).text));
    expect({ document, ...rest }).toMatchObject({ equal: true, changed: [], document: [] });
  });
});

describe('our own rules', () => {
  const weighty = (name: string, text: string): string[] =>
    lintText(text, { path: `/models/${name}` })
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ rule, message }) => `${rule}: ${message}`);
  it('have nothing against what comes of a sound document', () => {
    expect(weighty('a.cdx.json', toCycloneDx(spdxModel()).text)).toEqual([]);
  });
  it('have nothing new against what comes back', () => {
    const before = weighty('a.spdx3.json', spdxModel());
    const after = weighty('a.spdx3.json', toSpdx(toCycloneDx(spdxModel()).text).text);
    expect(after.filter((finding) => !before.includes(finding))).toEqual([]);
  });
});

describe('hostile input', () => {
  it('does not follow names of what every object has', () => {
    const name = 'model-openness:cyclonedx:json:/__proto__/polluted';
    const extension = {
      type: 'extension_CdxPropertiesExtension',
      extension_cdxProperty: [
        { type: 'extension_CdxPropertyEntry', extension_cdxPropName: name, extension_cdxPropValue: '1' },
        {
          type: 'extension_CdxPropertyEntry',
          extension_cdxPropName: 'model-openness:cyclonedx:json:/constructor/x',
          extension_cdxPropValue: 'no JSON',
        },
      ],
    };
    toCycloneDx(spdxModel({ extension: [extension] }));
    toSpdx(cycloneDxModel({ properties: [{ name: 'model-openness:spdx:__proto__', value: 'x' }] }));
    toSpdx(cycloneDxModel().replace('"metadata"', '"__proto__": {"polluted": 1}, "metadata"'));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
  it('survives references to itself, half surrogate pairs and wrong types', () => {
    const made = toSpdx(
      cycloneDxModel(
        {
          'bom-ref': '\ud800',
          name: '\udc00',
          components: 'x',
          licenses: [{ expression: 5 }],
          hashes: {},
          pedigree: [],
        },
        { dependencies: [{ ref: 'torch', dependsOn: ['torch'] }] },
      ),
    );
    expect(spdxErrors(JSON.parse(made.text))).toEqual([]);
  });
  it('refuses a format that it has already', () => {
    expect(() => toSpdx(spdxModel())).toThrow('This is SPDX already.');
    expect(() => toCycloneDx(cycloneDxModel())).toThrow('This is CycloneDX already.');
  });
});

describeWithCorpus('examples of SPDX', 'spdx/examples', () => {
  const files = corpusFiles('spdx/examples').flatMap((file) => VERSIONS.map((version) => ({ ...file, version })));
  it.each(files)(
    '$name becomes valid CycloneDX $version, and comes back but for what is reported',
    ({ text, version }) => {
      const there = toCycloneDx(text, version);
      expect(cycloneDxErrors(JSON.parse(there.text), version)).toEqual([]);
      const back = toSpdx(there.text);
      if (!spdxErrors(JSON.parse(text)).length) expect(spdxErrors(JSON.parse(back.text))).toEqual([]);
      expect(notKept(text, there.report, back.text)).toEqual([]);
    },
  );
});

describeWithCorpus('examples of CycloneDX', 'cyclonedx', () => {
  const files = ['1.5', '1.6', 'aibom'].flatMap((folder) =>
    corpusFiles(`cyclonedx/${folder}`, folder === 'aibom' ? undefined : /^valid.*\.json$/),
  );
  it.each(files)('$name becomes valid SPDX, and valid CycloneDX again', ({ text }) => {
    const there = toSpdx(text);
    expect(spdxErrors(JSON.parse(there.text))).toEqual([]);
    expect(cycloneDxErrors(JSON.parse(toCycloneDx(there.text).text), '1.6')).toEqual([]);
  });
});
