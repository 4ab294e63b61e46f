import { type Completion } from '../../language/features';
import { TabStop, type Piece } from '../../language/insert';
import { order } from '../../language/items';
import { t } from '../../l10n';
import { LEVELS, roman } from '../components';
import { type LicenseScope } from '../classify';
import { SUGGESTED } from '../licenses';
import { newComponent } from '../add-components';
import { type Completing } from './completing';
import { keyMeaning } from './meanings';
import { frameworkPiece, licensePiece, requiredUpTo } from './skeletons';
import { type Area } from '../fields';
import { typeOfScope, type Place } from './places';

/** The keys that a map of the format does not have yet, required ones first. */
export function completeKeys(at: Completing, { area, fields }: Extract<Place, { kind: 'map' }>): Completion[] {
  const { cursor, insert } = at;
  const items = Object.entries(fields)
    .filter(([key]) => !cursor.siblings.has(key))
    .map(([key, field], index): Completion => ({
      label: key,
      kind: 'property',
      detail: field.required ? t('required') : t('optional'),
      documentation: keyMeaning(area, key),
      sortText: order(field.required ? 1 : 2, index),
      ...insert.key(key, valueOf(area, key)),
    }));
  if (area === 'release' && !cursor.siblings.has('components') && !cursor.hasColon) items.push(...wholeLists(at));
  return items;
}

/** `components:` with everything that a class requires. */
function wholeLists({ insert }: Completing): Completion[] {
  return LEVELS.map((level, index) => {
    const components = requiredUpTo(level);
    return {
      label: t('components for Class {0}', roman(level)),
      kind: 'snippet',
      detail: t('{0} components', components.length),
      documentation: components.map((c) => `- ${c.name}`).join('\n'),
      filterText: 'components',
      sortText: order(3, index),
      ...insert.key(
        'components',
        components.map((c) => newComponent(c.id)),
      ),
    };
  });
}

/** What is inserted behind a new key. */
function valueOf(area: Area, key: string): Piece {
  switch (`${area}/${key}`) {
    case 'root/framework':
      return frameworkPiece();
    case 'root/release':
      return {
        name: new TabStop(),
        producer: new TabStop(),
        license: licensePiece(),
        components: [{ name: new TabStop() }],
      };
    case 'release/license':
      return { distribution: { name: new TabStop(), path: new TabStop() } };
    case 'release/components':
      return [{ name: new TabStop() }];
  }
  if (area !== 'license') return '';
  const type = typeOfScope(key as LicenseScope);
  return { name: type ? new TabStop('', SUGGESTED[type]) : new TabStop(), path: new TabStop() };
}
