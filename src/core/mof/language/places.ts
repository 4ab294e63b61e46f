import { type ContentType } from '../components';
import { type LicenseScope } from '../classify';
import { LICENSE_SCOPES } from '../document';
import { FIELDS_OF, type Area, type Field, type Fields } from '../fields';

/** What the format has at a path: a map with known keys, the list of components, or a value. */
export type Place =
  | { kind: 'map'; area: Area; fields: Fields }
  | { kind: 'list' }
  | { kind: 'value'; area: Area; key: string; field: Field; scope?: LicenseScope };

/** What the format has at a path from the root; undefined where it knows nothing. */
export function placeAt(path: readonly (string | number)[]): Place | undefined {
  const map = mapAt(path);
  if (map) return map;
  if (path.length === 2 && path[0] === 'release' && path[1] === 'components') return { kind: 'list' };
  const holder = path.length ? mapAt(path.slice(0, -1)) : undefined;
  const key = path.at(-1);
  if (!holder || typeof key !== 'string' || !Object.hasOwn(holder.fields, key)) return undefined;
  const value: Place = { kind: 'value', area: holder.area, key, field: holder.fields[key]! };
  return holder.area === 'global-license' ? { ...value, scope: path[2] as LicenseScope } : value;
}

function mapAt(path: readonly (string | number)[]): Extract<Place, { kind: 'map' }> | undefined {
  const area = areaAt(path);
  return area && { kind: 'map', area, fields: FIELDS_OF[area] };
}

function areaAt(path: readonly (string | number)[]): Area | undefined {
  const [root, second, third] = path;
  if (path.length === 0) return 'root';
  if (path.length === 1 && root === 'framework') return 'framework';
  if (root !== 'release') return undefined;
  if (path.length === 1) return 'release';
  if (second === 'license') {
    if (path.length === 2) return 'license';
    if (path.length === 3 && LICENSE_SCOPES.includes(third as LicenseScope)) return 'global-license';
  }
  return second === 'components' && path.length === 3 && typeof third === 'number' ? 'component' : undefined;
}

/** What a global licence covers; undefined for all of it. */
export function typeOfScope(scope: LicenseScope): ContentType | undefined {
  return scope === 'distribution' ? undefined : scope;
}
