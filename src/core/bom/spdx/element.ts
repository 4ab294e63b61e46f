import { type Problem } from './check/problem';
import { type SpdxClass } from './table';

/** A mention of an id in an element: the property, by its number, and the id, by its number. */
export interface Mention {
  property: number;
  id: number;
}

/**
 * What is remembered of one object of the graph. It says nothing of places, so that an element that was not edited can
 * serve the next version of the text.
 */
export interface SpdxElement {
  /** `type` as written; undefined where there is none. */
  readonly type: string | undefined;
  /** The class of the model; undefined for a type that is none. */
  readonly class: SpdxClass | undefined;
  /** Number of the element's id (`spdxId`, or `@id` of what is no element); -1 where it has none. */
  readonly id: number;
  /** Numbers of the ids that are defined further inside, by objects that were written in place of a reference. */
  readonly inner: readonly InnerElement[];
  /** Properties and ids that are mentioned, in turn: `[property, id, property, id, …]`. */
  readonly mentions: readonly number[];
  /** `relationshipType`, where it is one of the model. */
  readonly relation: string | undefined;
  /** Namespaces (profiles) of what is used in it. */
  readonly profiles: number;
  /** What is wrong in the element itself, whatever else the document says. */
  readonly problems: readonly Problem[];
}

/** An object with an id that stands inside of an element. */
export interface InnerElement {
  readonly id: number;
  readonly class: SpdxClass | undefined;
}
