import { get, isObject, steps, type Json, type JsonObject } from '../view/json';

/**
 * Puts a value at a pointer, making the objects on the way. False, and nothing is done, where the pointer leads through
 * what is no object or names what no document of ours does: pointers may come from a file.
 */
export function setAt(root: JsonObject, pointer: string, value: Json): boolean {
  const path = steps(pointer);
  if (!path.length || !path.every((step) => /^[A-Za-z][A-Za-z0-9-]*$/.test(step))) return false;
  let at = root;
  for (const step of path.slice(0, -1)) {
    const next = get(at, step);
    if (next !== undefined && !isObject(next)) return false;
    at = next ?? (at[step] = {});
  }
  at[path.at(-1)!] = value;
  return true;
}
