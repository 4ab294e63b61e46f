import { describe, expect, it } from 'vitest';
import { spdxKind } from '../../../src/core/bom/spdx/kind';
import { BASE, dataset, documentOf, element, license, model, relationship, spdxDocument } from './documents';

const licensingOf = (elements: unknown[]) => spdxKind.open('/a/bom.spdx3.json', documentOf(elements)).licensing();

describe('what an SPDX document says about licences', () => {
  const elements = [
    spdxDocument('sbom'),
    element('software_Sbom', 'sbom', { rootElement: [`${BASE}#model`] }),
    model('model'),
    model('base'),
    dataset('data'),
    license('apache', 'Apache-2.0'),
    license('none', 'NOASSERTION'),
    license('nc', 'CC-BY-NC-4.0'),
    relationship('r1', 'hasDeclaredLicense', 'model', ['apache']),
    relationship('r2', 'hasConcludedLicense', 'model', ['apache']),
    relationship('r3', 'hasDeclaredLicense', 'data', ['nc']),
    relationship('r4', 'hasConcludedLicense', 'data', ['none']),
    relationship('r5', 'trainedOn', 'model', ['data']),
    relationship('r6', 'descendantOf', 'model', ['base']),
  ];
  const { statements, sources } = licensingOf(elements);

  it('are the expressions that relationships tie to packages', () =>
    expect(
      statements.map(({ text, role, subject, form }) => [
        text,
        form,
        role,
        subject.name,
        subject.content,
        subject.main,
      ]),
    ).toEqual([
      ['Apache-2.0', 'expression', 'declared', 'model', 'model', true],
      ['Apache-2.0', 'expression', 'concluded', 'model', 'model', true],
      ['CC-BY-NC-4.0', 'expression', 'declared', 'data', 'data', false],
    ]));

  it('have their places', () => {
    const text = documentOf(elements);
    for (const { node, text: written } of statements) {
      expect(text.slice(node.start, node.end)).toBe(JSON.stringify(written));
      expect(node.text).toBe(written);
    }
  });

  it('and what models were made from, with its licence', () =>
    expect(sources.map(({ relation, name, license: of, of: made }) => [relation, name, of?.text, made?.name])).toEqual([
      ['dataset', 'data', 'CC-BY-NC-4.0', 'model'],
      ['base-model', 'base', undefined, 'model'],
    ]));

  it('read "ancestorOf" from the other end', () =>
    expect(
      licensingOf([model('model'), model('base'), relationship('r', 'ancestorOf', 'base', ['model'])]).sources,
    ).toMatchObject([{ relation: 'base-model', name: 'base' }]));

  it('state a licence once for all files that have it', () =>
    expect(
      licensingOf([
        license('mit', 'MIT'),
        ...[1, 2, 3].flatMap((i) => [
          element('software_File', `f${i}`, { name: `f${i}`, software_primaryPurpose: 'source' }),
          relationship(`r${i}`, 'hasDeclaredLicense', `f${i}`, ['mit']),
        ]),
      ]).statements.map(({ text, subject }) => [text, subject.content]),
    ).toEqual([['MIT', 'code']]));
});
