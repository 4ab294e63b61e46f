import { items, text as textOf, type Json } from '../../bom/view/json';
import { ORIGINS_PROPERTY, readOrigins, type Origins } from '../origins';

/** Where the values of a component came from; undefined for one that was not generated. */
export function originsOf(component: Json): Origins | undefined {
  const property = items(component, 'properties', '').find(({ item }) => textOf(item, 'name') === ORIGINS_PROPERTY);
  const value = textOf(property?.item, 'value');
  return value === undefined ? undefined : readOrigins(value);
}
