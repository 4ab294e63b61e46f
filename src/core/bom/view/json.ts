import { t } from '../../l10n';
import { MAX_JSON_LENGTH, parseJson } from '../../text/json';
import { tooDeep, tooLong } from '../../text/limits';
import { MAX_DEPTH } from '../../text/tree';
import { type Pointer } from './view';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Why a text can't be read as a BOM. */
export type BomErrorCode = 'json' | 'too-complex' | 'not-a-bom' | 'spdx-2' | 'unsupported-version' | 'same-format';

/** A text that is no BOM of a kind that is read. The message is a sentence for people. */
export class BomError extends Error {
  constructor(
    readonly code: BomErrorCode,
    message: string,
    /** Where the text is wrong, as an offset. */
    readonly offset?: number,
  ) {
    super(message);
    this.name = 'BomError';
  }
}

/**
 * Reads JSON that may come from anywhere.
 * @throws {BomError} where it is too long, too deep, or no JSON
 */
export function readJson(text: string): Json {
  const limit = tooLong(text, MAX_JSON_LENGTH, 'JSON') ?? depthProblem(text);
  if (limit) throw new BomError('too-complex', limit.message, limit.start);
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as Json;
  } catch {
    // The engine's message names no place that can be relied on; our own parser does.
    const problem = parseJson(text).problems.find(({ code }) => code === 'syntax');
    throw new BomError('json', problem?.message ?? t('This is not JSON.'), problem?.start);
  }
}

/** What recurses over a document must not run out of stack, so depth is measured first. */
function depthProblem(text: string): ReturnType<typeof tooDeep> | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > MAX_DEPTH) return tooDeep({ start: i, end: i + 1 });
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
    }
  }
  return undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of an object's own; never what every object inherits. */
export function get(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A property that is a text with something in it. */
export function text(value: Json | undefined, key: string): string | undefined {
  const found = get(value, key);
  return typeof found === 'string' && found.trim() ? found : undefined;
}

/** The items of a property that is a list, each with its pointer; a single value counts as a list of one. */
export function items(value: Json | undefined, key: string, path: Pointer): { item: Json; path: Pointer }[] {
  const found = get(value, key);
  const at = below(path, key);
  if (Array.isArray(found)) return found.map((item, index) => ({ item, path: below(at, index) }));
  return found === undefined || found === null ? [] : [{ item: found, path: at }];
}

/** A pointer one step further (RFC 6901 §3). */
export function below(path: Pointer, step: string | number): Pointer {
  return `${path}/${typeof step === 'number' ? step : step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys and indexes of a pointer. */
export function steps(path: Pointer): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
