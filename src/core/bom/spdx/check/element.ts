import { type InnerElement, type SpdxElement } from '../element';
import { type Ids } from '../ids';
import { spdxClass } from '../table';
import { type Problem } from './problem';

/** Reads one object of the graph. */
export function readElement(value: unknown, ids: Ids): SpdxElement {
  const mentions: number[] = [];
  const inner: InnerElement[] = [];
  const problems: Problem[] = [];
  const map = isMap(value) ? value : {};
  const type = typeof map.type === 'string' ? map.type : undefined;
  const id = map.spdxId ?? map['@id'];
  const of = type === undefined ? undefined : spdxClass(type);
  const walk = (object: Record<string, unknown>): void => {
    const own = spdxClass(String(object.type));
    for (const key of Object.keys(object)) {
      const property = own?.properties.get(key);
      if (property?.type !== 'class') continue;
      const values = Array.isArray(object[key]) ? (object[key] as unknown[]) : [object[key]];
      for (const v of values)
        if (typeof v === 'string') mentions.push(property.number, ids.number(v));
        else if (isMap(v)) {
          const innerId = v.spdxId ?? v['@id'];
          inner.push({
            id: typeof innerId === 'string' ? ids.number(innerId) : -1,
            class: spdxClass(String(v.type)),
          });
          walk(v);
        }
    }
  };
  walk(map);
  return {
    type,
    class: of,
    id: typeof id === 'string' ? ids.number(id) : -1,
    inner,
    mentions,
    relation: typeof map.relationshipType === 'string' ? map.relationshipType : undefined,
    profiles: 0,
    problems,
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
