import { isObject, type Json, type JsonObject } from '../bom/view/json';

/** What stands at a path of keys with `/` between them; undefined where nothing does. */
export function getAtPath(of: JsonObject, path: string): Json | undefined {
  let at: Json | undefined = of;
  for (const key of path.split('/')) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** Puts a value at a path; objects on the way are made. */
export function setAtPath(of: JsonObject, path: string, value: Json): void {
  const keys = path.split('/');
  let at = of;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    at = isObject(next) ? next : (at[key] = {});
  }
  at[keys.at(-1)!] = value;
}

/** Removes what stands at a path, and objects on the way that have nothing else in them. */
export function removeAtPath(of: JsonObject, path: string): void {
  const [key, ...rest] = path.split('/') as [string, ...string[]];
  if (!Object.hasOwn(of, key)) return;
  const next = of[key];
  if (rest.length && isObject(next)) {
    removeAtPath(next, rest.join('/'));
    if (Object.keys(next).length) return;
  }
  Reflect.deleteProperty(of, key);
}
