import { type Completion } from '../../../language/features';
import { TabStop, type Piece } from '../../../language/insert';
import { order } from '../../../language/items';
import { t } from '../../../l10n';
import { contextUrl } from '../version';
import { spdxClass, type SpdxClass } from '../table';
import { completeObjects } from './complete-objects';
import { type Completing } from './completing';
import { propertyFacts } from './hover';
import { propertyMeaning } from './property-meanings';
import { requirement, typeWords } from './properties';

/** The keys of the root: of a document with a graph, or of the one element that it is. */
export function completeRoot(at: Completing): Completion[] {
  const { siblings, class: of } = at;
  const root = [
    ...(siblings.has('@context') ? [] : [key(at, '@context', contextUrl('3.0.1'), 0)]),
    ...(siblings.has('@graph') || of ? [] : [key(at, '@graph', [new TabStop('', [], true)], 1)]),
  ];
  return of || siblings.has('type') ? [...root, ...completeKeys(at)] : root;
}

/** The properties that a map does not have yet: its class and id, what is required, then what its class brings in. */
export function completeKeys(at: Completing): Completion[] {
  const { siblings, class: of, pieces, insert, cursor } = at;
  // A map of no class yet becomes one of a class at once.
  const objects = siblings.size || cursor.hasColon ? [] : completeObjects(at);
  const first = [...(siblings.has('type') ? [] : [typeKey(at)]), ...idKeys(at)];
  const known = of ?? spdxClass('Element')!;
  const properties = [...known.properties.values()]
    .filter(({ name }) => !siblings.has(name))
    .map((property): Completion => {
      const own = of ? nearness(of, property.owner) : 0;
      const group = property.min === 0 ? 4 : property.mandatory ? 3 : 2;
      return {
        label: property.name,
        kind: 'property',
        detail: `${requirement(property, known)} · ${typeWords(property)}`,
        documentation: propertyFacts(property, known),
        sortText: order(group, own * 100 + position(known, property.name)),
        ...insert.key(property.name, pieces.value(property, of)),
      };
    });
  return [...objects, ...first, ...properties];
}

/** How far a class is below the one that brings a property in: what is its own comes first. */
function nearness(of: SpdxClass, owner: string): number {
  return [...of.ancestors].indexOf(owner);
}

function position(of: SpdxClass, property: string): number {
  return [...of.properties.keys()].indexOf(property);
}

function typeKey(at: Completing): Completion {
  const asked = at.class;
  return key(at, 'type', asked && !asked.abstract ? asked.name : new TabStop(), 0);
}

/** `spdxId` for elements, `@id` for what is none. */
function idKeys(at: Completing): Completion[] {
  const { siblings, class: of, pieces } = at;
  if (siblings.has('spdxId') || siblings.has('@id')) return [];
  if (!of || of.element)
    return [key(at, 'spdxId', of ? new TabStop(pieces.newId(of)) : new TabStop(`${pieces.base()}#`), 1)];
  return [key(at, '@id', new TabStop('_:'), of.name === 'CreationInfo' ? 1 : 9)];
}

function key({ insert }: Completing, label: string, value: Piece, index: number): Completion {
  const optional = label === '@id';
  return {
    label,
    kind: 'property',
    detail: optional ? t('optional') : t('required'),
    documentation: propertyMeaning(label)!,
    sortText: order(optional ? 5 : 1, index),
    ...insert.key(label, value),
  };
}
