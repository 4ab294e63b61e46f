import { SCHEMA } from './generated/schema';

/** Versions that are checked, the oldest first. */
export const VERSIONS = ['1.5', '1.6', '1.7'] as const;
export type Version = (typeof VERSIONS)[number];
export const NEWEST: Version = '1.7';

/** When a branch of a schema is meant. */
export interface When {
  type?: string;
  has?: readonly string[];
  orEmpty?: boolean;
  text?: string;
  item?: string;
  key?: string;
  value?: string;
}

export interface Branch {
  when?: When;
  schema: Schema;
}

/** A part of the table that scripts/generate/cyclonedx-schema.mjs makes of the official schemas; the keywords are explained there. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  unique?: boolean;
  license?: boolean;
  /** A text that names a `bom-ref`, though its type does not say so. */
  ref?: boolean;
  since?: string;
  valueSince?: Readonly<Record<string, readonly string[]>>;
  byVersion?: { until: string; older: Schema; newer: Schema };
  choose?: readonly Branch[];
  oneRequired?: readonly (readonly string[])[];
  anyRequired?: readonly (readonly string[])[];
  excludes?: readonly string[];
  onlyWith?: Readonly<Record<string, string>>;
  expressionAlone?: string;
  definitions?: Readonly<Record<string, Schema>>;
}

/** Name of the definition that a schema refers to. */
export function definitionName(schema: Schema | undefined): string | undefined {
  return schema?.$ref?.slice('#/definitions/'.length);
}

/** What a schema says in one version, with references followed. */
export function resolve(schema: Schema, version: Version): Schema {
  let at = schema;
  for (;;) {
    const name = definitionName(at);
    if (name) at = SCHEMA.definitions![name]!;
    else if (at.byVersion) at = version <= at.byVersion.until ? at.byVersion.older : at.byVersion.newer;
    else return at;
  }
}

/** A property as it can be used at a place. */
export interface Field {
  key: string;
  schema: Schema;
  required: boolean;
  /** The version that brought it, where it is not in all that are checked. */
  since: string | undefined;
}

/**
 * The properties of a schema in one version, newer ones included; those of branches follow its own.
 * @param keys the properties that are there: they tell which branch is meant
 */
export function fieldsOf(schema: Schema, version: Version, keys: Iterable<string> = []): Map<string, Field> {
  const fields = new Map<string, Field>();
  const written = new Set(keys);
  const add = (part: Schema): void => {
    const at = resolve(part, version);
    for (const [key, own] of Object.entries(at.properties ?? {}))
      if (!fields.has(key))
        fields.set(key, { key, schema: own, required: at.required?.includes(key) ?? false, since: own.since });
    const branches = at.choose ?? [];
    const own = branches.map((branch) => Object.keys(resolve(branch.schema, version).properties ?? {}));
    // The branch that has a written property which no other one has.
    const meant = own.findIndex((keys, i) =>
      keys.some((key) => written.has(key) && own.every((others, j) => j === i || !others.includes(key))),
    );
    for (const branch of meant < 0 ? branches : [branches[meant]!]) add(branch.schema);
  };
  add(schema);
  return fields;
}

/** The schema of a property: of a branch, where only that has it. */
export function propertySchema(schema: Schema, key: string, version: Version): Schema | undefined {
  const at = resolve(schema, version);
  if (at.properties && Object.hasOwn(at.properties, key)) return at.properties[key];
  for (const branch of at.choose ?? []) {
    const found = propertySchema(branch.schema, key, version);
    if (found) return found;
  }
  return undefined;
}

/** The schema of the items of a list. */
export function itemSchema(schema: Schema, version: Version): Schema | undefined {
  const at = resolve(schema, version);
  if (at.items) return at.items;
  for (const branch of at.choose ?? []) {
    const found = itemSchema(branch.schema, version);
    if (found) return found;
  }
  return undefined;
}

/** What the format has at a path from the root; undefined where it knows nothing. */
export function schemaAt(path: readonly (string | number)[], version: Version): Schema | undefined {
  let at: Schema | undefined = SCHEMA;
  for (const step of path) {
    if (!at) return undefined;
    at = typeof step === 'number' ? itemSchema(at, version) : propertySchema(at, step, version);
  }
  return at;
}

/** The texts that a value may be in one version; undefined where it is not one of a few. */
export function valuesOf(schema: Schema, version: Version): readonly string[] | undefined {
  const at = resolve(schema, version);
  const values = at.enum ?? (at.const === undefined ? undefined : [at.const]);
  if (values) return values.map(String).filter((value) => (sinceOf(at, value) ?? version) <= version);
  for (const branch of at.choose ?? []) {
    const found = valuesOf(branch.schema, version);
    if (found) return found;
  }
  return undefined;
}

/** The version that brought a value of an enumeration. */
export function sinceOf(schema: Schema, value: string): string | undefined {
  return Object.entries(schema.valueSince ?? {}).find(([, values]) => values.includes(value))?.[0];
}

/** Whether a value names a `bom-ref`, and whether it gives the name or refers to it. */
export function referenceRole(schema: Schema, key: string): 'definition' | 'use' | undefined {
  const name = definitionName(schema) ?? definitionName(schema.byVersion?.newer);
  if (key === 'bom-ref') return 'definition';
  return schema.ref || name === 'refLinkType' || name === 'refType' ? 'use' : undefined;
}
