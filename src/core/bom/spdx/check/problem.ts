/** Keys and indexes from an element to something inside of it. */
export type Path = readonly (string | number)[];

/** A mistake inside of one element, without its place and words: both are found when it is shown. */
export interface Problem {
  /** Id of the rule that reports it. */
  readonly rule: string;
  /** The way to the entry or item; empty for the element itself. */
  readonly path: Path;
  /** Which part of it: the key, the value, or the beginning of the map that lacks something. */
  readonly part: 'key' | 'value' | 'head';
  /** What the rule has to know to word it. */
  readonly facts: Readonly<Record<string, string | number | undefined>>;
}
