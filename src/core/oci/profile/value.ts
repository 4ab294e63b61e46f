import { t } from '../../l10n';
import { type ProfileKey } from './keys';

/** Values of an open list are written in this style. */
const WORD = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** Why a value is none that a key may have, as a sentence; undefined where it is. */
export function whyNotAValue({ key, form }: ProfileKey, value: string): string | undefined {
  switch (form.kind) {
    case 'version':
      return form.pattern.test(value) ? undefined : t('"{0}" must be a version such as "{1}".', key, form.example);
    case 'open':
      return WORD.test(value) ? undefined : t('"{0}" must be a word such as {1}.', key, listed(form.values));
    case 'one':
      return form.values.includes(value) ? undefined : t('"{0}" must be one of {1}.', key, listed(form.values));
    case 'some':
      return whyNotAList(key, form.values, value);
  }
}

function whyNotAList(key: string, values: readonly string[], value: string): string | undefined {
  const items = value.split(',');
  if (/\s/.test(value) || items.includes('')) return t('"{0}" must be a list with commas and without blanks.', key);
  const strange = items.find((item) => !values.includes(item));
  if (strange !== undefined) return t('"{0}" cannot list "{1}".', key, strange);
  const again = items.find((item, at) => items.indexOf(item) !== at);
  return again === undefined ? undefined : t('"{0}" lists "{1}" twice.', key, again);
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
