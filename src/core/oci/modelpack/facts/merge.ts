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

/** The properties that say something. */
export function stated<T extends object>(part: T): T {
  const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && !value.length);
  return Object.fromEntries(Object.entries(part).filter(([, value]) => !isEmpty(value))) as T;
}
