import { JSON_MARK, SPDX_PREFIX } from '../../bom/names';
import { type Json, type JsonObject } from '../../bom/view/json';

/** A property by the name that a conversion gives a property of SPDX, so that readers know what it is (docs/bom.md). */
export function spdxProperty(property: string, value: string): JsonObject {
  return { name: `${SPDX_PREFIX}${property}`, value };
}

/** An entry of a dictionary of SPDX, such as a training setting. */
export function spdxEntry(property: string, key: string, value: string): JsonObject {
  return spdxProperty(`${property}:${key}`, value);
}

/** A relationship that CycloneDX has no word for, such as that data trained a model and did not test it. */
export function spdxRelationship(relationshipType: string, to: readonly string[]): JsonObject {
  const value: Json = { type: 'Relationship', relationshipType, to: [...to] };
  return { name: `${SPDX_PREFIX}${JSON_MARK}Relationship`, value: JSON.stringify(value) };
}

/** Prefix of properties for settings of the network, which are no training settings. */
export const ARCHITECTURE_PREFIX = 'model-openness:architecture:';
