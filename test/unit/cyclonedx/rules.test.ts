import { describe, expect, it } from 'vitest';
import { detectKindId } from '../../../src/core/documents/detect';
import { openDocument } from '../../../src/core/documents/kinds';
import { additionById } from '../../../src/core/licenses/catalogue';
import { type LicensedSource, type LicenseStatement } from '../../../src/core/licenses/statement';
import { lintText } from '../../lint';
import { officialLicenseIds } from './official';

const SERIAL = 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79';
const bom = (parts: object, version: unknown = '1.6'): string =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: version, serialNumber: SERIAL, ...parts }, null, 2);
const lint = (text: string) => lintText(text, { path: '/a/bom.cdx.json' });
const rules = (text: string): string[] => lint(text).map(({ rule }) => rule);
const messages = (text: string): string[] => lint(text).map(({ message }) => message);
const LIBRARY = { type: 'library', name: 'torch' };

describe('which files', () => {
  it.each([
    ['/a/bom.json', '{ "bomFormat": "CycloneDX" }', 'cyclonedx'],
    ['/a/bom.json', '{ "bomFormat" : "cyclone-dx" }', 'cyclonedx'],
    ['/a/sbom.json', '{"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json"}', 'cyclonedx'],
    ['/a/x.cdx.json', '', 'cyclonedx'],
    ['/a/bom.json', '{ "components": [] }', undefined],
    ['/a/bom.xml', '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>', undefined],
    ['/a/notes.md', 'Set "bomFormat": "CycloneDX".', undefined],
  ])('%s %s', (path, text, kind) => expect(detectKindId(path, text)).toBe(kind));

  it('of other versions says only that', () => {
    for (const version of ['1.4', '1.0', '2.0', '1.8'])
      expect(rules(bom({ components: [{ nonsense: 1 }] }, version))).toEqual(['cyclonedx/other-version']);
  });
});

describe('versions', () => {
  it('reads a document without a known version as the newest', () => {
    const parts = { components: [{ ...LIBRARY, tags: ['a'] }] };
    expect(rules(bom(parts, 1.6))).toEqual(['cyclonedx/wrong-type']);
    expect(rules(bom(parts, null))).toEqual(['cyclonedx/wrong-type']);
    expect(rules(bom(parts, ['1.6']))).toEqual(['cyclonedx/wrong-type']);
    expect(rules(bom(parts).replace('"specVersion": "1.6",', ''))).toEqual(['cyclonedx/missing-property']);
    expect(messages(bom(parts, 'v1.6'))).toEqual(['"v1.6" is no value of "specVersion". Did you mean "1.6"?']);
  });

  it('reports what is too new once, with all places', () => {
    const found = lint(bom({ components: [1, 2, 3].map((n) => ({ ...LIBRARY, name: `a${n}`, tags: ['a'] })) }, '1.5'));
    expect(found.map(({ rule, related }) => [rule, related.length])).toEqual([['cyclonedx/newer-version', 2]]);
  });

  it('does not report what is new inside of what is new', () => {
    const definitions = { patents: [{ patentNumber: 'US1', jurisdiction: 'US', patentLegalStatus: 'granted' }] };
    expect(rules(bom({ definitions }, '1.5'))).toEqual(['cyclonedx/newer-version']);
  });
});

