import { describe, expect, it } from 'vitest';
import { findPositions } from '../../../src/core/bom/view/places';
import { readBom } from '../../../src/core/bom/view/read';
import { BomError } from '../../../src/core/bom/view/json';
import { type FactName } from '../../../src/core/bom/view/fields';
import { factsOf, type BomView } from '../../../src/core/bom/view/view';
import { describeWithCorpus } from '../../corpus';
import { corpusFiles } from './files';
import { cycloneDxModel, spdxModel } from './fixtures';

const said = (view: BomView, component: string, name: FactName): string[] => {
  const found = view.components.find((each) => each.name === component)!;
  return factsOf(found.facts, name).map(({ key, value }) => (key === undefined ? value : `${key}=${value}`));
};
const relations = (view: BomView): string[] => view.relations.map(({ type, from, to }) => `${from} ${type} ${to}`);

describe('a view of SPDX', () => {
  const view = readBom(spdxModel());
  it('names format, version and what the BOM is about', () => {
    expect([view.format, view.specVersion, view.root?.name]).toEqual(['spdx', '3.0.1', 'falcon']);
    expect(factsOf(view.document, 'docAuthor').map(({ value }) => value)).toEqual(['Ann', 'Example']);
    expect(factsOf(view.document, 'docTool').map(({ value }) => value)).toEqual(['maker']);
  });
  it('looks behind references', () => {
    expect(said(view, 'falcon', 'supplier')).toEqual(['Example']);
    expect(said(view, 'falcon', 'declaredLicense')).toEqual(['Apache-2.0']);
    expect(said(view, 'birds', 'declaredLicense')).toEqual(['LicenseRef-own']);
  });
  it('keeps dictionary entries by key', () => {
    expect(said(view, 'falcon', 'metric')).toEqual(['accuracy=0.91', 'f1=0.9']);
    expect(said(view, 'falcon', 'energy')).toEqual(['training=5.1 kWh']);
  });
  it('finds what stands behind a label', () => {
    expect(said(view, 'falcon', 'usePolicy')).toEqual(['no hunting.']);
    expect(said(view, 'falcon', 'compute')).toEqual(['3e18 FLOP']);
  });
  it('tells what is stated to be unknown from what is not said', () => {
    const falcon = view.components.find(({ name }) => name === 'falcon')!;
    expect(factsOf(falcon.facts, 'autonomy')).toMatchObject([{ value: 'noAssertion', unknown: true }]);
    const birds = view.components.find(({ name }) => name === 'birds')!;
    expect(factsOf(birds.facts, 'concludedLicense')).toMatchObject([{ value: 'NOASSERTION', unknown: true }]);
  });
  it('reads a single object without a graph, and elements inside elements', () => {
    const single = readBom(
      JSON.stringify({
        '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
        type: 'ai_AIPackage',
        spdxId: 'https://a.example/m',
        name: 'm',
        creationInfo: { type: 'CreationInfo', specVersion: '3.0.1', created: '2026-01-01T00:00:00Z' },
        suppliedBy: { type: 'Organization', name: 'Inner' },
      }),
    );
    expect(said(single, 'm', 'supplier')).toEqual(['Inner']);
    expect(factsOf(single.document, 'docCreated')).toMatchObject([{ path: '/creationInfo/created' }]);
  });
  it('writes sets and operators of licences as expressions, also where they refer to themselves', () => {
    const set = (members: string[]) => ({
      type: 'expandedlicensing_DisjunctiveLicenseSet',
      spdxId: 'https://example.org/bom#set',
      creationInfo: '_:ci',
      expandedlicensing_member: members,
    });
    const declared = (members: string[]) => {
      const relation = {
        type: 'Relationship',
        relationshipType: 'hasDeclaredLicense',
        from: 'https://example.org/bom#torch',
        to: ['https://example.org/bom#set'],
      };
      return said(readBom(spdxModel({}, [set(members), relation])), 'torch', 'declaredLicense')[0]!;
    };
    expect(declared(['https://spdx.org/licenses/MIT', 'https://spdx.org/licenses/ISC'])).toBe('(MIT OR ISC)');
    expect(declared(['https://example.org/bom#set'])).toMatch(/^\(+https:/);
  });
});

describe('a view of CycloneDX', () => {
  const view = readBom(cycloneDxModel());
  it('reads the model card', () => {
    expect(said(view, 'example/falcon', 'metric')).toEqual(['accuracy=0.91', 'f1=0.9']);
    expect(said(view, 'example/falcon', 'limitation')).toEqual(['knows no owls', 'slow']);
    expect(said(view, 'example/falcon', 'architecture')).toEqual(['transformer']);
    expect(said(view, 'example/falcon', 'parameterCount')).toEqual(['7 million']);
  });
  it('relates components in the words of SPDX', () => {
    expect(relations(view)).toEqual(['model usesData data', 'model dependsOn torch']);
    expect(said(view, 'birds', 'usedBy')).toEqual(['example/falcon']);
  });
  it('takes a subject with parts, ancestors and data of its own', () => {
    const nested = readBom(
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.5',
        metadata: {
          component: {
            type: 'machine-learning-model',
            'bom-ref': 'm',
            name: 'm',
            components: [{ type: 'file', name: 'w', 'bom-ref': 'w' }],
            pedigree: { ancestors: [{ type: 'machine-learning-model', name: 'old' }] },
            modelCard: { modelParameters: { datasets: [{ type: 'dataset', name: 'inline' }] } },
          },
        },
      }),
    );
    expect(nested.root?.name).toBe('m');
    expect(nested.components.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'model m',
      'dataset inline',
      'file w',
      'model old',
    ]);
    expect(said(nested, 'm', 'baseModel')).toEqual(['old']);
  });
});

