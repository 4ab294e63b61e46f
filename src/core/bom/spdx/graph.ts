import { type PlacedProblem } from './check/problem';
import { Columns, Mark } from './columns';
import { alike, type SpdxElement } from './element';
import { type LicenseUses } from './license-uses';
import { type Ids } from './ids';
import {
  below,
  individualClass,
  individualIds,
  propertyName,
  propertyNumber,
  spdxClass,
  type SpdxClass,
} from './table';

/** Where an id is defined: the number of the element, and whether that is the element's own id. */
export interface Definition {
  element: number;
  /** Defined by an object inside of the element. */
  inner: boolean;
  class: SpdxClass | undefined;
}

/** A relationship of the graph with its ends. */
export interface Relationship {
  /** Number of the relationship itself among the elements. */
  element: number;
  /** `relationshipType`, where it is one of the model. */
  type: string | undefined;
  from: string | undefined;
  to: readonly string[];
}

/** What follows from the shape of a graph alone, whatever its texts say; found when it is first asked for. */
export interface Shape {
  problems?: readonly PlacedProblem[];
  licenses?: LicenseUses;
}

/** The elements of a document and how they refer to each other. Elements go by their numbers: their places in the list. */
export class SpdxGraph {
  /** Numbers of the elements that define an id first, by the id's number; -1 for ids that are only mentioned. */
  private readonly owners: Int32Array;
  /** Number of the class behind an id, plus one, by the id's number; 0 where there is none. */
  private readonly classes: Uint8Array;

  private constructor(
    readonly elements: readonly SpdxElement[],
    readonly ids: Ids,
    readonly columns: Columns,
    readonly shape: Shape,
    alike?: SpdxGraph,
  ) {
    if (alike) {
      this.owners = alike.owners;
      this.classes = alike.classes;
      return;
    }
    this.owners = new Int32Array(ids.size).fill(-1);
    this.classes = new Uint8Array(ids.size);
    this.defineAll();
  }

  static of(elements: readonly SpdxElement[], ids: Ids): SpdxGraph {
    return new SpdxGraph(elements, ids, Columns.of(elements), {});
  }

  /** The graph with other elements in place of those from `from` up to `to`. */
  spliced(from: number, to: number, fresh: readonly SpdxElement[]): SpdxGraph {
    const elements = this.elements.slice();
    elements.splice(from, to - from, ...fresh);
    // Most edits change a text, and nothing about the graph.
    const isAlike = fresh.length === to - from && fresh.every((element, i) => alike(element, this.elements[from + i]!));
    if (isAlike) return new SpdxGraph(elements, this.ids, this.columns, this.shape, this);
    return new SpdxGraph(elements, this.ids, this.columns.spliced(from, to, Columns.of(fresh)), {});
  }

  private defineAll(): void {
    for (const [name, of] of individualIds()) {
      const id = this.ids.known(name);
      if (id !== undefined) this.classes[id] = spdxClass(of)!.number + 1;
    }
    const { length, ids, classes, marks } = this.columns;
    for (let i = length - 1; i >= 0; i--) {
      if (marks[i]! & Mark.inner)
        for (const { id, class: of } of this.elements[i]!.inner)
          if (id >= 0) this.define(id, i, of ? of.number + 1 : 0);
      if (ids[i]! >= 0) this.define(ids[i]!, i, classes[i]!);
    }
  }

  private define(id: number, element: number, classNumber: number): void {
    this.owners[id] = element;
    this.classes[id] = classNumber;
  }

  /** The number of the element that defines an id, by the id's number; -1 where none does. */
  ownerOf(id: number): number {
    return id < this.owners.length ? this.owners[id]! : -1;
  }

  /** The number of the class behind an id, by the id's number; -1 where there is none, or none of the model. */
  classNumberOf(id: number): number {
    return id < this.classes.length ? this.classes[id]! - 1 : -1;
  }

  /** Where an id is defined; undefined where nothing in the file defines it. */
  definitionOf(id: string): Definition | undefined {
    const number = this.ids.known(id);
    const element = number === undefined ? -1 : this.ownerOf(number);
    if (number === undefined || element < 0) return undefined;
    const own = this.elements[element]!;
    const inner = own.id !== number;
    return {
      element,
      inner,
      class: inner ? own.inner.find((object) => object.id === number)?.class : own.class,
    };
  }

  /** The class of what an id stands for: an element of the file, or an individual of the model. */
  classOf(id: string): SpdxClass | undefined {
    const individual = individualClass(id);
    return individual === undefined ? this.definitionOf(id)?.class : spdxClass(individual);
  }

  /** The id of an element; undefined where it has none. */
  idOf(element: number): string | undefined {
    const id = this.elements[element]?.id ?? -1;
    return id < 0 ? undefined : this.ids.text(id);
  }

  /** Numbers of the elements that mention an id in one of their properties, in order. */
  usersOf(id: string): readonly number[] {
    const number = this.ids.known(id);
    if (number === undefined) return [];
    const users: number[] = [];
    const { length, starts, mentions } = this.columns;
    for (let element = 0; element < length; element++)
      for (let m = starts[element]! + 1; m < starts[element + 1]!; m += 2)
        if (mentions[m] === number) {
          users.push(element);
          break;
        }
    return users;
  }

  /** The ids that an element mentions under a property. */
  mentioned(element: number, property: string): string[] {
    const sought = propertyNumber(property);
    const { mentions } = this.elements[element]!;
    const found: string[] = [];
    for (let i = 0; i < mentions.length; i += 2)
      if (mentions[i] === sought) found.push(this.ids.text(mentions[i + 1]!));
    return found;
  }

  /** Everything that an element mentions. */
  mentions(element: number): { property: string; id: string }[] {
    const { mentions } = this.elements[element]!;
    const found = [];
    for (let i = 0; i < mentions.length; i += 2)
      found.push({ property: propertyName(mentions[i]!), id: this.ids.text(mentions[i + 1]!) });
    return found;
  }

  /** Every relationship, in order. */
  *relationships(): Generator<Relationship> {
    for (const element of this.ofClass('Relationship')) {
      yield {
        element,
        type: this.elements[element]!.relation,
        from: this.mentioned(element, 'from')[0],
        to: this.mentioned(element, 'to'),
      };
    }
  }

  /** Numbers of the elements of a class or one below it. */
  *ofClass(name: string): Generator<number> {
    const isOne = below(name);
    const { length, classes } = this.columns;
    for (let i = 0; i < length; i++) if (classes[i] && isOne[classes[i]! - 1]) yield i;
  }
}
