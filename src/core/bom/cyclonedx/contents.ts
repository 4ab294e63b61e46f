import { SCHEMA } from './generated/schema';
import { type Place } from './place';
import {
  definitionName,
  itemSchema,
  propertySchema,
  referenceRole,
  resolve,
  type Schema,
  type Version,
} from './schema';
import { type Json } from './values';

/** A component, wherever it stands. */
export interface Component {
  value: Json;
  place: Place;
  /** The component that it is a part, an ancestor or a tool of. */
  owner: Component | undefined;
}

/** A list of licences. */
export interface LicenseList {
  value: readonly unknown[];
  place: Place;
  /** What is licensed; undefined for the document itself and for services. */
  owner: Component | undefined;
}

/** A text that names something by its `bom-ref`. */
export interface Use {
  target: string;
  place: Place;
}

/** What an element needs. */
export interface Dependency {
  value: Json;
  place: Place;
}

/** What a document speaks of. */
export interface Contents {
  components: Component[];
  licenses: LicenseList[];
  dependencies: Dependency[];
  /** Where each `bom-ref` is given; more than once where it is given more than once. */
  names: Map<string, Place[]>;
  uses: Use[];
}

/** Finds what a document speaks of, by the schema: only where there can be something of it is looked. */
export function readContents(value: Json, version: Version): Contents {
  return new Reader(version).read(value);
}

class Reader {
  private readonly contents: Contents = { components: [], licenses: [], dependencies: [], names: new Map(), uses: [] };
  private readonly worth: ReadonlySet<Schema>;

  constructor(private readonly version: Version) {
    this.worth = worthReading(version);
  }

  read(value: Json): Contents {
    this.visit(value, SCHEMA, undefined, undefined);
    return this.contents;
  }

  private visit(value: unknown, schema: Schema, place: Place | undefined, owner: Component | undefined): void {
    if (typeof value !== 'object' || value === null) return;
    const name = definitionName(schema);
    if (Array.isArray(value)) {
      if (name === 'licenseChoice' && place) this.contents.licenses.push({ value, place, owner });
      const items = itemSchema(schema, this.version);
      if (items) value.forEach((item, i) => this.member(item, items, i, { parent: place, step: i }, owner));
      return;
    }
    let inner = owner;
    if (name === 'component' && place) {
      inner = { value: value as Json, place, owner };
      this.contents.components.push(inner);
    }
    if (name === 'dependency' && place) this.contents.dependencies.push({ value: value as Json, place });
    for (const key of Object.keys(value)) {
      const property = propertySchema(schema, key, this.version);
      if (property) this.member((value as Json)[key], property, key, { parent: place, step: key }, inner);
    }
  }

  private member(
    value: unknown,
    schema: Schema,
    key: string | number,
    place: Place,
    owner: Component | undefined,
  ): void {
    if (typeof value === 'string') this.text(value, schema, String(key), place);
    else if (this.worth.has(resolve(schema, this.version))) this.visit(value, schema, place, owner);
  }

  private text(text: string, schema: Schema, key: string, place: Place): void {
    const role = roleOf(schema, key, this.version);
    if (role === 'use') this.contents.uses.push({ target: text, place });
    if (role !== 'definition') return;
    const same = this.contents.names.get(text);
    if (same) same.push(place);
    else this.contents.names.set(text, [place]);
  }
}

/** The role of a text, also where a reference is one of several things that may stand there. */
export function roleOf(schema: Schema, key: string, version: Version): 'definition' | 'use' | undefined {
  const branches = resolve(schema, version).choose ?? [];
  const text = branches.find(({ when }) => when?.type === 'string');
  return referenceRole(text?.schema ?? schema, key);
}

const known = new Map<Version, ReadonlySet<Schema>>();

/** The schemas below which there can be a component, a name, a reference or a licence. */
function worthReading(version: Version): ReadonlySet<Schema> {
  const before = known.get(version);
  if (before) return before;
  const children = new Map<Schema, Schema[]>();
  const collect = (schema: Schema): void => {
    const at = resolve(schema, version);
    if (children.has(at)) return;
    const below = [...Object.values(at.properties ?? {}), ...(at.choose ?? []).map((branch) => branch.schema)];
    if (at.items) below.push(at.items);
    children.set(at, below);
    below.forEach(collect);
  };
  collect(SCHEMA);
  const worth = new Set<Schema>();
  const holds = (at: Schema, below: readonly Schema[]): boolean =>
    below.some((schema) => worth.has(resolve(schema, version)) || referenceRole(schema, '') === 'use') ||
    (at.properties !== undefined && 'bom-ref' in at.properties);
  for (let size = -1; size < worth.size;) {
    size = worth.size;
    for (const [at, below] of children) if (!worth.has(at) && holds(at, below)) worth.add(at);
  }
  known.set(version, worth);
  return worth;
}