describe('what is no BOM', () => {
  const code = (text: string): string => {
    try {
      readBom(text);
    } catch (error) {
      if (error instanceof BomError) return error.code;
      throw error;
    }
    return 'read';
  };
  it.each([
    ['broken JSON', '{"bomFormat": "CycloneDX",', 'json'],
    ['an empty text', '', 'json'],
    ['another kind of JSON', '{"a": 1}', 'not-a-bom'],
    ['a list', '[]', 'not-a-bom'],
    ['SPDX 2', '{"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT"}', 'spdx-2'],
    ['SPDX 3.1', '{"@context": "https://spdx.org/rdf/3.1/spdx-context.jsonld", "@graph": []}', 'unsupported-version'],
    ['CycloneDX 1.4', '{"bomFormat": "CycloneDX", "specVersion": "1.4"}', 'unsupported-version'],
    ['very deep JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-complex'],
  ])('is %s', (_title, text, expected) => {
    expect(code(text)).toBe(expected);
  });
  it('says where broken JSON breaks', () => {
    try {
      readBom('{\n  "bomFormat" "CycloneDX"\n}');
      expect.unreachable();
    } catch (error) {
      expect((error as BomError).offset).toBe(16);
    }
  });
  it('reads a text with a byte order mark', () => {
    expect(code(`\ufeff${spdxModel()}`)).toBe('read');
  });
  it('survives what nobody would write', () => {
    for (const value of ['null', '5', '"x"', '[]', '{}', '[null, 5, [[]], {"type": 5}]', '{"__proto__": {"x": 1}}']) {
      expect(code(`{"@context": "https://spdx.org/rdf/3.0.1/x", "@graph": ${value}}`)).toBe('read');
      for (const key of ['components', 'dependencies', 'metadata', 'vulnerabilities'])
        expect(code(`{"bomFormat": "CycloneDX", "specVersion": "1.6", "${key}": ${value}}`)).toBe('read');
      for (const key of ['licenses', 'modelCard', 'data', 'hashes', 'properties', 'pedigree', 'supplier', 'name'])
        expect(code(cycloneDxModel({ [key]: JSON.parse(value) as unknown }))).toBe('read');
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('places', () => {
  it('are found for every fact, at the value', () => {
    for (const text of [spdxModel(), cycloneDxModel(), `\ufeff${cycloneDxModel()}`]) {
      const view = readBom(text);
      const facts = [view.document, ...view.components.map((each) => each.facts)].flatMap((all) =>
        [...all.values()].flat(),
      );
      const positions = findPositions(
        text,
        facts.map(({ path }) => path),
      );
      for (const { path } of facts) expect(positions.get(path), path).toBeDefined();
    }
  });
  it('count keys with slashes and tildes, and the last of equal keys', () => {
    const text = '{"a/b": {"c~d": [1, {"x": 2}]}, "e": 1,\n"e": 2}';
    expect(findPositions(text, ['/a~1b/c~0d/1/x', '/e', '/gone', ''])).toEqual(
      new Map([
        ['/a~1b/c~0d/1/x', { line: 0, character: 26 }],
        ['/e', { line: 1, character: 5 }],
        ['', { line: 0, character: 0 }],
      ]),
    );
  });
});

describeWithCorpus('examples', 'spdx/examples', () => {
  it.each([...corpusFiles('spdx/examples'), ...corpusFiles('cyclonedx/aibom')])(
    '$name has a place for each fact',
    ({ text }) => {
      const view = readBom(text);
      expect(view.components.length).toBeGreaterThan(0);
      const paths = view.components.flatMap(({ facts }) => [...facts.values()].flat().map(({ path }) => path));
      const positions = findPositions(text, paths);
      expect(paths.filter((path) => !positions.has(path))).toEqual([]);
    },
  );
});
