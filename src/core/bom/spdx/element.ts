import { type Problem } from './check/problem';
import { type SpdxClass } from './table';

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
  /** Objects that are written inside, in place of a reference. */
  readonly inner: readonly InnerElement[];
  /** Properties and ids that are mentioned, both by their numbers, in turn: `[property, id, property, id, …]`. */
  readonly mentions: readonly number[];
  /** `relationshipType`; a misspelt one as what it most likely means. */
  readonly relation: string | undefined;
  /** `simplelicensing_licenseExpression` of a licence expression. */
  readonly expression: string | undefined;
  /** `scope` of a relationship. */
  readonly scope: string | undefined;
  /** Whether the element has a comment. */
  readonly commented: boolean;
  /** Profiles whose classes or properties are used, as the bits of `check/profiles.ts`. */
  readonly profiles: number;
  /** `profileConformance` of a collection. */
  readonly claims: readonly string[];
  /** Ids that a document imports. */
  readonly imports: readonly string[];
  /** What the Lite profile would miss. */
  readonly liteGaps: readonly string[];
  /** What is wrong in the element itself, whatever else the document says. */
  readonly problems: readonly Problem[];
}

/** An object with an id that stands inside of an element. */
export interface InnerElement {
  /** -1 where it has none. */
  readonly id: number;
  readonly class: SpdxClass | undefined;
}

/** Whether two versions of an element have the same part in the graph, whatever their texts say. */
export function alike(a: SpdxElement, b: SpdxElement): boolean {
  return (
    a.type === b.type &&
    a.id === b.id &&
    a.relation === b.relation &&
    a.scope === b.scope &&
    a.commented === b.commented &&
    a.profiles === b.profiles &&
    equal(a.mentions, b.mentions) &&
    equal(a.claims, b.claims) &&
    equal(a.imports, b.imports) &&
    equal(a.liteGaps, b.liteGaps) &&
    equal(
      a.inner.flatMap((object) => [object.id, object.class?.name]),
      b.inner.flatMap((object) => [object.id, object.class?.name]),
    ) &&
    equal(
      a.problems.map(({ rule }) => rule),
      b.problems.map(({ rule }) => rule),
    )
  );
}

function equal<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
