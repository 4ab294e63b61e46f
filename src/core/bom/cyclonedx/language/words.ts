import { t } from '../../../l10n';
import { itemSchema, resolve, type Schema, type Version } from '../schema';
import { typeName } from '../rules/reporting';

/** What a value must be, in words. */
export function typeWords(schema: Schema, version: Version): string {
  const at = resolve(schema, version);
  if (at.type === 'array') {
    const items = itemSchema(at, version);
    const type = items && resolve(items, version).type;
    if (type === 'string') return t('a list of texts');
    return type === 'object' ? t('a list of maps') : t('a list');
  }
  switch (at.format) {
    case 'date-time':
      return t('a date and time');
    case 'date':
      return t('a date');
    case 'iri-reference':
    case 'uri':
      return t('an address');
    case 'idn-email':
      return t('an e-mail address');
  }
  return at.type ? typeName(at.type) : '';
}
