import { type Completion } from '../../language/features';
import { order } from '../../language/items';
import { t } from '../../l10n';
import { licenseById } from '../../licenses/catalogue';
import { FRAMEWORK_NAME } from '../document';
import { FRAMEWORK_DATE, FRAMEWORK_VERSION, isoDate, type Completing } from './completing';
import { valueMeaning } from './meanings';
import { type Place } from './places';

/** Values that the format allows or that can only be meant. */
export function completeValues(at: Completing, place: Extract<Place, { kind: 'value' }>): Completion[] {
  const { values } = place.field;
  if (values)
    return values
      .filter((value) => value !== '')
      .map((value, index) => {
        const meaning = valueMeaning(place.key, value);
        return {
          label: value,
          kind: 'enum',
          ...(meaning === undefined ? {} : { detail: meaning }),
          sortText: order(0, index),
          ...at.insert.value(value),
        };
      });
  switch (`${place.area}/${place.key}`) {
    case 'framework/name':
      return [only(at, FRAMEWORK_NAME, t('the only value'))];
    case 'framework/version':
      return [only(at, FRAMEWORK_VERSION, t('the only version'))];
    case 'framework/date':
      return [only(at, FRAMEWORK_DATE, t('date of version 1.0'))];
    case 'release/date':
      return [only(at, isoDate(at.today()), t('today'))];
    case 'global-license/path':
      return licensePage(at, 'name');
    case 'component/license_path':
      return licensePage(at, 'license');
    default:
      return [];
  }
}

function only({ insert }: Completing, value: string, detail: string): Completion {
  return { label: value, kind: 'value', detail, sortText: order(0, 0), ...insert.value(value) };
}

/** The SPDX page of the licence that is named beside the cursor. */
function licensePage(at: Completing, key: string): Completion[] {
  const known = licenseById(at.cursor.siblings.get(key) ?? '');
  return known ? [only(at, known.url, t('SPDX page of {0}', known.id))] : [];
}
