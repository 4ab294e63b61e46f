import { SPDX_TABLE } from './generated/table';

/** What kind of value a property has. */
export type SpdxType =
  | 'string'
  | 'dateTime'
  | 'anyURI'
  | 'decimal'
  | 'boolean'
  | 'nonNegativeInteger'
  | 'positiveInteger'
  | 'enum'
  | 'class';

/** How the text of a property has to look besides its type. */
export type SpdxPattern = 'semver' | 'media';

/** A property as one class has it: the class may demand more of it than its ancestors do. */
export interface SpdxProperty {
  /** As it is written in JSON: `ai_domain`. */
  readonly name: string;
  /** Number of the name; the same for every class that has it. */
  readonly number: number;
  readonly type: SpdxType;
  /** Name of the enumeration or class. */
  readonly target: string | undefined;
  /** Written as an array, even where exactly one is demanded. */
  readonly list: boolean;
  readonly min: number;
  readonly max: number;
  /** Demanded by the prose only ("External properties restrictions"): no schema and no SHACL shape has it. */
  readonly mandatory: boolean;
  readonly pattern: SpdxPattern | undefined;
  /** The class that brings the property in. */
  readonly owner: string;
}

/** A class of the model with everything it inherits. */
export interface SpdxClass {
  /** As it is written in JSON: `ai_AIPackage`. */
  readonly name: string;
  readonly abstract: boolean;
  readonly parent: string | undefined;
  /** The class itself and all above it. */
  readonly ancestors: ReadonlySet<string>;
  /** Own and inherited properties, inherited ones first. */
  readonly properties: ReadonlyMap<string, SpdxProperty>;
  /** Those without which no instance can be. */
  readonly required: readonly SpdxProperty[];
  /** Whether instances have a `spdxId` and stand in the graph; others are written inside of elements. */
  readonly element: boolean;
  /** The profile the class belongs to, as `profileConformance` names it. */
  readonly profile: string;
  /** Number of the class. */
  readonly number: number;
}

const TYPES: Readonly<Record<string, SpdxType>> = {
  s: 'string',
  t: 'dateTime',
  u: 'anyURI',
  d: 'decimal',
  b: 'boolean',
  n0: 'nonNegativeInteger',
  n1: 'positiveInteger',
};

const CARDINALITIES: Readonly<Record<string, { list: boolean; min: number }>> = {
  '!': { list: false, min: 1 },
  '?': { list: false, min: 0 },
  '+': { list: true, min: 1 },
  '*': { list: true, min: 0 },
  '++': { list: true, min: 2 },
};

/** Profiles by the prefix of their names in JSON. */
const PROFILES: Readonly<Record<string, string>> = {
  '': 'core',
  ai: 'ai',
  build: 'build',
  dataset: 'dataset',
  expandedlicensing: 'expandedLicensing',
  extension: 'extension',
  security: 'security',
  simplelicensing: 'simpleLicensing',
  software: 'software',
};

interface Table {
  classes: Map<string, SpdxClass>;
  enums: Map<string, ReadonlySet<string>>;
  /** Numbers of properties by name. */
  numbers: Map<string, number>;
  /** Names of properties by number. */
  names: string[];
  /** Classes of individuals by every name and IRI they have. */
  individuals: Map<string, string>;
}

let table: Table | undefined;

