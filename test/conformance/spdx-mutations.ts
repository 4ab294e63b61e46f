import { spdxClass, type SpdxClass, type SpdxProperty } from '../../src/core/bom/spdx/table';
import { type Json, type JsonMap, type JsonPath, type Mutation, type MutationKind } from './mutate';

/** An object of the graph, or one inside of such an object. */
interface Place {
  map: JsonMap;
  path: JsonPath;
  of: SpdxClass;
  /** The property that it is the value of; undefined for elements of the graph. */
  property: SpdxProperty | undefined;
}

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Every object of a known class. */
function places(root: JsonMap): Place[] {
  const found: Place[] = [];
  const visit = (map: JsonMap, path: JsonPath, property: SpdxProperty | undefined): void => {
    const of = spdxClass(String(map.type));
    if (!of) return;
    found.push({ map, path, of, property });
    for (const [key, value] of Object.entries(map)) {
      const own = of.properties.get(key);
      if (isMap(value)) visit(value, [...path, key], own);
      else list(value).forEach((item, i) => isMap(item) && visit(item, [...path, key, i], own));
    }
  };
  list(root['@graph']).forEach((item, i) => isMap(item) && visit(item, ['@graph', i], undefined));
  return found;
}

/** The object at a path of the document that is changed. */
function at(root: JsonMap, path: JsonPath): JsonMap {
  let value: Json = root;
  for (const step of path) value = (value as JsonMap)[step as string]!;
  return value as JsonMap;
}

/** A mistake in every object that a test holds for. */
function inObjects(make: (place: Place, root: JsonMap) => Mutation | Mutation[] | undefined) {
  return (root: JsonMap): Mutation[] => places(root).flatMap((place) => make(place, root) ?? []);
}

/** A mistake at every property that a test holds for. */
function atProperties(
  test: (property: SpdxProperty, value: Json, place: Place) => boolean,
  make: (map: JsonMap, key: string) => void,
  part: Mutation['part'] = 'value',
  where: (key: string) => JsonPath = (key) => [key],
) {
  return inObjects(({ map, path, of, property }) =>
    Object.entries(map).flatMap(([key, value]) => {
      const own = of.properties.get(key);
      if (!own || !test(own, value, { map, path, of, property })) return [];
      return [{ apply: (root: JsonMap) => make(at(root, path), key), at: [...path, ...where(key)], part }];
    }),
  );
}

/** Gives a key another name, in its place. */
function rename(map: JsonMap, from: string, to: string): void {
  const entries = Object.entries(map);
  for (const [key] of entries) Reflect.deleteProperty(map, key);
  for (const [key, value] of entries) map[key === from ? to : key] = value;
}

/** Ids that some element mentions. */
function mentioned(root: JsonMap): Set<string> {
  const found = new Set<string>();
  const visit = (value: Json): void => {
    if (typeof value === 'string') found.add(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isMap(value))
      for (const [key, inner] of Object.entries(value)) if (key !== 'spdxId' && key !== '@id') visit(inner);
  };
  visit(root['@graph'] ?? null);
  return found;
}

/** Ids of elements of a class. */
function idsOf(root: JsonMap, test: (of: SpdxClass) => boolean): string[] {
  return places(root).flatMap(({ map, of, property }) =>
    !property && of.element && test(of) ? [String(map.spdxId)] : [],
  );
}

/** How often an id is mentioned in the whole document. */
function uses(root: JsonMap, id: string): number {
  return JSON.stringify(root).split(JSON.stringify(id)).length - 1;
}

/** A letter more in the middle of a name. */
const misspelt = (name: string): string => `${name.slice(0, -2)}x${name.slice(-2)}`;
const isReference = ({ type }: SpdxProperty): boolean => type === 'class';
const isText = (value: Json): value is string => typeof value === 'string';

