import { readFileSync } from 'node:fs';
import { Parser, Store, type Quad_Subject } from 'n3';
import { expect, it } from 'vitest';
import { individuals, spdxClasses, spdxEnums, type SpdxProperty } from '../../src/core/bom/spdx/table';
import { corpus, describeWithCorpus } from '../corpus';

const TERMS = 'https://spdx.org/rdf/3.0.1/terms/';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const OWL = 'http://www.w3.org/2002/07/owl#';
const SH = 'http://www.w3.org/ns/shacl#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** Types of values by the datatype that the model names. */
const DATATYPES: Record<string, SpdxProperty['type']> = {
  [`${XSD}string`]: 'string',
  [`${XSD}dateTimeStamp`]: 'dateTime',
  [`${XSD}anyURI`]: 'anyURI',
  [`${XSD}decimal`]: 'decimal',
  [`${XSD}boolean`]: 'boolean',
  [`${XSD}nonNegativeInteger`]: 'nonNegativeInteger',
  [`${XSD}positiveInteger`]: 'positiveInteger',
};

/** `ai_AIPackage` for `…/terms/AI/AIPackage`: the name in JSON-LD. */
function jsonName(iri: string): string {
  const [namespace, name] = iri.slice(TERMS.length).split('/') as [string, string];
  return namespace === 'Core' ? name : `${namespace.toLowerCase()}_${name}`;
}

describeWithCorpus(
  'the class table of SPDX 3.0.1 and the published model',
  'spdx/official/spdx-model-3.0.1.ttl',
  () => {
    const store = new Store(new Parser().parse(readFileSync(corpus('spdx/official/spdx-model-3.0.1.ttl'), 'utf8')));
    const values = (subject: Quad_Subject | string, predicate: string): string[] =>
      store.getObjects(subject as Quad_Subject, predicate, null).map(({ value }) => value);
    const subjects = (type: string) =>
      store.getSubjects(`${RDF}type`, type, null).filter(({ value }) => value.startsWith(TERMS));
    // An enumeration is a class of the individuals that properties list.
    const enumerations = new Map<string, Set<string>>();
    for (const individual of subjects(`${OWL}NamedIndividual`)) {
      const of = values(individual, `${RDF}type`).find((type) => type.startsWith(TERMS))!;
      const [, , value] = individual.value.slice(TERMS.length).split('/');
      if (value === undefined) continue;
      const name = jsonName(of);
      enumerations.set(name, (enumerations.get(name) ?? new Set()).add(value));
    }
    const classes = subjects(`${OWL}Class`).filter(({ value }) => !enumerations.has(jsonName(value)));
    const ours = spdxClasses();

    it('have the same classes', () => {
      expect([...ours.keys()].sort()).toEqual(classes.map(({ value }) => jsonName(value)).sort());
      expect(ours.size).toBe(67);
    });

    it('have the same classes above each class', () => {
      const parents = Object.fromEntries(
        classes.map((c) => [
          jsonName(c.value),
          values(c, `${RDFS}subClassOf`)
            .filter((iri) => iri.startsWith(TERMS))
            .map(jsonName)[0],
        ]),
      );
      expect(Object.fromEntries([...ours.values()].map(({ name, parent }) => [name, parent]))).toEqual(parents);
    });

    it('have the same abstract classes', () => {
      // The model forbids instances by a shape: "not a class of exactly this type".
      const abstract = classes.filter((c) =>
        store
          .getObjects(c, `${SH}property`, null)
          .some((shape) => values(shape as Quad_Subject, `${SH}path`).includes(`${RDF}type`)),
      );
      expect(
        [...ours.values()]
          .filter((c) => c.abstract)
          .map((c) => c.name)
          .sort(),
      ).toEqual(abstract.map(({ value }) => jsonName(value)).sort());
    });

    it('have the same properties with the same types and cardinalities', () => {
      const described = Object.fromEntries(
        classes.map((c) => [
          jsonName(c.value),
          Object.fromEntries(
            store
              .getObjects(c, `${SH}property`, null)
              .filter((shape) => !values(shape as Quad_Subject, `${SH}path`).includes(`${RDF}type`))
              .map((shape) => {
                const one = (name: string): string | undefined => values(shape as Quad_Subject, SH + name)[0];
                const [path, datatype, target] = [one('path')!, one('datatype'), one('class')];
                const isEnum = target !== undefined && enumerations.has(jsonName(target));
                const type = datatype === undefined ? (isEnum ? 'enum' : 'class') : DATATYPES[datatype];
                return [
                  jsonName(path),
                  {
                    type,
                    target: target === undefined ? undefined : jsonName(target),
                    min: Number(one('minCount') ?? 0),
                    max: Number(one('maxCount') ?? Infinity),
                  },
                ];
              }),
          ),
        ]),
      );
      const own = Object.fromEntries(
        [...ours.values()].map(({ name, properties }) => [
          name,
          Object.fromEntries(
            [...properties.values()]
              .filter(({ owner }) => owner === name)
              // What only the prose demands is no part of the shapes.
              .map(({ name: property, type, target, list, min, mandatory }) => [
                property,
                { type, target, min: mandatory ? 0 : min, max: list ? Infinity : 1 },
              ]),
          ),
        ]),
      );
      expect(own).toEqual(described);
    });

    it('have the same values in every enumeration', () => {
      const sorted = (sets: ReadonlyMap<string, ReadonlySet<string>>) =>
        Object.fromEntries([...sets].map(([name, set]) => [name, [...set].sort()]));
      expect(sorted(spdxEnums())).toEqual(sorted(enumerations));
    });

    it('have the same individuals', () => {
      const theirs = subjects(`${OWL}NamedIndividual`)
        .filter(({ value }) => value.slice(TERMS.length).split('/').length === 2)
        .map((individual) => [
          jsonName(individual.value),
          jsonName(values(individual, `${RDF}type`).find((type) => type.startsWith(TERMS))!),
        ]);
      expect(
        individuals()
          .map((pair) => [...pair])
          .sort(),
      ).toEqual(theirs.sort());
    });
  },
);

describeWithCorpus('what only the prose of SPDX 3.0.1 demands', 'spdx/official/model-3.0.1.json', () => {
  it('is in the class table', () => {
    const demanded: Record<string, string[]> = {};
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { ext_prop_restrs: restrictions, name } = value as Record<string, unknown>;
      const paths = typeof restrictions === 'object' && restrictions !== null ? Object.keys(restrictions) : [];
      if (paths.length) demanded[String(name)] = paths.map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
      for (const inner of Object.values(value)) visit(inner);
    };
    visit(JSON.parse(readFileSync(corpus('spdx/official/model-3.0.1.json'), 'utf8')));
    const classes = spdxClasses();
    const ours: Record<string, string[]> = {};
    for (const { name, parent, properties } of classes.values()) {
      const above = parent === undefined ? undefined : classes.get(parent)!.properties;
      const own = [...properties.values()].filter((p) => p.mandatory && !above?.get(p.name)?.mandatory);
      const short = (text: string): string => text.slice(text.indexOf('_') + 1);
      if (own.length) ours[short(name)] = own.map((property) => short(property.name)).sort();
    }
    expect(ours).toEqual(demanded);
    expect(classes.get('dataset_DatasetPackage')!.properties.get('originatedBy')).toMatchObject({ min: 1, max: 1 });
  });
});
