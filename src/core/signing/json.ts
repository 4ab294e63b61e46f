import { t } from '../l10n';
import { LIMITS } from './bundle/limits';

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own value of a key: `__proto__` and the like are keys as any other. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Parses JSON that somebody else wrote.
 * @param maxValues how many values it may have; each costs memory
 * @throws {Error} with a message for people
 */
export function parseJson(bytes: Uint8Array, maxValues: number): unknown {
  measure(bytes, maxValues);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error(t('is not JSON in UTF-8'));
  }
}

/** Counts depth and values without parsing: deeply nested JSON would take gigabytes. */
function measure(bytes: Uint8Array, maxValues: number): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
    } else if (byte === COMMA) values++;
    else if (OPENING.has(byte)) {
      values++;
      if (++depth > LIMITS.depth) throw new Error(t('is nested deeper than {0} levels', LIMITS.depth));
    } else if (CLOSING.has(byte)) depth--;
    if (values > maxValues) throw new Error(t('has more than {0} values', maxValues));
  }
}
