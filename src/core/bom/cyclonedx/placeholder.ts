import { type NewValue } from '../../text/editor';
import { fieldsOf, resolve, valuesOf, type Schema, type Version } from './schema';
import { isMap } from './values';

/** Values of enumerations that claim nothing. */
const NEUTRAL = ['other', 'unknown', 'library', 'none'];

/**
 * A value to fill in for a property that is missing: an empty text, a list without items, a map with what it requires. Of
 * enumerations the only value, or one that claims nothing; undefined where nothing can be said.
 * @param map what is there beside it
 */
export function placeholder(schema: Schema, key: string, map: unknown, version: Version): NewValue | undefined {
  const at = resolve(schema, version);
  const values = valuesOf(schema, version);
  if (values) {
    if (key === 'type' && isMap(map) && 'modelCard' in map) return 'machine-learning-model';
    if (key === 'type' && isMap(map) && 'data' in map) return 'data';
    return values.length === 1 ? values[0] : NEUTRAL.find((word) => values.includes(word));
  }
  if (at.type === 'array') return [];
  if (at.type === 'string') return at.pattern || at.format || at.minLength || at.license ? undefined : '';
  if (at.type !== 'object') return undefined;
  const entries: [string, NewValue][] = [];
  for (const field of fieldsOf(at, version).values()) {
    if (!field.required) continue;
    const value = placeholder(field.schema, field.key, undefined, version);
    if (value === undefined) return undefined;
    entries.push([field.key, value]);
  }
  return Object.fromEntries(entries);
}
