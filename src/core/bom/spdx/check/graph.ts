import { licenseIgnoringCase } from '../../../licenses/catalogue';
import { Mark, relationNumber } from '../columns';
import { type SpdxElement } from '../element';
import { type SpdxGraph } from '../graph';
import {
  below,
  classNumbered,
  propertyName,
  propertyNumber,
  spdxClass,
  takenBy,
  targetOf,
  type SpdxClass,
} from '../table';
import { isBlankNode, isUri } from './formats';
import { checkLicenses } from './licenses';
import { type Facts, type MentionPlace, type Path, type PlacedProblem } from './problem';
import { checkProfiles } from './profile-claims';
import { ENDS, ONLY_IN } from './relations';

const NO_PATH: Path = [];

/** What an id stands for. */
const enum Standing {
  /** Defined in the file, with a class of the model. */
  defined = 1,
  /** Something whose class can't be told: imported, of a class of its own, or a licence of the SPDX list. */
  elsewhere,
  nowhere,
}

/** Says something about an element, or about what is behind a path in it. */
export type Say = (
  element: number,
  rule: string,
  where: Path | MentionPlace,
  part: PlacedProblem['part'],
  facts: Facts,
) => void;

/** Checks what only the whole graph shows. */
export function checkGraph(graph: SpdxGraph, damaged: boolean): PlacedProblem[] {
  return new GraphCheck(graph, damaged).run();
}

class GraphCheck {
  private readonly problems: PlacedProblem[] = [];
  /** What ids stand for that the file does not define; 0 where nobody looked. */
  private readonly outside: Uint8Array;
  private readonly used: Uint8Array;
  private readonly imported = new Set<string>();
  /** An element whose id can't be known, so that references to it lead nowhere. */
  private incomplete: boolean;
  private dangling = false;
  private readonly hasDocument: boolean;

  constructor(
    private readonly graph: SpdxGraph,
    private readonly damaged: boolean,
  ) {
    this.outside = new Uint8Array(graph.ids.size);
    this.used = new Uint8Array(graph.ids.size);
    this.incomplete = damaged;
    this.hasDocument = !graph.ofClass('SpdxDocument').next().done;
  }

  private readonly say: Say = (element, rule, where, part, facts) => {
    const place = 'id' in where ? { path: NO_PATH, mention: where } : { path: where };
    this.problems.push({ element, rule, ...place, part, facts });
  };

  run(): PlacedProblem[] {
    const { elements } = this.graph;
    this.look(elements);
    this.references();
    this.relationships(elements);
    this.documents();
    if (!this.damaged) {
      this.unreachable(elements);
      checkLicenses(this.graph, this.say);
      checkProfiles(this.graph, this.say);
    }
    return this.problems;
  }

  /** Duplicates, imports, uses, and whether every id is known. */
  private look(elements: readonly SpdxElement[]): void {
    const { graph } = this;
    const { ids, marks, mentions, length } = graph.columns;
    for (let m = 1; m < mentions.length; m += 2) this.used[mentions[m]!] = 1;
    for (let i = 0; i < length; i++) {
      const id = ids[i]!;
      if (id >= 0 && graph.ownerOf(id) !== i)
        this.say(i, 'spdx/duplicate-id', [idKey(elements[i]!)], 'value', {
          id: graph.ids.text(id),
          first: graph.ownerOf(id),
        });
      if (!marks[i]) continue;
      const { problems, imports } = elements[i]!;
      for (const imported of imports) this.imported.add(imported);
      // Others look for the id that is missing, or that was changed to one that nothing can have.
      if (
        problems.some(({ rule, path }) => rule === 'spdx/missing-id' && !path.length) ||
        ((id < 0 || !this.used[id]) && problems.some(({ rule }) => rule === 'spdx/invalid-id'))
      )
        this.incomplete = true;
    }
    if (this.imported.has('')) this.incomplete = true;
  }

