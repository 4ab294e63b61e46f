import schema from './modelopenness.schema.json';

/** What the schema has at a path: keys with their descriptions, rules by id, the severity of a rule, or a list. */
export type ConfigPlace =
  | { kind: 'keys'; keys: Readonly<Record<string, string>>; required: readonly string[] }
  | { kind: 'rules' }
  | { kind: 'severity'; rule: string }
  | { kind: 'overrides' };

interface Property {
  description?: string;
  $ref?: string;
}

const OVERRIDE = schema.properties.overrides.items;

/** The severities that a rule can be set to. */
export const SEVERITIES: readonly string[] = schema.$defs.severity.enum;

/** What the configuration has at a path from the root; undefined where anything goes. */
export function configPlaceAt(path: readonly (string | number)[]): ConfigPlace | undefined {
  const [first, second] = path;
  if (path.length === 0) return { kind: 'keys', keys: descriptions(schema.properties), required: [] };
  if (first === 'rules') return rulesPlace(path.slice(1));
  if (first !== 'overrides') return undefined;
  if (path.length === 1) return { kind: 'overrides' };
  if (typeof second !== 'number') return undefined;
  if (path.length === 2) return { kind: 'keys', keys: descriptions(OVERRIDE.properties), required: OVERRIDE.required };
  return path[2] === 'rules' ? rulesPlace(path.slice(3)) : undefined;
}

function rulesPlace(rest: readonly (string | number)[]): ConfigPlace | undefined {
  if (rest.length === 0) return { kind: 'rules' };
  return rest.length === 1 ? { kind: 'severity', rule: String(rest[0]) } : undefined;
}

function descriptions(properties: Readonly<Record<string, Property>>): Record<string, string> {
  // The only reference among the keys is that to the map of rules.
  const describe = ({ description }: Property): string => description ?? schema.$defs.rules.description;
  return Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, describe(property)]));
}