/** Mistakes of the kinds that generators and people make in SPDX 3 documents. */
export const SPDX_MUTATIONS: readonly MutationKind[] = [
  {
    name: 'property misspelt',
    rule: 'spdx/unknown-property',
    sites: atProperties(
      ({ name }) => name.length > 5,
      (map, key) => rename(map, key, misspelt(key)),
      'key',
      (key) => [misspelt(key)],
    ),
  },
  {
    name: 'property without its prefix',
    rule: 'spdx/unknown-property',
    sites: atProperties(
      ({ name }) => name.includes('_'),
      (map, key) => rename(map, key, key.slice(key.indexOf('_') + 1)),
      'key',
      (key) => [key.slice(key.indexOf('_') + 1)],
    ),
  },
  {
    name: 'property of another class',
    rule: 'spdx/unknown-property',
    sites: inObjects(({ path, of }) =>
      of.properties.has('buildId') || of.name === 'build_Build'
        ? undefined
        : { apply: (root) => void (at(root, path).build_buildId = 'x'), at: [...path, 'build_buildId'], part: 'key' },
    ),
  },
  {
    name: 'property of SPDX 3.1',
    rule: 'spdx/unknown-property',
    sites: inObjects(({ path, of }) =>
      of.name.endsWith('Package')
        ? {
            apply: (root) => void (at(root, path).software_artifactSize = '1'),
            at: [...path, 'software_artifactSize'],
            part: 'key',
          }
        : undefined,
    ),
  },
  {
    name: 'type misspelt',
    rule: 'spdx/unknown-type',
    sites: inObjects(({ path, of }) => ({
      apply: (root) => void (at(root, path).type = misspelt(of.name)),
      at: [...path, 'type'],
      part: 'value',
    })),
  },
  {
    name: 'prefix of the type in capitals',
    rule: 'spdx/unknown-type',
    sites: inObjects(({ path, of }) =>
      of.name.includes('_')
        ? {
            apply: (root) => void (at(root, path).type = of.name.replace(/^[a-z]+/, (prefix) => prefix.toUpperCase())),
            at: [...path, 'type'],
            part: 'value',
          }
        : undefined,
    ),
  },
  {
    name: 'abstract type',
    rule: 'spdx/abstract-type',
    sites: inObjects(({ path, of }) => {
      const above = [...of.ancestors].find((name) => spdxClass(name)!.abstract);
      return above === undefined || of.name === 'SpdxDocument'
        ? undefined
        : { apply: (root) => void (at(root, path).type = above), at: [...path, 'type'], part: 'value' };
    }),
  },
  {
    name: 'type missing inside',
    rule: 'spdx/missing-type',
    sites: inObjects(({ path, property }) =>
      property
        ? { apply: (root) => void Reflect.deleteProperty(at(root, path), 'type'), at: path, part: 'inside' }
        : undefined,
    ),
  },
  {
    name: 'type missing in the graph',
    rule: 'spdx/missing-type',
    sites: inObjects(({ path, property, of }) =>
      property || of.name === 'SpdxDocument'
        ? undefined
        : { apply: (root) => void Reflect.deleteProperty(at(root, path), 'type'), at: path, part: 'inside' },
    ),
  },
  {
    name: 'required property missing',
    rule: 'spdx/missing-property',
    sites: inObjects(({ map, path, of }) =>
      of.required
        .filter(({ name, mandatory }) => !mandatory && map[name] !== undefined && !['from', 'to'].includes(name))
        .map(({ name }) => ({
          apply: (root) => void Reflect.deleteProperty(at(root, path), name),
          at: path,
          part: 'inside' as const,
        })),
    ),
  },
  {
    name: 'mandatory property missing',
    rule: 'spdx/missing-mandatory',
    sites: inObjects(({ map, path, of }, root) =>
      of.required
        .filter(
          ({ name, mandatory }) =>
            mandatory &&
            map[name] !== undefined &&
            // What nothing else refers to would be out of reach.
            !list([map[name]])
              .flat()
              .some((id) => isText(id) && uses(root, id) === 2),
        )
        .map(({ name }) => ({
          apply: (changed) => void Reflect.deleteProperty(at(changed, path), name),
          at: path,
          part: 'inside' as const,
        })),
    ),
  },
  {
    name: 'single value for a list',
    rule: 'spdx/not-a-list',
    sites: atProperties(
      (property, value) => property.list && list(value).length === 1,
      (map, key) => void (map[key] = list(map[key])[0]!),
    ),
  },
  {
    name: 'list for a single value',
    rule: 'spdx/not-a-single-value',
    sites: atProperties(
      ({ list: many, name }, value) =>
        !many && !Array.isArray(value) && !/relationshipType|licenseExpression/.test(name),
      (map, key) => void (map[key] = [map[key]!]),
    ),
  },
  {
    name: 'empty list',
    rule: 'spdx/number-of-values',
    sites: atProperties(
      ({ min, list: many, name }) => many && min > 0 && name !== 'to' && name !== 'createdBy',
      (map, key) => void (map[key] = []),
    ),
  },
  {
    name: 'unknown value',
    rule: 'spdx/unknown-value',
    sites: atProperties(
      ({ type, list: many, name }) => type === 'enum' && !many && name !== 'relationshipType',
      (map, key) => void (map[key] = 'severe'),
    ),
  },
  {
    name: 'unknown value in a list',
    rule: 'spdx/unknown-value',
    sites: atProperties(
      ({ type, list: many, name }) => type === 'enum' && many && name !== 'profileConformance',
      (map, key) => void list(map[key]).push('sevre'),
      'inside',
    ),
  },
  {
    name: 'relationship type misspelt',
    rule: 'spdx/unknown-value',
    sites: atProperties(
      ({ name }) => name === 'relationshipType',
      (map, key) => void (map[key] = misspelt(String(map[key]))),
    ),
  },
  {
    name: 'relationship type of SPDX 3.1',
    rule: 'spdx/unknown-value',
    sites: atProperties(
      ({ name }, value) => name === 'relationshipType' && !/License$/.test(String(value)),
      (map, key) => void (map[key] = 'finetunedOn'),
    ),
  },
  {
    name: 'date without time',
    rule: 'spdx/invalid-format',
    sites: atProperties(
      ({ type }) => type === 'dateTime',
      (map, key) => void (map[key] = String(map[key]).slice(0, 10)),
    ),
  },
  {
    name: 'date in words',
    rule: 'spdx/invalid-format',
    sites: atProperties(
      ({ type }) => type === 'dateTime',
      (map, key) => void (map[key] = 'Release date'),
    ),
  },
  {
    name: 'version of two numbers',
    rule: 'spdx/invalid-format',
    sites: atProperties(
      ({ pattern }) => pattern === 'semver',
      (map, key) => void (map[key] = '3.1'),
    ),
  },
  {
    name: 'number for a text',
    rule: 'spdx/wrong-value',
    sites: atProperties(
      ({ type, list: many, name, pattern }) =>
        type === 'string' && !many && !pattern && name !== 'simplelicensing_licenseExpression',
      (map, key) => void (map[key] = 5),
    ),
  },
  {
    name: 'null for a value',
    rule: 'spdx/wrong-value',
    sites: atProperties(
      ({ type, list: many, name }) => type === 'string' && !many && name !== 'simplelicensing_licenseExpression',
      (map, key) => void (map[key] = null),
    ),
  },
  {
    name: 'dictionary entry with "name" for "key"',
    rule: 'spdx/unknown-property',
    sites: inObjects(({ path, of, property }) =>
      of.name === 'DictionaryEntry' && property?.name !== 'simplelicensing_customIdToUri'
        ? { apply: (root) => rename(at(root, path), 'key', 'name'), at: [...path, 'name'], part: 'key' }
        : undefined,
    ),
  },
  {
    name: 'reference to nothing',
    rule: 'spdx/dangling-reference',
    sites: inObjects(({ map, path, of }) =>
      Object.entries(map).flatMap(([key, value]): Mutation[] => {
        const property = of.properties.get(key);
        if (!property || !isReference(property)) return [];
        if (isText(value))
          return [{ apply: (root) => void (at(root, path)[key] = `${value}-none`), at: [...path, key], part: 'value' }];
        return list(value).flatMap((id, i) =>
          isText(id)
            ? [
                {
                  apply: (root: JsonMap) => void (list(at(root, path)[key])[i] = `${id}-none`),
                  at: [...path, key, i],
                  part: 'value' as const,
                },
              ]
            : [],
        );
      }),
    ),
  },
  {
    name: 'reference to the wrong class',
    rule: 'spdx/wrong-class',
    sites: inObjects(({ map, path, of }, root) => {
      const others = idsOf(root, (other) => !other.ancestors.has('Agent') && other.name !== 'SpdxDocument');
      const id = others[0];
      if (id === undefined) return undefined;
      const left = (value: Json): boolean => isText(value) && uses(root, value) > 2;
      if (of.name === 'CreationInfo' && list(map.createdBy).every(left))
        return {
          apply: (changed) => void (at(changed, path).createdBy = [id]),
          at: [...path, 'createdBy', 0],
          part: 'value',
        };
      return isText(map.suppliedBy!) && left(map.suppliedBy)
        ? { apply: (changed) => void (at(changed, path).suppliedBy = id), at: [...path, 'suppliedBy'], part: 'value' }
        : undefined;
    }),
  },
  {
    name: 'id used twice',
    rule: 'spdx/duplicate-id',
    sites: inObjects(({ map, path, of, property }, root) => {
      const other = idsOf(root, (one) => !one.ancestors.has('SpdxDocument')).find((id) => id !== map.spdxId);
      // References to the id that is lost would lead nowhere.
      if (property || !of.element || other === undefined || mentioned(root).has(String(map.spdxId))) return undefined;
      if (
        of.name === 'SpdxDocument' ||
        list(root['@graph']).findIndex((o) => isMap(o) && o.spdxId === other) > (path[1] as number)
      )
        return undefined;
      return { apply: (changed) => void (at(changed, path).spdxId = other), at: [...path, 'spdxId'], part: 'value' };
    }),
  },
  {
    name: 'element without spdxId',
    rule: 'spdx/missing-id',
    sites: inObjects(({ path, of, property }) =>
      of.element && !property
        ? { apply: (root) => void Reflect.deleteProperty(at(root, path), 'spdxId'), at: path, part: 'inside' }
        : undefined,
    ),
  },
  {
    name: '@id for spdxId',
    rule: 'spdx/missing-id',
    sites: inObjects(({ path, of, property }) =>
      of.element && !property
        ? { apply: (root) => rename(at(root, path), 'spdxId', '@id'), at: [...path, '@id'], part: 'key' }
        : undefined,
    ),
  },
  {
    name: 'id of SPDX 2',
    rule: 'spdx/invalid-id',
    sites: inObjects(({ path, of, property }, root) => {
      const id = at(root, path).spdxId;
      return of.element && !property && isText(id!)
        ? {
            apply: (changed) => void (at(changed, path).spdxId = 'SPDXRef-Model'),
            at: [...path, 'spdxId'],
            part: 'value',
          }
        : undefined;
    }),
  },
  {
    name: 'blank node for an element',
    rule: 'spdx/invalid-id',
    sites: inObjects(({ path, of, property }) =>
      of.element && !property
        ? { apply: (root) => void (at(root, path).spdxId = '_:aipackage'), at: [...path, 'spdxId'], part: 'value' }
        : undefined,
    ),
  },
  {
    name: 'element inside of another',
    rule: 'spdx/inlined-element',
    sites: atProperties(
      ({ name }, value, { map }) => name === 'suppliedBy' && isText(value) && value !== map.createdBy,
      (map, key) => {
        const id = map[key]!;
        map[key] = { type: 'Organization', spdxId: `${String(id)}-2`, creationInfo: map.creationInfo!, name: 'Lab' };
      },
      'inside',
    ),
  },
  {
    name: 'context of another kind',
    rule: 'spdx/context',
    sites: () => [
      {
        apply: (root) => void (root['@context'] = 'https://spdx.org/rdf/3.0/spdx-context.jsonld'),
        at: ['@context'],
        part: 'value',
      },
      { apply: (root) => void (root['@context'] = ['https://spdx.org/rdf/v3/core']), at: ['@context'], part: 'value' },
    ],
  },
  {
    name: '"elements" for "@graph"',
    rule: 'spdx/graph',
    sites: () => [{ apply: (root) => rename(root, '@graph', 'elements'), at: ['elements'], part: 'key' }],
  },
  {
    name: 'key beside the graph',
    rule: 'spdx/graph',
    sites: () => [{ apply: (root) => void (root.name = 'x'), at: ['name'], part: 'key' }],
  },
  {
    name: 'NOASSERTION for an address',
    rule: 'spdx/placeholder',
    sites: atProperties(
      ({ type, list: many }, value) => type === 'anyURI' && !many && value !== 'NOASSERTION',
      (map, key) => void (map[key] = 'NOASSERTION'),
    ),
  },
  {
    name: 'NOASSERTION for a licence',
    rule: 'spdx/placeholder',
    sites: atProperties(
      ({ name }, value) => name === 'simplelicensing_licenseExpression' && value !== 'NOASSERTION',
      (map, key) => void (map[key] = 'NOASSERTION'),
    ),
  },
  {
    name: 'licence relationship missing',
    rule: 'spdx/license-relationship',
    sites: inObjects(({ map, path, of }, root) => {
      const models = idsOf(root, (one) => /AIPackage|DatasetPackage/.test(one.name));
      const target = String(list(map.to)[0]);
      // The licence and the comparison of both licences would be lost with it.
      if (
        !of.ancestors.has('Relationship') ||
        !/License$/.test(String(map.relationshipType)) ||
        !models.includes(String(map.from))
      )
        return undefined;
      if (uses(root, target) < 3 || uses(root, String(map.spdxId)) > 1) return undefined;
      const model = places(root).find((other) => other.map.spdxId === map.from)!;
      const [, index] = path as [string, number];
      const [, own] = model.path as [string, number];
      return {
        apply: (changed) => void list(changed['@graph']).splice(index, 1),
        at: ['@graph', own > index ? own - 1 : own],
        part: 'inside',
      };
    }),
  },
  {
    name: 'licence relationship repeated',
    rule: 'spdx/license-relationship',
    sites: inObjects(({ map, of }, root) => {
      const models = idsOf(root, (one) => /AIPackage|DatasetPackage/.test(one.name));
      if (
        !of.ancestors.has('Relationship') ||
        !/License$/.test(String(map.relationshipType)) ||
        !models.includes(String(map.from))
      )
        return undefined;
      const { length } = list(root['@graph']);
      return {
        apply: (changed) =>
          void list(changed['@graph']).push({ ...structuredClone(map), spdxId: `${String(map.spdxId)}-2` }),
        at: ['@graph', length],
        part: 'inside',
      };
    }),
  },
  {
    name: 'training the wrong way round',
    rule: 'spdx/relationship-ends',
    sites: inObjects(({ map, path }, root) => {
      const to = list(map.to);
      const models = idsOf(root, (one) => one.name === 'ai_AIPackage');
      if (
        !/^(?:trained|tested)On$/.test(String(map.relationshipType)) ||
        to.length !== 1 ||
        !models.includes(String(map.from))
      )
        return undefined;
      return {
        apply: (changed) => {
          const changing = at(changed, path);
          changing.to = [map.from!];
          changing.from = to[0]!;
        },
        at: [...path, 'relationshipType'],
        part: 'value',
      };
    }),
  },
  {
    name: 'NoneElement beside others',
    rule: 'spdx/none-with-others',
    sites: atProperties(
      ({ name }, value, { map }) =>
        name === 'to' && list(value).length === 1 && !/License$/.test(String(map.relationshipType)),
      (map, key) => void list(map[key]).push('NoneElement'),
      'inside',
    ),
  },
  {
    name: 'two documents',
    rule: 'spdx/several-documents',
    sites: inObjects(({ map, of }, root) => {
      const { length } = list(root['@graph']);
      return of.name === 'SpdxDocument'
        ? {
            apply: (changed) =>
              void list(changed['@graph']).push({
                type: 'SpdxDocument',
                spdxId: `${String(map.spdxId)}-2`,
                creationInfo: map.creationInfo!,
                profileConformance: ['core'],
              }),
            at: ['@graph', length],
            part: 'inside',
          }
        : undefined;
    }),
  },
  {
    name: 'collection without root element',
    rule: 'spdx/root-element',
    sites: inObjects(({ map, path, of }, root) =>
      of.ancestors.has('ElementCollection') &&
      list(map.element).length &&
      list(map.rootElement).every((id) => uses(root, String(id)) > 2)
        ? {
            apply: (changed) => void Reflect.deleteProperty(at(changed, path), 'rootElement'),
            at: path,
            part: 'inside',
          }
        : undefined,
    ),
  },
  {
    name: 'profile not claimed',
    rule: 'spdx/profile-conformance',
    sites: inObjects(({ map, path, of }) =>
      of.name === 'SpdxDocument' && list(map.profileConformance).includes('core')
        ? {
            apply: (root) =>
              void (at(root, path).profileConformance = list(map.profileConformance).filter((name) => name !== 'core')),
            at: [...path, 'profileConformance'],
            part: 'key',
          }
        : undefined,
    ),
  },
  {
    name: 'LicenseRef without a text',
    rule: 'spdx/license-ref-without-text',
    sites: atProperties(
      ({ name }, value) =>
        name === 'simplelicensing_licenseExpression' && /^[\w.-]+$/.test(String(value)) && value !== 'NOASSERTION',
      (map, key) => void (map[key] = 'LicenseRef-mine'),
    ),
  },
  {
    name: 'text for a licence expression',
    rule: /^license\//,
    sites: inObjects(({ map, path }, root) => {
      const key = 'simplelicensing_licenseExpression';
      const isTied = Object.values(places(root)).some(
        (other) => /License$/.test(String(other.map.relationshipType)) && list(other.map.to).includes(map.spdxId!),
      );
      return isText(map[key]!) && isTied
        ? { apply: (changed) => void (at(changed, path)[key] = 'Apache 2'), at: [...path, key], part: 'inside' }
        : undefined;
    }),
  },
];
