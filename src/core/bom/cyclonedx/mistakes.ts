import { nearest } from '../../text/similar';
import { type SchemaError } from './checks';
import { type CycloneDxDocument } from './document';
import { validate } from './generated/validate';
import { SCHEMA } from './generated/schema';
import { stepsOf, type Path } from './place';
import { fieldsOf, itemSchema, propertySchema, resolve, VERSIONS, type Field, type Schema } from './schema';
import { isMap, valueAt, type Json } from './values';

/** The rules that report what the schema has against a document. */
export type SchemaRule =
  | 'unknown-property'
  | 'missing-property'
  | 'wrong-type'
  | 'unknown-value'
  | 'malformed-value'
  | 'newer-version'
  | 'conflicting-properties'
  | 'expression-not-alone'
  | 'duplicate-item';

/** One mistake: where, what the schema wants, and what is there. */
export interface Mistake {
  rule: SchemaRule;
  /** The way to the value that is wrong; to the map, where a property is missing or unknown. */
  path: Path;
  keyword: string;
  params: SchemaError['params'];
  /** What the format has at the path. */
  schema: Schema | undefined;
  value: unknown;
  /** The property that is missing, unknown or too new. */
  key?: string;
  /** What an unknown property most likely stands for. */
  meant?: string;
}

export type Mistakes = Readonly<Partial<Record<SchemaRule, readonly Mistake[]>>>;

const RULE_OF: Readonly<Record<string, SchemaRule>> = {
  additionalProperties: 'unknown-property',
  required: 'missing-property',
  anyRequired: 'missing-property',
  onlyWith: 'missing-property',
  oneRequired: 'missing-property',
  excludes: 'conflicting-properties',
  expressionAlone: 'expression-not-alone',
  type: 'wrong-type',
  enum: 'unknown-value',
  const: 'unknown-value',
  since: 'newer-version',
  valueSince: 'newer-version',
  unique: 'duplicate-item',
};

/** Checks a document by the schema of its version, and makes one mistake of errors that have one cause. */
export function findMistakes(document: CycloneDxDocument): Mistakes {
  const { root, value, version } = document;
  if (!root) return {};
  const written = value.specVersion;
  const stated = VERSIONS.some((known) => known === written);
  // Anything but the name of a version would be compared with those that brought a property.
  const checked = written === undefined || stated ? value : { ...value, specVersion: version };
  validate(checked);
  const errors = [...(validate.errors ?? [])];
  if (checked !== value)
    errors.unshift({
      instancePath: '/specVersion',
      keyword: typeof written === 'string' ? 'enum' : 'type',
      params: { type: 'string' },
    });
  const mistakes: Partial<Record<SchemaRule, Mistake[]>> = {};
  for (const mistake of new Collapse(document, errors).mistakes()) (mistakes[mistake.rule] ??= []).push(mistake);
  return mistakes;
}

/** Errors about one value, or about one map and its properties. */
type Group = Mistake[];

class Collapse {
  /** The same mistake may be made a hundred thousand times. */
  private readonly fields = new Map<Schema, Map<string, Field>>();
  private readonly nearest = new Map<string, string | undefined>();

  constructor(
    private readonly document: CycloneDxDocument,
    private readonly errors: readonly SchemaError[],
  ) {}

  mistakes(): Mistake[] {
    const byPath = new Map<string, Group>();
    for (const error of this.errors) {
      const group = byPath.get(error.instancePath);
      const mistake = this.read(error, group?.[0]);
      if (group) group.push(mistake);
      else byPath.set(error.instancePath, [mistake]);
    }
    const tooNew = [...byPath].filter(([, group]) => group.some(({ keyword }) => keyword === 'since'));
    const newer = new Set(tooNew.map(([pointer]) => pointer));
    return [...byPath.values()].flatMap((group) => this.causes(group, newer));
  }

  private read({ instancePath, keyword, params }: SchemaError, same: Mistake | undefined): Mistake {
    const known = same ?? this.locate(instancePath);
    const key = params.missingProperty ?? params.additionalProperty;
    return {
      rule: RULE_OF[keyword] ?? 'malformed-value',
      path: known.path,
      keyword,
      params,
      schema: known.schema,
      value: known.value,
      ...(typeof key === 'string' ? { key } : {}),
    };
  }

  /** What stands at a pointer, and what the format has there. */
  private locate(pointer: string): Pick<Mistake, 'path' | 'schema' | 'value'> {
    const { version } = this.document;
    const path: (string | number)[] = [];
    let value: unknown = this.document.value;
    let schema: Schema | undefined = SCHEMA;
    for (const part of stepsOf(pointer)) {
      const list = Array.isArray(value);
      schema = schema && (list ? itemSchema(schema, version) : propertySchema(schema, part, version));
      path.push(list ? Number(part) : part);
      value = valueAt(value, [path.at(-1)!]);
    }
    return { path, schema, value };
  }

