/** Keys and indexes from an element to something inside of it. */
export type Path = readonly (string | number)[];

/** What a rule has to know to word a mistake. */
export type Facts = Readonly<Record<string, string | number | undefined>>;

/** A mistake inside of one element, without its place and words: both are found when it is shown. */
export interface Problem {
  /** Id of the rule that reports it. */
  readonly rule: string;
  /** The way to the entry or item; empty for the element itself. */
  readonly path: Path;
  /** Which part of it: the key, the value, or the beginning of the map that lacks something. */
  readonly part: 'key' | 'value' | 'head';
  readonly facts: Facts;
}

/** A reference by the numbers of its property and its id: where exactly it is written is found when it is shown. */
export interface MentionPlace {
  readonly property: number;
  readonly id: number;
}

/** A mistake at an element of a document. */
export interface PlacedProblem extends Problem {
  /** Number of the element. */
  readonly element: number;
  /** Set where the place is a reference; the path is empty then. */
  readonly mention?: MentionPlace;
}