describe('one mistake, one finding', () => {
  it.each([
    [
      'a misspelt required property',
      { components: [{ type: 'library', nmae: 'a' }] },
      '"nmae" is no property of this place. Did you mean "name"?',
    ],
    [
      'a misspelt property that tells the branch',
      { metadata: { lifecycles: [{ phaes: 'build' }] } },
      '"phaes" is no property of this place. Did you mean "phase"?',
    ],
    [
      'a licence without id and name',
      { components: [{ ...LIBRARY, licenses: [{ license: { idd: 'MIT' } }] }] },
      '"idd" is no property of this place. Did you mean "id"?',
    ],
    [
      'a property one level too high',
      { components: [{ type: 'machine-learning-model', name: 'a', modelCard: { task: 'a' } }] },
      '"task" is no property of this place. It belongs under "modelParameters".',
    ],
    [
      'components under a wrong key',
      { componets: [{ ...LIBRARY, 'bom-ref': 'a' }], dependencies: [{ ref: 'a' }] },
      '"componets" is no property of this place. Did you mean "components"?',
    ],
    [
      'a misspelt bom-ref key',
      { components: [{ ...LIBRARY, bomref: 'a' }], dependencies: [{ ref: 'a' }] },
      '"bomref" is no property of this place. Did you mean "bom-ref"?',
    ],
  ])('%s', (_title, parts, message) => expect(messages(bom(parts))).toEqual([message]));

  it('reports a name that nothing has once, with all its places', () => {
    const [found, ...others] = lint(
      bom({
        components: [{ ...LIBRARY, 'bom-ref': 'torch' }],
        dependencies: [
          { ref: 'torhc', dependsOn: ['torch'] },
          { ref: 'torch', dependsOn: ['torhc'] },
        ],
      }),
    );
    expect([found!.rule, found!.related.length, others]).toEqual(['cyclonedx/dangling-reference', 1, []]);
  });

  it('leaves BOM-Links alone', () => {
    const ref = 'urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#a';
    expect(rules(bom({ dependencies: [{ ref }] }))).toEqual([]);
  });

  it('follows references wherever they are', () => {
    const parts = {
      compositions: [{ aggregate: 'complete', assemblies: ['x1'], dependencies: ['x2'], vulnerabilities: ['x3'] }],
      vulnerabilities: [{ affects: [{ ref: 'x4' }] }],
      annotations: [
        { subjects: ['x5'], annotator: { individual: { name: 'a' } }, timestamp: '2026-01-01T00:00:00Z', text: 'a' },
      ],
      components: [
        { ...LIBRARY, type: 'machine-learning-model', modelCard: { modelParameters: { datasets: [{ ref: 'x6' }] } } },
      ],
    };
    expect(rules(bom(parts))).toEqual(Array.from({ length: 6 }, () => 'cyclonedx/dangling-reference'));
  });
});

describe('bad input', () => {
  it('reads twice the same key, and keys that objects have', () => {
    const text = `{ "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "${SERIAL}", "__proto__": { "components": 1 }, "constructor": 1, "version": 1, "version": 2 }`;
    expect(rules(text).sort()).toEqual([
      'cyclonedx/unknown-property',
      'cyclonedx/unknown-property',
      'document/duplicate-key',
    ]);
    expect(rules(bom({ components: [JSON.parse('{ "__proto__": { "type": "library" }, "name": "a" }')] }))).toEqual([
      'cyclonedx/missing-property',
      'cyclonedx/unknown-property',
    ]);
  });

  it('is quick with 100,000 mistakes, and shows some', () => {
    const components = Array.from({ length: 100_000 }, (_, i) => ({ type: 'library', nam: `a${i}` }));
    const found = lint(bom({ components }));
    expect(found.length).toBeLessThan(1100);
    expect(found[0]!.rule).toBe('document/too-many-findings');
  });

  it('takes equal items, circles, deep nesting and long texts', () => {
    const same = Array.from({ length: 2000 }, () => LIBRARY);
    expect(lint(bom({ components: same })).every(({ rule }) => /duplicate-item|too-many/.test(rule))).toBe(true);
    const circle = ['a', 'b'].map((ref, i) => ({ ref, dependsOn: [i ? 'a' : 'b'] }));
    expect(
      rules(
        bom({ components: ['a', 'b'].map((ref) => ({ ...LIBRARY, name: ref, 'bom-ref': ref })), dependencies: circle }),
      ),
    ).toEqual([]);
    const deep = (levels: number): object => (levels ? { ...LIBRARY, components: [deep(levels - 1)] } : LIBRARY);
    expect(rules(bom({ components: [deep(50)] }))).toEqual([]);
    expect(rules(bom({ components: [deep(90)] }))).toEqual(['document/too-complex']);
    expect(
      rules(
        bom({ components: [{ ...LIBRARY, description: 'a'.repeat(5_000_000), 'mime-type': 'a'.repeat(100_000) }] }),
      ),
    ).toEqual(['cyclonedx/malformed-value']);
  });

  it('keeps the findings of a text that breaks off', () => {
    const whole = bom({ components: [{ ...LIBRARY, nmae: 'a' }, LIBRARY] });
    const found = rules(whole.slice(0, whole.lastIndexOf('"torch"')));
    expect(found).toContain('cyclonedx/unknown-property');
    expect(found).toContain('document/syntax');
  });

  it.each(['[]', '1', 'null', '', '{', '{"bomFormat":"CycloneDX"', '"a"', '\ufeff{}'])('stands %j', (text) => {
    const document = openDocument('/a/bom.cdx.json', text)!;
    expect(() => {
      lint(text);
      for (let offset = 0; offset <= text.length; offset++) {
        document.features.complete(offset);
        document.features.hover(offset);
        document.features.rename!(offset, 'a');
      }
      document.features.symbols();
      document.features.folds();
      document.licensing();
    }).not.toThrow();
  });

  it('says of a list that a map is wanted', () => expect(rules('[]')).toEqual(['cyclonedx/wrong-type']));
});

