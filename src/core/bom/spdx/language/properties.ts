import { t } from '../../../l10n';
import { ownersOf, propertyNames, type SpdxClass, type SpdxProperty } from '../table';

const known = new Map<string, SpdxProperty>();

/** A property by its name, as the class that brings it in has it; undefined for a name that no class has. */
export function propertyNamed(name: string): SpdxProperty | undefined {
  if (!known.size)
    for (const property of propertyNames()) known.set(property, ownersOf(property)[0]!.properties.get(property)!);
  return known.get(name);
}

/** The class or enumeration that a property asks for. */
export function targetOf(name: string): string | undefined {
  return propertyNamed(name)?.target;
}

/** `required`, `required by the AI profile` or `optional`. */
export function requirement(property: SpdxProperty, of: SpdxClass): string {
  if (property.min === 0) return t('optional');
  if (!property.mandatory) return t('required');
  // Files and packages have a name by the Software profile, models and data the rest by their own.
  switch (of.profile) {
    case 'ai':
      return t('★ required by the AI profile');
    case 'dataset':
      return t('★ required by the Dataset profile');
    case 'security':
      return t('★ required by the Security profile');
    default:
      return t('★ required by the Software profile');
  }
}

/** What kind of value a property has, in words: `text`, `list of Agent`. */
export function typeWords(property: SpdxProperty): string {
  const type = oneTypeWord(property);
  if (!property.list) return type;
  return property.min > 1 ? t('list of {0}, at least {1}', type, property.min) : t('list of {0}', type);
}

function oneTypeWord({ type, target, pattern }: SpdxProperty): string {
  switch (type) {
    case 'string':
      return pattern === 'semver' ? t('version with three numbers') : pattern === 'media' ? t('media type') : t('text');
    case 'dateTime':
      return t('time in UTC');
    case 'anyURI':
      return t('IRI');
    case 'decimal':
      return t('decimal number');
    case 'boolean':
      return t('true or false');
    case 'nonNegativeInteger':
      return t('whole number from 0');
    case 'positiveInteger':
      return t('whole number from 1');
    default:
      return target!;
  }
}
