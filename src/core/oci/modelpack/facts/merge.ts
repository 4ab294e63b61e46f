import { placeholderType } from '../../../generate/to-do';
import { type Capabilities, type ModelFacts } from '../config';

/** Facts from several places as one: of each property the first place that says something counts. */
export function mergeFacts(sources: readonly ModelFacts[]): ModelFacts {
  const config = first(sources.map((source) => source.config));
  const capabilities = first<Capabilities>(sources.map((source) => source.config.capabilities ?? {}));
  return {
    descriptor: first(sources.map(({ descriptor }) => descriptor)),
    config: { ...config, ...(Object.keys(capabilities).length > 0 && { capabilities }) },
  };
}

/** Facts of which nothing is known. */
export const NO_FACTS: ModelFacts = { descriptor: {}, config: {} };

function first<T extends object>(parts: readonly T[]): T {
  return Object.assign({}, ...[...parts].reverse().map(stated)) as T;
}

/** The properties that say something: what is published has no placeholder of a document that is still to be filled in. */
export function stated<T extends object>(part: T): T {
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) => [key, valueOf(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}

function valueOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(valueOf).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  return value === '' || (typeof value === 'string' && placeholderType(value)) ? undefined : value;
}
