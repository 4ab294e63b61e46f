import { FACT_FIELDS, type Draft, type ValueOf } from './draft';
import {
  CERTAINTIES,
  READER_IDS,
  SINGLE_FIELDS,
  type Certainty,
  type Conflict,
  type Dependency,
  type Fact,
  type FactField,
  type Inventory,
} from './inventory';
import { agree } from './licenses';

/** The facts of a draft: each value once, in the order in which they count. */
export type MergedFacts = { [Field in FactField]: Inventory[Field] };

/** Puts facts in order and values that are the same together. */
export function mergeFacts(draft: Draft): MergedFacts {
  return Object.fromEntries(FACT_FIELDS.map((field) => [field, merged(field, draft)])) as unknown as MergedFacts;
}

function merged<Field extends FactField>(field: Field, draft: Draft): Fact<ValueOf<Field>>[] {
  const known = new Map<string, Fact<ValueOf<Field>>>();
  for (const fact of [...draft.facts[field]].sort(byWeight)) {
    const key = keyOf(field, fact.value);
    const same = known.get(key);
    if (!same) known.set(key, { ...fact });
    else {
      same.value = joined(field, same, fact);
      if (!sameSource(same, fact)) (same.also ??= []).push(fact.source);
    }
  }
  return [...known.values()];
}

function byWeight(a: Fact<unknown>, b: Fact<unknown>): number {
  return (
    CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) ||
    READER_IDS.indexOf(a.source.reader) - READER_IDS.indexOf(b.source.reader)
  );
}

function sameSource({ source: a, also = [] }: Fact<unknown>, { source: b }: Fact<unknown>): boolean {
  return [a, ...also].some(({ path, key, line }) => path === b.path && key === b.key && line === b.line);
}

/** What makes two values the same. */
function keyOf<Field extends FactField>(field: Field, value: ValueOf<Field>): string {
  const of = value as never;
  return (KEYS[field] as ((value: never) => string) | undefined)?.(of) ?? JSON.stringify(value);
}

