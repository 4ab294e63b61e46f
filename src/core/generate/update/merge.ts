import { type Json, type JsonObject } from '../../bom/view/json';
import { isPlaceholder } from '../described';
import { hashOf, remembered, type Origins, type PropertyOrigin } from '../origins';
import { getAtPath, removeAtPath, setAtPath } from '../paths';

/** What an update does to one property. */
export interface PropertyChange {
  /** Its name, or its path with `/` between keys. */
  property: string;
  /**
   * - `changed`, `added`, `removed`: the folder says otherwise than when the document was made
   * - `kept`: somebody wrote it by hand, and the folder says something else
   */
  kind: 'changed' | 'added' | 'removed' | 'kept';
  /** What the folder says now; undefined where it says nothing any more. */
  now?: Json;
}

/** An object after an update. */
export interface Merged {
  value: JsonObject;
  changes: PropertyChange[];
}

/**
 * Brings an object up to date in three ways: what stands there as it was generated becomes what the folder says now, what was
 * written or removed by hand stays as it is. Of lists this holds for each item.
 * @param old what stands there
 * @param fresh what would be generated now
 * @param before what was generated, by property
 * @param after what would be generated now, by property
 * @param local shortens ids in values to what stays the same from version to version
 */
export function mergeObject(
  old: JsonObject,
  fresh: JsonObject,
  before: Origins,
  after: Origins,
  local: (value: Json) => Json = (value) => value,
): Merged {
  const value = structuredClone(old);
  const changes: PropertyChange[] = [];
  for (const property of new Set([...before.keys(), ...after.keys()])) {
    const cur = getAtPath(old, property);
    const now = after.has(property) ? getAtPath(fresh, property) : undefined;
    const was = before.get(property)?.was;
    const next = mergeValue(cur, now, was, local);
    if (same(cur, next)) {
      if (isOverruled(cur, now, was, local))
        changes.push({ property, kind: 'kept', ...(now === undefined ? {} : { now }) });
      continue;
    }
    if (next === undefined) removeAtPath(value, property);
    else setAtPath(value, property, next);
    const kind = cur === undefined ? 'added' : next === undefined ? 'removed' : 'changed';
    changes.push({ property, kind, ...(next === undefined ? {} : { now: next }) });
  }
  return { value, changes };
}

/** What a property becomes; undefined where it goes. */
export function mergeValue(
  cur: Json | undefined,
  now: Json | undefined,
  was: PropertyOrigin['was'] | undefined,
  local: (value: Json) => Json = (value) => value,
): Json | undefined {
  if ((Array.isArray(cur) || Array.isArray(now)) && typeof was !== 'string')
    return mergeList(asList(cur), asList(now), was ?? [], local);
  if (was === undefined) return cur ?? now;
  // Removed by hand.
  if (cur === undefined) return undefined;
  return hashOf(local(cur)) === was ? now : cur;
}

/** Items that were generated follow the folder; those by hand stay, and those that were removed by hand stay away. */
function mergeList(
  cur: readonly Json[],
  now: readonly Json[],
  was: readonly string[],
  local: (value: Json) => Json,
): Json | undefined {
  const hash = (item: Json) => hashOf(local(item));
  const [before, after, there] = [new Set(was), new Set(now.map(hash)), new Set(cur.map(hash))];
  const kept = cur.filter((item) => !before.has(hash(item)) || after.has(hash(item)));
  const added = now.filter((item) => !there.has(hash(item)) && !before.has(hash(item)));
  const merged = [...kept, ...added];
  return merged.length ? merged : undefined;
}

/** Whether the folder says something else than what was written by hand; a placeholder says nothing. */
function isOverruled(
  cur: Json | undefined,
  now: Json | undefined,
  was: PropertyOrigin['was'] | undefined,
  local: (value: Json) => Json,
): boolean {
  if (cur === undefined || now === undefined || Array.isArray(now) || isPlaceholder(now) || same(cur, now))
    return false;
  // It was told when it was new; what the folder says has not changed since.
  return was === undefined || remembered(local(now)) !== was;
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Whether two values say the same, whatever the order of their keys. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
