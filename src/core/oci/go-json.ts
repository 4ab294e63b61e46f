import { byCodePoints } from '../signing/statement/names';

/** A value to write. Objects are Go structs: keys in the order given. Maps are Go maps: keys sorted. */
export type GoValue =
  | string
  | number
  | boolean
  | readonly GoValue[]
  | ReadonlyMap<string, GoValue>
  | { readonly [key: string]: GoValue | undefined };

/**
 * JSON as Go's `encoding/json` writes it: on one line, keys of maps sorted bytewise, `<`, `>`, `&` and the line separators
 * of Unicode escaped. modctl shows the digest of a manifest that it has written again itself, so only these bytes keep
 * theirs.
 */
export function goJson(value: GoValue): string {
  if (typeof value === 'string') return goString(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly GoValue[]).map(goJson).join(',')}]`;
  const entries = value instanceof Map ? sorted(value) : Object.entries(value as Record<string, GoValue | undefined>);
  const members = entries.flatMap(([key, item]) => (item === undefined ? [] : [`${goString(key)}:${goJson(item)}`]));
  return `{${members.join(',')}}`;
}

/** A map of an object's own entries. */
export function goMap(entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(entries));
}

function sorted(map: ReadonlyMap<string, GoValue>): [string, GoValue][] {
  return [...map].sort(([a], [b]) => byCodePoints(a, b));
}

/** Most texts are of ASCII without anything to escape; manifests have many of them. */
const PLAIN = /^[ !#-%'-;=?-[\]-~]*$/;

/** Lone surrogates become U+FFFD as Go reads them; the rest of what JSON must escape, both escape alike. */
function goString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