  private standing(id: number): Standing {
    if (this.graph.classNumberOf(id) >= 0) return Standing.defined;
    if (this.graph.ownerOf(id) >= 0) return Standing.elsewhere;
    const known = this.outside[id]! as Standing | 0;
    if (known) return known;
    const text = this.graph.ids.text(id);
    const standing = this.imported.has(text) || isListedLicense(text) ? Standing.elsewhere : Standing.nowhere;
    this.outside[id] = standing;
    return standing;
  }

  /** References to nothing and to the wrong class. */
  private references(): void {
    const customId = propertyNumber('simplelicensing_customIdToUri');
    const collected = new Set([propertyNumber('element'), propertyNumber('rootElement')]);
    const document = spdxClass('SpdxDocument')!.number;
    const { length, starts, mentions } = this.graph.columns;
    for (let i = 0; i < length; i++) {
      for (let m = starts[i]!; m < starts[i + 1]!; m += 2) {
        const property = mentions[m]!;
        const id = mentions[m + 1]!;
        const standing = this.standing(id);
        if (standing === Standing.elsewhere) continue;
        if (standing === Standing.nowhere) {
          this.dangling = true;
          // A text of a licence may be on the web.
          if (property !== customId && !this.incomplete) this.nowhere(i, property, id);
          continue;
        }
        const number = this.graph.classNumberOf(id);
        if (property !== customId && takenBy(property)![number]) {
          if (number === document && collected.has(property))
            this.say(i, 'spdx/document-as-element', { property, id }, 'value', { property: propertyName(property) });
          continue;
        }
        const of = classNumbered(number)!;
        if (property === customId) {
          if (!TEXTS.some((name) => of.ancestors.has(name)))
            this.wrongClass(i, property, id, of, 'simplelicensing_SimpleLicensingText');
          continue;
        }
        this.wrongClass(i, property, id, of, targetOf(property)!);
      }
    }
  }

  private nowhere(element: number, property: number, id: number): void {
    const text = this.graph.ids.text(id);
    // Something outside may be meant where the file is a part of a whole; a blank node never leaves its file.
    this.say(element, 'spdx/dangling-reference', { property, id }, 'value', {
      id: text,
      property: propertyName(property),
      expected: targetOf(property),
      local: isBlankNode(text) || !isUri(text) ? 'yes' : undefined,
      fragment: this.hasDocument ? undefined : 'yes',
    });
  }

  private wrongClass(element: number, property: number, id: number, of: SpdxClass, expected: string): void {
    this.say(element, 'spdx/wrong-class', { property, id }, 'value', {
      property: propertyName(property),
      expected,
      found: of.name,
      id: this.graph.ids.text(id),
    });
  }

  private relationships(elements: readonly SpdxElement[]): void {
    const from = propertyNumber('from');
    const to = propertyNumber('to');
    const isRelationship = below('Relationship');
    const constraints = constrained();
    const { length, classes, relations, starts, mentions: all } = this.graph.columns;
    for (let i = 0; i < length; i++) {
      const constraint = constraints[relations[i]!];
      if (!constraint || !classes[i] || !isRelationship[classes[i]! - 1]) continue;
      if (!constraint.class || constraint.class[classes[i]! - 1]) {
        let fits = true;
        for (let m = starts[i]!; m < starts[i + 1]!; m += 2) {
          const isOne = all[m] === from ? constraint.from : all[m] === to ? constraint.to : undefined;
          const end = isOne ? this.graph.classNumberOf(all[m + 1]!) : -1;
          if (end >= 0 && !isOne![end]) fits = false;
        }
        if (fits) continue;
      }
      const { mentions, class: of } = elements[i]!;
      const relation = elements[i]!.relation!;
      const only = ONLY_IN.get(relation);
      if (only !== undefined && !of!.ancestors.has(only))
        this.say(i, 'spdx/relationship-ends', ['relationshipType'], 'value', { relation, only });
      const ends = ENDS.get(relation);
      if (!ends) continue;
      let wrong: { property: number; id: number; found: string; expected: string }[] | undefined;
      for (let m = 0; m < mentions.length; m += 2) {
        const expected = mentions[m] === from ? ends.from : mentions[m] === to ? ends.to : undefined;
        if (expected === undefined) continue;
        const end = this.graph.classNumberOf(mentions[m + 1]!);
        // Nothing, or nothing that is known, may stand for anything.
        if (end < 0 || below(expected)[end]) continue;
        const found = classNumbered(end)!.name;
        if (found !== 'IndividualElement')
          (wrong ??= []).push({ property: mentions[m]!, id: mentions[m + 1]!, found, expected });
      }
      if (!wrong) continue;
      const start = ends.from ?? ends.mostly;
      if (start !== undefined && ends.to !== undefined && this.reversed(mentions, start, ends.to)) {
        this.say(i, 'spdx/relationship-ends', ['relationshipType'], 'value', { relation, reversed: 'yes' });
        continue;
      }
      for (const { property, id, found, expected } of wrong)
        this.say(i, 'spdx/relationship-ends', { property, id }, 'value', {
          relation,
          property: propertyName(property),
          found,
          expected,
        });
    }
  }

