/** The keys that hold an object's own id: `spdxId` of elements, `@id` of everything else. */
export const ID_KEYS: ReadonlySet<string> = new Set(['spdxId', '@id']);

/** The keys that every object may have and that are no property of a class. */
export const COMMON_KEYS: ReadonlySet<string> = new Set(['type', 'spdxId', '@id']);