/** The table is unpacked on first use: start-up does not pay for it. */
function unpacked(): Table {
  if (table) return table;
  const made: Table = { classes: new Map(), enums: new Map(), numbers: new Map(), names: [], individuals: new Map() };
  const rows: { name: string; abstract: boolean; parent: string | undefined; own: string }[] = [];
  const patterns = new Map<string, SpdxPattern>();
  const mandatory = new Map<string, Map<string, boolean>>();
  for (const line of SPDX_TABLE.split('\n')) {
    const [word, rest = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    if (word === 'enum') {
      const [name, values] = rest.split(': ') as [string, string];
      made.enums.set(name, new Set(values.split(' ')));
    } else if (word === 'pattern') {
      const [name, pattern] = rest.split(' ') as [string, SpdxPattern];
      patterns.set(name, pattern);
    } else if (word === 'mandatory') {
      const [name, list] = rest.split(': ') as [string, string];
      mandatory.set(name, new Map(list.split(', ').map((p) => [p.replace('=1', ''), p.endsWith('=1')])));
    } else if (word === 'individual') {
      const [, name, of, same] = /^(\w+): (\w+) = (.*)$/.exec(rest) as unknown as [string, string, string, string];
      for (const id of [name, ...same.split(' ')]) made.individuals.set(id, of);
    } else {
      const [, abstract, name, parent, own = ''] = /^(abstract )?(\w+)(?: < (\w+))?(?:: (.*))?$/.exec(
        line,
      ) as unknown as [string, string | undefined, string, string | undefined, string | undefined];
      rows.push({ name, abstract: abstract !== undefined, parent, own });
    }
  }
  const byName = new Map(rows.map((row) => [row.name, row]));
  const build = (name: string): SpdxClass => {
    const known = made.classes.get(name);
    if (known) return known;
    const row = byName.get(name)!;
    const above = row.parent === undefined ? undefined : build(row.parent);
    const properties = new Map(above?.properties);
    for (const written of row.own ? row.own.split(', ') : []) {
      const property = readProperty(written, row.name, patterns, made);
      properties.set(property.name, property);
    }
    for (const [key, one] of mandatory.get(name) ?? []) {
      const property = properties.get(key)!;
      properties.set(key, { ...property, min: 1, max: one ? 1 : property.max, mandatory: true });
    }
    const ancestors = new Set([name, ...(above?.ancestors ?? [])]);
    const result: SpdxClass = {
      name,
      abstract: row.abstract,
      parent: row.parent,
      ancestors,
      properties,
      required: [...properties.values()].filter(({ min }) => min > 0),
      element: ancestors.has('Element'),
      profile: profileOf(name),
      number: made.classes.size,
    };
    made.classes.set(name, result);
    return result;
  };
  for (const { name } of rows) build(name);
  table = made;
  return made;
}

function readProperty(
  written: string,
  owner: string,
  patterns: ReadonlyMap<string, SpdxPattern>,
  { numbers, names }: Table,
): SpdxProperty {
  const [, short, kind, cardinality] = /^([~\w]+):(@?\w+)(\+\+|[!?+*])$/.exec(written) as unknown as string[];
  const name = short!.replace('~', `${owner.slice(0, owner.indexOf('_'))}_`);
  if (!numbers.has(name)) {
    numbers.set(name, names.length);
    names.push(name);
  }
  const isEnum = kind!.startsWith('@');
  const { list, min } = CARDINALITIES[cardinality!]!;
  const type = isEnum ? 'enum' : (TYPES[kind!] ?? 'class');
  return {
    name,
    number: numbers.get(name)!,
    type,
    target: isEnum ? kind!.slice(1) : type === 'class' ? kind! : undefined,
    list,
    min,
    max: list ? Infinity : 1,
    mandatory: false,
    pattern: patterns.get(name),
    owner,
  };
}

/** The profile of a class or property by the prefix of its name. */
export function profileOf(name: string): string {
  return PROFILES[name.includes('_') ? name.slice(0, name.indexOf('_')) : ''] ?? 'core';
}

/** Every class by its name, abstract ones included. */
export function spdxClasses(): ReadonlyMap<string, SpdxClass> {
  return unpacked().classes;
}

/** The class with exactly this name. */
export function spdxClass(name: string): SpdxClass | undefined {
  return unpacked().classes.get(name);
}

/** The values of an enumeration, in the order of the model; undefined for a name that is none. */
export function spdxEnum(name: string): ReadonlySet<string> | undefined {
  return unpacked().enums.get(name);
}

/** Every enumeration by its name. */
export function spdxEnums(): ReadonlyMap<string, ReadonlySet<string>> {
  return unpacked().enums;
}

/** Whether a class is another one or stands below it. */
export function isA(name: string, ancestor: string): boolean {
  return unpacked().classes.get(name)?.ancestors.has(ancestor) ?? false;
}

const lines = new Map<string, Uint8Array>();

/** For every class, by its number: 1 where it is a class or stands below it. For loops over many elements. */
export function below(name: string): Uint8Array {
  let line = lines.get(name);
  if (!line) {
    const { classes } = unpacked();
    line = new Uint8Array(classes.size);
    for (const { number, ancestors } of classes.values()) if (ancestors.has(name)) line[number] = 1;
    lines.set(name, line);
  }
  return line;
}

/** For every class, by its number: 1 where a property takes it; undefined for a property that asks for no class. */
export function takenBy(property: number): Uint8Array | undefined {
  return (taken ??= propertyNames().map((_, i) => {
    const target = targetOf(i);
    return target === undefined ? undefined : below(target);
  }))[property];
}

let taken: (Uint8Array | undefined)[] | undefined;

/** The class with a number. */
export function classNumbered(number: number): SpdxClass | undefined {
  return (byNumber ??= [...unpacked().classes.values()].sort((a, b) => a.number - b.number))[number];
}

let byNumber: SpdxClass[] | undefined;

/** The classes that can be written where a class is asked for: those below it that are not abstract, by name. */
export function instantiable(name: string): SpdxClass[] {
  return [...unpacked().classes.values()].filter((c) => !c.abstract && c.ancestors.has(name));
}

/** The number of a property's name; -1 for a name that no class has. */
export function propertyNumber(name: string): number {
  return unpacked().numbers.get(name) ?? -1;
}

/** The property's name behind a number. */
export function propertyName(number: number): string {
  return unpacked().names[number]!;
}

/** Every name of a property. */
export function propertyNames(): readonly string[] {
  return unpacked().names;
}

/** The classes that bring a property in; those below them have it too. */
export function ownersOf(property: string): SpdxClass[] {
  return [...unpacked().classes.values()].filter((c) => c.properties.get(property)?.owner === c.name);
}

/** The class of a thing that the model itself defines, such as `NoAssertionElement`; by its name or its IRI. */
export function individualClass(id: string): string | undefined {
  return unpacked().individuals.get(id);
}

/** The class that a property asks for, by the property's number; undefined for those that ask for none. */
export function targetOf(property: number): string | undefined {
  return (targets ??= propertyNames().map((name) => ownersOf(name)[0]!.properties.get(name)!.target))[property];
}

let targets: (string | undefined)[] | undefined;

/** Every name and IRI of the individuals of the model, with their classes. */
export function individualIds(): ReadonlyMap<string, string> {
  return unpacked().individuals;
}

/** Every individual of the model by its short name, with its class. */
export function individuals(): readonly (readonly [string, string])[] {
  return [...unpacked().individuals].filter(([id]) => !id.includes(':'));
}
