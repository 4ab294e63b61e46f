import { type OriginAt } from '../../../generate/hover';
import { getAtPath } from '../../../generate/paths';
import { originsOf } from '../../../generate/cyclonedx/origins';
import { isObject, type Json } from '../../view/json';
import { type CycloneDxDocument } from '../document';
import { valueAt } from '../values';
import { placeAt } from './places';

/** Where the value at an offset came from, by the property of its component that holds origins. */
export function originAt(document: CycloneDxDocument, offset: number): OriginAt | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const { path, span } = place;
  for (let depth = path.length - 1; depth > 0; depth--) {
    const component = valueAt(document.value, path.slice(0, depth)) as Json | undefined;
    const origins = component !== undefined && isObject(component) ? originsOf(component) : undefined;
    if (!origins) continue;
    const keys = path.slice(depth).map(String);
    // The origin of a part is that of the property that it belongs to.
    for (let length = keys.length; length > 0; length--) {
      const property = keys.slice(0, length).join('/');
      const origin = origins.get(property);
      const value = origin && getAtPath(component as { [key: string]: Json }, property);
      // What is in the list of properties stands beside the origins themselves.
      if (origin && value !== undefined && property !== 'properties') return { span, origin, value };
    }
    return undefined;
  }
  return undefined;
}
