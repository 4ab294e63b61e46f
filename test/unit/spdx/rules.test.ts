import { describe, expect, it } from 'vitest';
import { detectKind } from '../../../src/core/documents/kinds';
import { lintText } from '../../lint';
import { BASE, documentOf, element, license, model, relationship, spdxDocument } from './documents';

const PATH = '/a/bom.spdx3.json';
const rules = (text: string) => lintText(text, { path: PATH }).map(({ rule }) => rule);
const messages = (text: string) => lintText(text, { path: PATH }).map(({ message }) => message);
const licensed = [
  license('l', 'MIT'),
  relationship('r1', 'hasDeclaredLicense', 'model', ['l']),
  relationship('r2', 'hasConcludedLicense', 'model', ['l']),
];

describe('recognition of SPDX documents', () => {
  const text = documentOf([]);
  it.each(['/a/bom.spdx3.json', '/a/bom.SPDX3.JSON'])('knows %s by its name', (path) =>
    expect(detectKind(path, '')?.id).toBe('spdx'),
  );
  it.each(['/a/bom.json', '/a/x.spdx.json', '/a/x.jsonld', 'untitled'])('knows %s by its text', (path) =>
    expect(detectKind(path, text)?.id).toBe('spdx'),
  );
  it('knows it without a context, by its elements', () => {
    expect(detectKind('/a.json', '{"elements": [{"type": "AI_AIPackage"}]}')?.id).toBe('spdx');
    expect(detectKind('/a.json', '{"@graph": [{"spdxId": "a:b"}]}')?.id).toBe('spdx');
  });
  it('leaves other documents alone', () => {
    expect(detectKind('/a/x.spdx.json', '{"spdxVersion": "SPDX-2.3", "elements": []}')).toBeUndefined();
    expect(detectKind('/a.json', '{"@context": "https://schema.org/", "@graph": [{"name": "x"}]}')).toBeUndefined();
    expect(detectKind('/a.json', '{"@graph": []}')).toBeUndefined();
    expect(detectKind('/a.ts', 'const a = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld";')).toBeUndefined();
  });
});

describe('versions of SPDX', () => {
  it('reads 3.0.0', () => expect(rules(documentOf([], 'https://spdx.org/rdf/3.0.0/spdx-context.jsonld'))).toEqual([]));
  it('previews 3.1: its names are not checked, its references are', () => {
    const text = documentOf(
      [
        spdxDocument('model'),
        model('model', { ai_isoAutomationLevel: 'notAutomated', software_artifactSize: '5' }),
        element('hardware_Hardware', 'chip', { name: 'x' }),
        ...licensed,
        relationship('r3', 'finetunedOn', 'model', ['nothing']),
      ],
      'https://spdx.org/rdf/3.1/spdx-context.jsonld',
    );
    expect(rules(text)).toEqual(['spdx/newer-version', 'spdx/dangling-reference']);
  });
  it('says of names of 3.1 in a document of 3.0.1 what they are', () => {
    const text = documentOf([
      model('model', { ai_isoAutomationLevel: 'notAutomated' }),
      ...licensed,
      relationship('r3', 'finetunedOn', 'model', ['model']),
      element('hardware_Hardware', 'chip'),
    ]);
    expect(messages(text).filter((message) => message.includes('SPDX 3.1'))).toHaveLength(3);
    expect(messages(text)).toHaveLength(3);
  });
  it('takes the version of 3.1 in a document of 3.1', () =>
    expect(rules(documentOf([], 'https://spdx.org/rdf/3.1/spdx-context.jsonld').replace('"3.0.1"', '"3.1"'))).toEqual([
      'spdx/newer-version',
    ]));
  it('refuses a list of contexts without the right one', () =>
    expect(lintText(documentOf([], ['https://spdx.org/rdf/3.0/terms/Core']), { path: PATH })).toMatchObject([
      { rule: 'spdx/context', severity: 'error' },
    ]));
  it('has one finding for an element that is written inside of another, whatever it lacks', () => {
    const inside = (lab: object) =>
      lintText(documentOf([spdxDocument('model'), model('model', { suppliedBy: lab }), ...licensed]), { path: PATH });
    expect(inside({ type: 'Organization', name: 'x' })).toMatchObject([
      { rule: 'spdx/inlined-element', severity: 'error', message: expect.stringContaining('"creationInfo"') as string },
    ]);
    expect(inside({ type: 'Organization', name: 'x', spdxId: 'a:b', creationInfo: '_:ci' })).toMatchObject([
      { rule: 'spdx/inlined-element', severity: 'info' },
    ]);
  });
  it('takes a list of contexts that contains the right one, with a word about it', () =>
    expect(
      lintText(documentOf([], ['https://spdx.org/rdf/3.0.1/spdx-context.jsonld', { ex: 'https://e.x/' }]), {
        path: PATH,
      }),
    ).toMatchObject([{ rule: 'spdx/context', severity: 'info' }]));
});

