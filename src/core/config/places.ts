import schema from './modelopenness.schema.json';

/** What the schema has at a path: keys with their descriptions, rules by id, the severity of a rule, or a list. */
export type ConfigPlace =
  | { kind: 'keys'; keys: Readonly<Record<string, string>>; required: readonly string[] }
  | { kind: 'rules' }
  | { kind: 'severity'; rule: string }
  | { kind: 'overrides' }
  | { kind: 'exceptions' }
  | { kind: 'license' };

/** A part of the schema, as far as a place needs it. */
interface Part {
  type?: string;
  description?: string;
  $ref?: string;
  properties?: Readonly<Record<string, Part>>;
  additionalProperties?: boolean | Part;
  required?: readonly string[];
  items?: Part;
}

const DEFS: Readonly<Record<string, Part>> = schema.$defs;
const ROOT: Part = schema;
const EXCEPTIONS = ROOT.properties!.licenses!.properties!.exceptions!;

/** The severities that a rule can be set to. */
export const SEVERITIES: readonly string[] = schema.$defs.severity.enum;

/** What the configuration has at a path from the root; undefined where anything goes. */
export function configPlaceAt(path: readonly (string | number)[]): ConfigPlace | undefined {
  const part = partAt(path);
  if (!part) return undefined;
  if (part === DEFS.rules) return { kind: 'rules' };
  if (part === DEFS.severity) return { kind: 'severity', rule: String(path.at(-1)) };
  if (part === ROOT.properties!.overrides) return { kind: 'overrides' };
  if (part === EXCEPTIONS) return { kind: 'exceptions' };
  if (part === DEFS.allow!.items || part === DEFS.deny!.items || part === EXCEPTIONS.items!.properties!.license)
    return { kind: 'license' };
  if (!part.properties) return undefined;
  return { kind: 'keys', keys: descriptions(part.properties), required: part.required ?? [] };
}

/** The part of the schema that is for a path. */
function partAt(path: readonly (string | number)[]): Part | undefined {
  let part: Part | undefined = ROOT;
  for (const step of path) {
    const { properties, additionalProperties, items }: Part = part;
    if (typeof step === 'number') part = items;
    else if (properties && Object.hasOwn(properties, step)) part = properties[step];
    else part = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    part = part && resolve(part);
    if (!part) return undefined;
  }
  return part;
}

function resolve(part: Part): Part {
  return part.$ref === undefined ? part : DEFS[part.$ref.slice('#/$defs/'.length)]!;
}

function descriptions(properties: Readonly<Record<string, Part>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, resolve(part).description!]));
}
