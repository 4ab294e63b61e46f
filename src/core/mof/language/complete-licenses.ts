import { type Completion } from '../../language/features';
import { order } from '../../language/items';
import { t } from '../../l10n';
import { allLicenses, licenseById } from '../../licenses/catalogue';
import { countedAs, type ContentType } from '../components';
import { SUGGESTED, isKnownToMot, isOpen, isTypeAppropriate, openLicenses } from '../licenses';
import { type Completing } from './completing';
import { licenseFacts, meantFor } from './license-facts';
import { typeName } from './meanings';
import { typeOfScope, type Place } from './places';

/** How much has to be typed before licences that are not open are listed, too. */
const TYPED = 2;

/** Licence ids: those without a warning first, then the other open ones; those that are not open only when typed. */
export function completeLicenses(at: Completing, place: Extract<Place, { kind: 'value' }>): Completion[] {
  const { cursor, insert } = at;
  const name = cursor.siblings.get('name');
  const type = place.scope ? typeOfScope(place.scope) : name ? countedAs(name).type : undefined;
  const suggested = type ? SUGGESTED[type] : [...new Set(Object.values(SUGGESTED).flat())];
  const rest = openLicenses(type).filter((id) => !suggested.includes(id));
  const fit = rest.filter((id) => (type ? isTypeAppropriate(id, type) : meantFor(id).length > 0));
  const other = rest.filter((id) => !fit.includes(id));
  const make =
    (group: number) =>
    (id: string, index: number): Completion => ({
      label: id,
      kind: 'license',
      detail: detailOf(id, type),
      documentation: licenseFacts(id),
      sortText: order(licenseById(id)?.deprecated ? group + 1 : group, index),
      ...insert.value(id),
    });
  const items = [...suggested.map(make(0)), ...fit.map(make(1))];
  if (place.area === 'component')
    items.push({
      label: 'unlicensed',
      kind: 'enum',
      detail: t('no licence'),
      documentation: t(
        'The component is there, but without a licence. It counts for no class, and takes no licence of the release.',
      ),
      sortText: order(3, 0),
      ...insert.value('unlicensed'),
    });
  return [...items, ...other.map(make(4)), ...notOpen(cursor.typed).map(make(6))];
}

/** Licences that are known but not open, once their beginning is typed. */
function notOpen(typed: string): string[] {
  if (typed.length < TYPED) return [];
  const prefix = typed.toLowerCase();
  return [...allLicenses()].map((l) => l.id).filter((id) => id.toLowerCase().startsWith(prefix) && !isOpen(id));
}

function detailOf(id: string, type: ContentType | undefined): string {
  if (!isKnownToMot(id)) return t('newer than the list of the Model Openness Tool');
  if (!isOpen(id)) return t('not open');
  const types = meantFor(id);
  const parts = [
    type && !types.includes(type)
      ? notMeantFor(type)
      : types.length
        ? t('open, meant for {0}', types.map(typeName).join(', '))
        : t('open'),
  ];
  if (licenseById(id)?.deprecated) parts.push(t('deprecated'));
  return parts.join(' · ');
}

function notMeantFor(type: ContentType): string {
  switch (type) {
    case 'code':
      return t('open, not meant for code');
    case 'data':
      return t('open, not meant for data');
    case 'document':
      return t('open, not meant for documents');
  }
}
