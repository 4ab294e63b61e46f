import { FACT_FIELDS, type Draft, type ValueOf } from './draft';
import {
  CERTAINTIES,
  READER_IDS,
  SINGLE_FIELDS,
  type Conflict,
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
      same.value = joined(field, same.value, fact.value);
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
  dependencies: ({ name, version, range }) => `${plain(name).replace(/[_.]+/g, '-')} ${version ?? range ?? ''}`,
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
function joined<Field extends FactField>(field: Field, a: ValueOf<Field>, b: ValueOf<Field>): ValueOf<Field> {
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a)) return a;
  const both = { ...b, ...a } as ValueOf<Field>;
  if (field === 'datasets') {
    const [left, right] = [a, b] as ValueOf<'datasets'>[];
    if (left!.role !== right!.role) (both as ValueOf<'datasets'>).role = 'both';
  }
  return both;
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
    const [first] = sure;
    if (!first) return [];
    const others = sure.slice(1).filter((fact) => contradicts(field, first, fact));
    return others.length ? [{ field, facts: [first, ...others] }] : [];
  });
}

function contradicts(field: (typeof SINGLE_FIELDS)[number], a: Fact<unknown>, b: Fact<unknown>): boolean {
  switch (field) {
    case 'licenses': {
      const [left, right] = [a.value, b.value] as ValueOf<'licenses'>[];
      return left!.scope === right!.scope && a.source.path !== b.source.path && !agree(left!, right!);
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