describe('licences', () => {
  const licensing = (parts: object, version = '1.6') =>
    openDocument('/a/bom.cdx.json', bom(parts, version))!.licensing();
  const plain = ({ text, form, role, subject }: LicenseStatement) => [
    text,
    form,
    role,
    subject.name,
    subject.content,
    subject.main,
  ];
  const model = (more: object = {}) => ({
    type: 'machine-learning-model',
    group: 'lab',
    name: 'aurora',
    'bom-ref': 'm',
    ...more,
  });

  it('are read with what they are for', () => {
    const { statements } = licensing({
      metadata: {
        licenses: [{ license: { id: 'CC0-1.0' } }],
        component: model({
          licenses: [{ license: { id: 'MIT' } }, { license: { name: 'Own', acknowledgement: 'concluded' } }],
        }),
      },
      components: [
        { type: 'data', name: 'wiki', licenses: [{ expression: 'CC-BY-4.0 OR LicenseRef-a' }] },
        { ...LIBRARY, evidence: { licenses: [{ license: { id: 'mit' } }] } },
        { ...LIBRARY, name: 'b', licenses: [{ license: { id: 'llama2' } }, 'MIT', { license: 1 }] },
      ],
    });
    expect(statements.map(plain)).toEqual([
      ['CC0-1.0', 'id', 'declared', undefined, 'document', false],
      ['MIT', 'id', 'declared', 'lab/aurora', 'model', true],
      ['Own', 'name', 'concluded', 'lab/aurora', 'model', true],
      ['CC-BY-4.0 OR LicenseRef-a', 'expression', 'declared', 'wiki', 'data', false],
      ['mit', 'name', 'concluded', 'torch', 'code', false],
      ['llama2', 'name', 'declared', 'b', 'code', false],
    ]);
    for (const { node, text } of statements) expect(node.text).toBe(text);
  });

  it('of the only model are those of the document', () => {
    const { statements } = licensing({ components: [LIBRARY, model({ licenses: [{ license: { id: 'MIT' } }] })] });
    expect(statements[0]!.subject.main).toBe(true);
  });

  it('have texts in 1.7 only', () => {
    const components = [
      {
        ...LIBRARY,
        licenses: [
          {
            expression: 'LicenseRef-a OR LicenseRef-b',
            expressionDetails: [
              { licenseIdentifier: 'LicenseRef-a', url: 'https://example.org' },
              { licenseIdentifier: 'LicenseRef-b' },
            ],
          },
        ],
      },
    ];
    expect([...licensing({ components }, '1.7').statements[0]!.texts!]).toEqual(['LicenseRef-a']);
    expect(licensing({ components }, '1.6').statements[0]!.texts).toBeUndefined();
    expect(rules(bom({ components }, '1.7'))).toEqual(['license/missing-text']);
  });

  it('know the data and the base models', () => {
    const { sources } = licensing({
      components: [
        model({
          pedigree: {
            ancestors: [
              model({
                group: 'meta-llama',
                name: 'Llama-3.1-8B',
                'bom-ref': 'base',
                licenses: [{ license: { name: 'llama3.1' } }],
              }),
            ],
          },
          modelCard: {
            modelParameters: { datasets: [{ ref: 'd' }, { type: 'dataset', name: 'inline' }, { ref: 'gone' }, {}, 1] },
          },
        }),
        {
          type: 'data',
          name: 'wiki',
          'bom-ref': 'd',
          licenses: [{ license: { id: 'CC-BY-NC-4.0' } }],
          data: [{ type: 'dataset' }],
        },
      ],
    });
    const short = ({ relation, name, of, license, at }: LicensedSource) => [
      relation,
      name,
      of?.name,
      license?.text,
      at.start > 0,
    ];
    expect(sources.map(short)).toEqual([
      ['dataset', 'wiki', 'lab/aurora', 'CC-BY-NC-4.0', true],
      ['dataset', 'inline', 'lab/aurora', undefined, true],
      ['base-model', 'meta-llama/Llama-3.1-8B', 'lab/aurora', 'llama3.1', true],
    ]);
  });

  it('are the ids of the official schema, but for its exceptions, which are no licences', () => {
    const ids = officialLicenseIds();
    const components = ids.map((id, i) => ({ ...LIBRARY, name: `a${i}`, licenses: [{ license: { id } }] }));
    const text = bom({ components });
    const wrong = lint(text).filter(({ severity }) => severity === 'error');
    const named = wrong.map(({ span }) => JSON.parse(text.slice(span.start - 1, span.end + 1)) as string);
    expect(named.filter((id) => !additionById(id))).toEqual([]);
    expect(named.length).toBeLessThan(100);
  });
});
