import { fnv1a } from '../bom/convert/ids';
import { isObject, type Json, type JsonObject } from '../bom/view/json';
import { CERTAINTIES, type Certainty, type Fact, type FactSource } from '../modelfolder/inventory';

/*
 * Documents carry where each of their values comes from: so that a reader can check it, and so that an update knows what people
 * wrote since. SPDX has annotations for it, CycloneDX properties, and YAML comments.
 */

/** Media type of the statement of an annotation that holds origins. */
export const ORIGINS_MEDIA_TYPE = 'application/vnd.model-openness.origins+json';

/** Name of the property of a CycloneDX component that holds origins. */
export const ORIGINS_PROPERTY = 'model-openness:origins';

/** Where one property of an element came from, and what was written. */
export interface PropertyOrigin {
  sources: FactSource[];
  certainty: Certainty;
  /** Short hash of the value as it was generated, of each item of a list: another value was written by hand. */
  was: string | string[];
}

/** Origins by property; of properties of objects in it, by their path with `/` between keys. */
export type Origins = ReadonlyMap<string, PropertyOrigin>;

/** The least sure of several facts decides. */
export function certaintyOf(facts: readonly Fact<unknown>[]): Certainty {
  return CERTAINTIES.findLast((each) => facts.some(({ certainty }) => certainty === each)) ?? 'derived';
}

/** The places that facts were read at, each once. What is known of a thing, such as a dataset, may be from several. */
export function sourcesOf(facts: readonly Fact<unknown>[]): FactSource[] {
  const places = facts.flatMap(({ value, source, also = [] }) => [source, ...(typeof value === 'object' ? also : [])]);
  return [...new Map(places.map((source) => [JSON.stringify(source), source])).values()];
}

/** What is remembered of a value: its hash, or that of each item of a list. */
export function remembered(value: Json): string | string[] {
  return Array.isArray(value) ? value.map(hashOf) : hashOf(value);
}

/** A short hash of a value, to tell whether it was changed. It protects nothing. */
export function hashOf(value: Json): string {
  return fnv1a(JSON.stringify(value), 0).toString(16).padStart(8, '0');
}

/** Origins as JSON on one line; lines are counted from 1, as people do. */
export function writeOrigins(origins: Origins): string {
  return JSON.stringify(
    Object.fromEntries(
      [...origins].map(([property, { sources, certainty, was }]) => [
        property,
        { ...(sources.length ? { from: sources.map(writeSource), sure: certainty } : {}), was },
      ]),
    ),
  );
}

function writeSource({ path, key, line, reader }: FactSource): JsonObject {
  return {
    path,
    ...(line === undefined ? {} : { line: line + 1 }),
    ...(key === undefined ? {} : { key }),
    reader,
  };
}

/** Origins as they were written; what somebody changed into something else is left out. */
export function readOrigins(text: string): Origins {
  const origins = new Map<string, PropertyOrigin>();
  const root = parsed(text);
  if (!isObject(root)) return origins;
  for (const [property, value] of Object.entries(root)) {
    if (!isObject(value)) continue;
    const was = readWas(value['was']);
    if (was === undefined) continue;
    const from = Array.isArray(value['from']) ? value['from'] : [];
    const certainty = CERTAINTIES.find((each) => each === value['sure']) ?? 'guessed';
    origins.set(property, { sources: from.flatMap(readSource), certainty, was });
  }
  return origins;
}

function readWas(value: Json | undefined): string | string[] | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function readSource(value: Json): FactSource[] {
  if (!isObject(value) || typeof value['path'] !== 'string') return [];
  const { path, key, line, reader } = value;
  return [
    {
      path: path as string,
      ...(typeof key === 'string' ? { key } : {}),
      ...(typeof line === 'number' ? { line: line - 1 } : {}),
      reader: reader as FactSource['reader'],
    },
  ];
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