const plain = (text: string) => text.trim().toLowerCase();
const KEYS: { [Field in FactField]?: (value: ValueOf<Field>) => string } = {
  name: (value) => plain(value).replace(/[\s_]+/g, '-'),
  suppliers: ({ name }) => plain(name),
  authors: ({ name }) => plain(name),
  homePage: (value) => value.replace(/\/+$/, ''),
  repository: (value) => value.replace(/(?:\.git)?\/*$/, ''),
  domains: plain,
  languages: plain,
  libraries: plain,
  tags: plain,
  modelTypes: plain,
  identifiers: ({ type, value }) => `${type} ${plain(value)}`,
  licenses: ({ expression, candidates, written, scope }) =>
    `${scope} ${plain((candidates ?? [expression ?? written]).join(' '))}`,
  hyperparameters: ({ name, value }) => `${canonicalSetting(name)} ${canonicalNumber(value)}`,
  architectureSettings: ({ name, value }) => `${name} ${canonicalNumber(value)}`,
  datasets: ({ id, name, config }) => `${plain(id ?? name)} ${config ?? ''}`,
  baseModels: ({ id }) => plain(id),
  links: ({ type, target }) => `${type} ${target}`,
  sections: ({ role, heading, text }) => `${role} ${heading} ${text}`,
  dependencies: ({ name, scope = 'runtime' }) => `${scope} ${plain(name).replace(/[_.]+/g, '-')}`,
  metrics: ({ task, dataset, name, value }) =>
    JSON.stringify([task, dataset?.id ?? dataset?.name, dataset?.config, dataset?.split, plain(name), value]),
};

/** `train_batch_size` of a card is `per_device_train_batch_size` of the settings it was written from. */
export function canonicalSetting(name: string): string {
  return plain(name)
    .replace(/[\s-]+/g, '_')
    .replace(/^per_device_(train|eval)_batch_size$/, '$1_batch_size')
    .replace(/^num_train_epochs$/, 'num_epochs')
    .replace(/^lr_scheduler_type$/, 'lr_scheduler')
    .replace(/^lr$/, 'learning_rate');
}

/** A number however it is written: `2e-05` and `0.00002`. */
export function canonicalNumber(value: string): string {
  return /^[+-]?(?:\d|\.\d)/.test(value) && Number.isFinite(Number(value)) ? String(Number(value)) : plain(value);
}

/** Two statements about the same thing as one: what counts more first. */
function joined<Field extends FactField>(
  field: Field,
  { value: a }: Fact<ValueOf<Field>>,
  { value: b, certainty }: Fact<ValueOf<Field>>,
): ValueOf<Field> {
  if (typeof a !== 'object' || typeof b !== 'object') return a;
  if (field === 'dependencies') return joinedDependency(a as never, b as never, certainty) as ValueOf<Field>;
  const both = { ...b, ...a } as ValueOf<Field>;
  if (field === 'datasets') {
    const [left, right] = [a, b] as ValueOf<'datasets'>[];
    if (left!.role !== right!.role) (both as ValueOf<'datasets'>).role = 'both';
  }
  return both;
}

/** A range that is asked for and the version that was resolved belong together; a version that is only concluded adds nothing. */
function joinedDependency(a: Dependency, b: Dependency, certainty: Certainty): Dependency {
  if (a.version !== undefined || b.version === undefined || certainty !== 'stated') return a;
  return { ...b, ...a, version: b.version, purl: b.purl };
}

/** How much two counts of parameters may differ: some count buffers, others tied weights. */
const TOLERANCE = 0.05;

/**
 * What sources say of fields of which there is one value, where they contradict each other. Only what is stated or measured does:
 * guesses and conclusions give way.
 */
export function conflictsOf(facts: MergedFacts): Conflict[] {
  return SINGLE_FIELDS.flatMap((field): Conflict[] => {
    const sure = (facts[field] as Fact<unknown>[]).filter(
      ({ certainty }) => certainty === 'stated' || certainty === 'measured',
    );
    if (field !== 'licenses') return conflict(field, sure);
    // Code, data and documents may be licensed in another way than the model.
    const scopes = (sure as Inventory['licenses']).map(({ value }) => value.scope);
    return [...new Set(scopes)].flatMap((scope) =>
      conflict(
        field,
        sure.filter((_, at) => scopes[at] === scope),
      ),
    );
  });
}

/**
 * What contradicts the fact that counts. One reader may have read files of several models, or several forms of one; where any of them
 * says the same, nothing is contradicted.
 */
function conflict(field: SingleField, [first, ...more]: readonly Fact<unknown>[]): Conflict[] {
  if (!first) return [];
  const contrary = more.filter((fact) => contradicts(field, first, fact));
  const agreeing = [first, ...more.filter((fact) => !contrary.includes(fact))];
  const readers = new Set(agreeing.flatMap(({ source, also = [] }) => [source, ...also]).map(({ reader }) => reader));
  const others = contrary.filter(({ source }) => !readers.has(source.reader));
  return others.length ? [{ field, facts: [first, ...others] }] : [];
}

type SingleField = (typeof SINGLE_FIELDS)[number];

function contradicts(field: SingleField, a: Fact<unknown>, b: Fact<unknown>): boolean {
  switch (field) {
    case 'licenses': {
      const [left, right] = [a.value, b.value] as ValueOf<'licenses'>[];
      return !agree(left!, right!);
    }
    case 'name': {
      const [left, right] = [a, b].map(({ value }) =>
        plain(String(value))
          .replace(/^.*\//, '')
          .replace(/[^\p{L}\p{N}]+/gu, ''),
      );
      return !left!.includes(right!) && !right!.includes(left!);
    }
    case 'parameters': {
      const [left, right] = [Number(a.value), Number(b.value)];
      return Math.abs(left - right) > TOLERANCE * Math.max(left, right);
    }
    case 'version':
      return plain(String(a.value)).replace(/^v/, '') !== plain(String(b.value)).replace(/^v/, '');
    case 'precision':
    case 'contextLength':
      return true;
    // Texts and addresses may be written in several ways, and times are of several things.
    default:
      return false;
  }
}
