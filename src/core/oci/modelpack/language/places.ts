import { fieldOf } from '../config-document';
import { CONFIG_FIELDS } from '../config-fields';

/** The map of a config that a path of keys leads to, as {@link CONFIG_FIELDS} names it; undefined where there is none. */
export function configPath(path: readonly (string | number)[]): string | undefined {
  let at = '';
  for (const key of path) {
    const known = typeof key === 'string' ? fieldOf(CONFIG_FIELDS[at]!, key) : undefined;
    if (known?.field.type !== 'map') return undefined;
    at = at ? `${at}.${known.name}` : known.name;
  }
  return at;
}
