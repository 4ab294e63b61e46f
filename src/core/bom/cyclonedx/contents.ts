import { SCHEMA } from './generated/schema';
import { type Place } from './place';
import { definitionName, itemSchema, fieldsOf, referenceRole, resolve, type Schema, type Version } from './schema';
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
  const contents: Contents = { components: [], licenses: [], dependencies: [], names: new Map(), uses: [] };
  visit(value, rootStep(version), undefined, undefined, contents);
  return contents;
}

/** Looks at a value, and at those inside of it. */
function visit(
  value: unknown,
  { name, role, plan }: Step,
  place: Place | undefined,
  owner: Component | undefined,
  contents: Contents,
): void {
  if (typeof value === 'string' && role && place) {
    if (role === 'use') contents.uses.push({ target: value, place });
    else addName(contents.names, value, place);
  }
  if (typeof value !== 'object' || value === null || !plan) return;
  if (Array.isArray(value)) {
    if (name === 'licenseChoice' && place) contents.licenses.push({ value, place, owner });
    const { items } = plan;
    if (items) value.forEach((item, i) => visit(item, items, { parent: place, step: i }, owner, contents));
    return;
  }
  const map = value as Json;
  let inner = owner;
  if (name === 'component' && place) {
    inner = { value: map, place, owner };
    contents.components.push(inner);
  }
  if (name === 'dependency' && place) contents.dependencies.push({ value: map, place });
  for (const key of Object.keys(map)) {
    const step = plan.members.get(key);
    if (step) visit(map[key], step, { parent: place, step: key }, inner, contents);
  }
}

function addName(names: Contents['names'], name: string, place: Place): void {
  const same = names.get(name);
  if (same) same.push(place);
  else names.set(name, [place]);
}

/** The role of a text, also where a reference is one of several things that may stand there. */
export function roleOf(schema: Schema, key: string, version: Version): 'definition' | 'use' | undefined {
  const branches = resolve(schema, version).choose ?? [];
  const text = branches.find(({ when }) => when?.type === 'string');
  return referenceRole(text?.schema ?? schema, key);
}

/** What is looked for in a value: the definition that it is of, the role of a text, and what is worth a look inside. */
interface Step {
  name: string | undefined;
  role: 'definition' | 'use' | undefined;
  plan: Plan | undefined;
}

interface Plan {
  members: Map<string, Step>;
  items: Step | undefined;
}

const roots = new Map<Version, Step>();

/** Where to look in documents of a version, found once. */
function rootStep(version: Version): Step {
  let root = roots.get(version);
  if (!root) roots.set(version, (root = new Planner(version).step(SCHEMA, '')));
  return root;
}

class Planner {
  private readonly plans = new Map<Schema, Plan>();
  private readonly worth: ReadonlySet<Schema>;

  constructor(private readonly version: Version) {
    this.worth = worthReading(version);
  }

  step(schema: Schema, key: string): Step {
    const at = resolve(schema, this.version);
    const plan = this.worth.has(at) ? this.plan(at) : undefined;
    return { name: definitionName(schema), role: roleOf(schema, key, this.version), plan };
  }

  private plan(at: Schema): Plan {
    const before = this.plans.get(at);
    if (before) return before;
    const plan: Plan = { members: new Map(), items: undefined };
    // Known before it is filled: components have components.
    this.plans.set(at, plan);
    for (const { key, schema } of fieldsOf(at, this.version).values()) {
      const step = this.step(schema, key);
      if (step.role || step.plan) plan.members.set(key, step);
    }
    const items = itemSchema(at, this.version);
    const step = items && this.step(items, '');
    if (step?.role || step?.plan) plan.items = step;
    return plan;
  }
}

/** The schemas below which there can be a component, a name, a reference or a licence. */
function worthReading(version: Version): ReadonlySet<Schema> {
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
  return worth;
}
