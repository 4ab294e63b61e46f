import { type SpdxElement } from './element';
import { spdxEnum } from './table';

/** Something about an element that only few have, so that loops can pass by all others. */
export const enum Mark {
  /** Has problems of its own. */
  problems = 1,
  /** Has other objects with ids inside. */
  inner = 2,
  /** Claims profiles, imports elements or misses what a profile demands. */
  collection = 4,
}

/**
 * What loops over the graph need of every element, side by side in a few arrays: a hundred thousand objects would have to
 * be fetched from all over the memory. Elements go by their numbers.
 */
export class Columns {
  private constructor(
    readonly length: number,
    /** Number of the class, plus one; 0 where there is none. */
    readonly classes: Uint8Array,
    /** Number of the id; -1 where there is none. */
    readonly ids: Int32Array,
    /** Number of the relationship type, as {@link relationNumber} gives it. */
    readonly relations: Uint8Array,
    readonly marks: Uint8Array,
    readonly profiles: Uint16Array,
    /** Where the mentions of an element begin; they end where those of the next one begin. */
    readonly starts: Int32Array,
    /** Properties and ids that are mentioned, in turn. */
    readonly mentions: Int32Array,
  ) {}

  /** The columns of some elements. */
  static of(elements: readonly SpdxElement[]): Columns {
    const { length } = elements;
    let count = 0;
    for (const { mentions } of elements) count += mentions.length;
    const columns = Columns.empty(length, count);
    let at = 0;
    for (let i = 0; i < length; i++) {
      const { class: of, id, relation, profiles, mentions } = elements[i]!;
      columns.classes[i] = of ? of.number + 1 : 0;
      columns.ids[i] = id;
      columns.relations[i] = relationNumber(relation);
      columns.marks[i] = marksOf(elements[i]!);
      columns.profiles[i] = profiles;
      columns.starts[i] = at;
      for (let m = 0; m < mentions.length; m++) columns.mentions[at++] = mentions[m]!;
    }
    columns.starts[length] = at;
    return columns;
  }

  private static empty(length: number, mentions: number): Columns {
    return new Columns(
      length,
      new Uint8Array(length),
      new Int32Array(length),
      new Uint8Array(length),
      new Uint8Array(length),
      new Uint16Array(length),
      new Int32Array(length + 1),
      new Int32Array(mentions),
    );
  }

  /** The same columns with those of other elements in place of the ones from `from` up to `to`. */
  spliced(from: number, to: number, fresh: Columns): Columns {
    const [first, last] = [this.starts[from]!, this.starts[to]!];
    const removed = last - first;
    const added = fresh.mentions.length;
    const columns = Columns.empty(this.length - (to - from) + fresh.length, this.mentions.length - removed + added);
    for (const name of ['classes', 'ids', 'relations', 'marks', 'profiles'] as const)
      replace(columns[name], this[name], from, to, fresh[name]);
    replace(columns.mentions, this.mentions, first, last, fresh.mentions);
    const { starts } = columns;
    starts.set(this.starts.subarray(0, from));
    for (let i = 0; i < fresh.length; i++) starts[from + i] = first + fresh.starts[i]!;
    const delta = added - removed;
    for (let i = to, j = from + fresh.length; i <= this.length; i++, j++) starts[j] = this.starts[i]! + delta;
    return columns;
  }
}

type Column = Uint8Array | Uint16Array | Int32Array;

function replace(target: Column, source: Column, from: number, to: number, fresh: Column): void {
  target.set(source.subarray(0, from));
  target.set(fresh, from);
  target.set(source.subarray(to), from + fresh.length);
}

function marksOf({ problems, inner, claims, imports, liteGaps }: SpdxElement): number {
  let marks = 0;
  if (problems.length) marks |= Mark.problems;
  if (inner.length && inner.some(({ id }) => id >= 0)) marks |= Mark.inner;
  if (claims.length || imports.length || liteGaps.length) marks |= Mark.collection;
  return marks;
}

let relations: Map<string, number> | undefined;

/** The number of a relationship type, from 1; 0 where there is none. */
export function relationNumber(name: string | undefined): number {
  relations ??= new Map([...spdxEnum('RelationshipType')!].map((type, i) => [type, i + 1]));
  return name === undefined ? 0 : (relations.get(name) ?? 0);
}