  /** The errors of a group that are no echo of another one. */
  private causes(group: Group, newer: ReadonlySet<string>): Mistake[] {
    const [first] = group;
    const wrongType = group.find(({ keyword }) => keyword === 'type');
    const tooNew = group.find(({ rule }) => rule === 'newer-version');
    if (tooNew) {
      const parents = first!.path.slice(0, -1);
      const inside = parents.some((_, i) => newer.has(`/${parents.slice(0, i + 1).join('/')}`));
      const rest = group.filter(({ rule }) => rule !== 'newer-version');
      return inside ? rest : [{ ...tooNew, key: String(first!.path.at(-1)) }, ...this.causes(rest, newer)];
    }
    if (wrongType) return [wrongType];
    if (!isMap(first?.value)) return group.slice(0, 1);
    return this.properties(group, first.value);
  }

  /** Of a map: a misspelt property is not missing as well, and one of another branch excludes those of this one. */
  private properties(group: Group, map: Json): Mistake[] {
    const schema = group[0]?.schema;
    const fields = schema ? this.fieldsOf(schema) : new Map<string, Field>();
    const meant = new Set<string>();
    const unknown = group
      .filter(({ keyword }) => keyword === 'additionalProperties')
      .map((mistake): Mistake => {
        const word = this.meantBy(mistake.key!, fields, map);
        if (word) meant.add(word);
        // What belongs to another branch is right alone, but not beside what is there.
        if (fields.has(mistake.key!)) return { ...mistake, rule: 'conflicting-properties' };
        return word ? { ...mistake, meant: word } : mistake;
      });
    const conflicts = unknown.some(({ rule }) => rule === 'conflicting-properties');
    const rest = group.filter((mistake) => {
      const { keyword, key, params } = mistake;
      if (keyword === 'additionalProperties') return false;
      if (keyword === 'required') {
        // Where a misspelt property tells the branch, what the wrong branch lacks is an echo.
        const otherBranch = [...meant].some((word) => !this.besides(schema, word, key!));
        return !meant.has(key!) && !otherBranch && !conflicts;
      }
      const groups = params.wanted as readonly (readonly string[])[] | undefined;
      return !(keyword.endsWith('Required') && groups?.flat().some((word) => meant.has(word)));
    });
    return [
      ...unknown,
      ...rest.map((mistake) =>
        isTwice(mistake, map) ? { ...mistake, rule: 'conflicting-properties' as const } : mistake,
      ),
    ];
  }

  private fieldsOf(schema: Schema): Map<string, Field> {
    let fields = this.fields.get(schema);
    if (!fields) this.fields.set(schema, (fields = fieldsOf(schema, this.document.version)));
    return fields;
  }

  /** Whether two properties can stand in one map. */
  private besides(schema: Schema | undefined, a: string, b: string): boolean {
    const { version } = this.document;
    return !schema || !resolve(schema, version).choose || fieldsOf(schema, version, [a]).has(b);
  }

  private meantBy(key: string, fields: ReadonlyMap<string, Field>, map: Json): string | undefined {
    const free = [...fields.values()]
      .filter((field) => !Object.hasOwn(map, field.key) && (field.since ?? '') <= this.document.version)
      .map((field) => field.key);
    const alias = Object.hasOwn(ALIASES, key.toLowerCase()) ? ALIASES[key.toLowerCase()]! : [];
    const question = `${key} ${free.join()}`;
    if (!this.nearest.has(question))
      this.nearest.set(question, alias.find((word) => free.includes(word)) ?? nearest(key, free));
    return this.nearest.get(question);
  }
}

/** Other words for a property, in small letters. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  license: ['licenses'],
  licence: ['licenses', 'license'],
  licences: ['licenses'],
  ref: ['bom-ref'],
  'bom-ref': ['ref'],
  checksum: ['hashes'],
  checksums: ['hashes'],
  hash: ['hashes'],
  alg: ['algorithm'],
  algorithm: ['alg'],
  urls: ['url'],
  uri: ['url'],
  limitations: ['technicalLimitations'],
  metrics: ['performanceMetrics'],
  architecture: ['modelArchitecture'],
  dependson: ['dependsOn'],
  depends: ['dependsOn'],
  vendor: ['supplier'],
};

/** Whether more than one of several properties is there, of which one is allowed. */
function isTwice({ keyword, params }: Mistake, map: Json): boolean {
  if (keyword !== 'oneRequired') return false;
  const groups = params.wanted as readonly (readonly string[])[];
  return groups.filter((keys) => keys.every((key) => Object.hasOwn(map, key))).length > 1;
}