describe('the shape of a document', () => {
  it('may be a single element without a graph', () => {
    const root = {
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      type: 'Hash',
      algorithm: 'sha256',
      hashValue: 'ab',
    };
    expect(rules(JSON.stringify(root))).toEqual([]);
    expect(rules(JSON.stringify({ ...root, algorithm: 'sha257' }))).toEqual(['spdx/unknown-value']);
  });
  it('has elements that are objects', () =>
    expect(rules(documentOf(['x', 5, null]))).toEqual(Array(3).fill('spdx/wrong-value')));
  it.each(['[]', '5', '"x"', '{}', '{"@graph": 1}'])('says what is wrong with %s', (text) =>
    expect(rules(text).filter((rule) => rule === 'spdx/graph' || rule === 'spdx/context').length).toBeGreaterThan(0),
  );
});

describe('references', () => {
  it('may go to individuals of the model, to licences of the list and to what is imported', () => {
    const document = {
      ...spdxDocument('p'),
      import: [{ type: 'ExternalMap', externalSpdxId: 'https://other.org/x#lib' }],
    };
    const to = (id: string, kind = 'dependsOn') =>
      element('Relationship', `r-${kind}-${id.length}`, { relationshipType: kind, from: `${BASE}#p`, to: [id] });
    const text = documentOf([
      document,
      element('software_Package', 'p', { name: 'p' }),
      to('https://other.org/x#lib'),
      to('NoAssertionElement'),
      to('https://spdx.org/rdf/3.0.1/terms/Core/NoneElement'),
      to('https://spdx.org/licenses/MIT', 'hasDeclaredLicense'),
      to('expandedlicensing_NoAssertionLicense', 'hasConcludedLicense'),
    ]);
    expect(rules(text)).toEqual([]);
  });
  it('lead nowhere once, and what they mean is suggested', () => {
    const text = documentOf([
      spdxDocument('p'),
      element('software_Package', 'p', { name: 'p', suppliedBy: `${BASE}#lob` }),
    ]);
    expect(messages(text)).toEqual([`Nothing in the file has the id "${BASE}#lob". Did you mean "${BASE}#lab"?`]);
  });
  it('in circles are no harm', () =>
    expect(
      rules(
        documentOf([
          spdxDocument('p'),
          element('software_Package', 'p', { name: 'p' }),
          element('Bundle', 'b', { rootElement: [`${BASE}#b`], element: [`${BASE}#b`, `${BASE}#p`] }),
        ]),
      ),
    ).toEqual([]));
});

describe('mistakes that were seen in generators', () => {
  it.each([
    [{ ai_autonomyType: 'assistive' }, 'spdx/unknown-value'],
    [{ ai_hyperparameter: [{ name: 'lr', value: '1' }] }, 'spdx/missing-type'],
    [{ ai_typeOfModel: 'transformer' }, 'spdx/not-a-list'],
    [{ typeOfModel: ['transformer'] }, 'spdx/unknown-property'],
    [{ software_downloadLocation: 'NOASSERTION' }, 'spdx/placeholder'],
    [{ releaseTime: 'Release date' }, 'spdx/invalid-format'],
    [{ software_packageVersion: '' }, 'spdx/placeholder'],
    [{ ai_hyperparameter: [{ type: 'DictionaryEntry', key: 'lr', value: 2e-5 }] }, 'spdx/wrong-value'],
    [{ releaseTime: '2026-02-30T00:00:00Z' }, 'spdx/invalid-format'],
    [{ ai_limitation: ['a', 'b'] }, 'spdx/not-a-single-value'],
  ])('%j', (rest, rule) => expect(rules(documentOf([model('model', rest), ...licensed]))).toContain(rule));
});

describe('profiles', () => {
  it('Build is met by a build with what it takes', () => {
    const scoped = (name: string, kind: string, to: string) =>
      element('LifecycleScopedRelationship', name, {
        relationshipType: kind,
        scope: 'build',
        from: `${BASE}#build`,
        to: [`${BASE}#${to}`],
      });
    const document = { ...spdxDocument('build'), profileConformance: ['core', 'software', 'build'] };
    const parts = [
      element('software_Package', 'p', { name: 'p' }),
      element('build_Build', 'build', { build_buildType: 'https://e.x/make' }),
      scoped('r1', 'hasInput', 'p'),
      scoped('r2', 'hasOutput', 'p'),
    ];
    expect(rules(documentOf([document, ...parts]))).toEqual(['spdx/build-profile']);
    expect(rules(documentOf([document, ...parts, scoped('r3', 'invokedBy', 'lab')]))).toEqual([]);
  });
});