  /** Whether both ends would fit if they changed places. */
  private reversed(mentions: readonly number[], from: string, to: string): boolean {
    for (let m = 0; m < mentions.length; m += 2) {
      const expected =
        propertyName(mentions[m]!) === 'from' ? to : propertyName(mentions[m]!) === 'to' ? from : undefined;
      if (expected !== undefined && !below(expected)[this.graph.classNumberOf(mentions[m + 1]!)]) return false;
    }
    return true;
  }

  private documents(): void {
    const [first, ...others] = this.graph.ofClass('SpdxDocument');
    for (const other of others) this.say(other, 'spdx/several-documents', [], 'head', { first });
  }

  /** Elements that nothing leads to. While something else is wrong, that may be the reason. */
  private unreachable(elements: readonly SpdxElement[]): void {
    const { length, ids, classes, marks } = this.graph.columns;
    if (this.dangling || this.incomplete || !this.hasDocument) return;
    if (marks.some((mark) => mark & Mark.problems)) return;
    const isElement = below('Element');
    const standing = SELF_STANDING.map(below);
    for (let i = 0; i < length; i++) {
      const [id, number] = [ids[i]!, classes[i]! - 1];
      if (id < 0 || this.used[id] || number < 0 || !isElement[number] || this.graph.ownerOf(id) !== i) continue;
      if (!standing.some((isOne) => isOne[number]))
        this.say(i, 'spdx/unreachable-element', [], 'head', { type: elements[i]!.type });
    }
  }
}

/** What is known of a relationship type: the classes that may stand at its ends and be it, by their numbers. */
type Constraint = Partial<Record<'from' | 'to' | 'class', Uint8Array>>;

let known: Constraint[] | undefined;

/** Constraints by the number of the relationship type. */
function constrained(): Constraint[] {
  if (known) return known;
  known = [];
  for (const [relation, { from, to }] of ENDS)
    known[relationNumber(relation)] = { ...(from ? { from: below(from) } : {}), ...(to ? { to: below(to) } : {}) };
  for (const [relation, only] of ONLY_IN) known[relationNumber(relation)] = { class: below(only) };
  return known;
}

/** What may hold the text of a licence that is not on the SPDX list. */
const TEXTS = [
  'expandedlicensing_CustomLicense',
  'expandedlicensing_CustomLicenseAddition',
  'simplelicensing_SimpleLicensingText',
];

/** Whether an address is that of a licence of the SPDX list, which stands for the licence in practice. */
function isListedLicense(text: string): boolean {
  const id = /^https?:\/\/spdx\.org\/licenses\/([^/]+)$/.exec(text)?.[1];
  return id !== undefined && licenseIgnoringCase(id) !== undefined;
}

/** Elements that say something of others, and that nothing has to mention. */
const SELF_STANDING = ['Relationship', 'Annotation', 'SpdxDocument'];

function idKey({ class: of }: SpdxElement): string {
  return of && !of.element ? '@id' : 'spdxId';
}
