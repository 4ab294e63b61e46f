import { licenseIgnoringCase } from '../../../licenses/catalogue';
import { type SpdxElement } from '../element';
import { type SpdxGraph } from '../graph';
import { below, classNumbered, propertyName, propertyNumber, spdxClass, targetOf, type SpdxClass } from '../table';
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
  /** Number of the first SpdxDocument; -1 where there is none. */
  private readonly document: number;

  constructor(
    private readonly graph: SpdxGraph,
    private readonly damaged: boolean,
  ) {
    this.outside = new Uint8Array(graph.ids.size);
    this.used = new Uint8Array(graph.ids.size);
    this.incomplete = damaged;
    this.document = graph.elements.findIndex(({ class: of }) => of?.name === 'SpdxDocument');
  }

  private readonly say: Say = (element, rule, where, part, facts) => {
    const place = 'id' in where ? { path: NO_PATH, mention: where } : { path: where };
    this.problems.push({ element, rule, ...place, part, facts });
  };

  run(): PlacedProblem[] {
    const { elements } = this.graph;
    this.look(elements);
    this.references(elements);
    this.relationships(elements);
    this.documents(elements);
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
    for (let i = 0; i < elements.length; i++) {
      const { id, mentions, problems } = elements[i]!;
      if (id >= 0 && graph.ownerOf(id) !== i)
        this.say(i, 'spdx/duplicate-id', [idKey(elements[i]!)], 'value', {
          id: graph.ids.text(id),
          first: graph.ownerOf(id),
        });
      for (let m = 1; m < mentions.length; m += 2) this.used[mentions[m]!] = 1;
      if (problems.length && problems.some(({ rule, path }) => rule === 'spdx/missing-id' && !path.length))
        this.incomplete = true;
    }
    for (let i = 0; i < elements.length; i++) {
      const { id, problems, class: of } = elements[i]!;
      // An id that was changed to one that none can have is what others look for.
      if (problems.length && (id < 0 || !this.used[id]) && problems.some(({ rule }) => rule === 'spdx/invalid-id'))
        this.incomplete = true;
      if (of?.name === 'SpdxDocument') for (const imported of elements[i]!.imports) this.imported.add(imported);
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
  private references(elements: readonly SpdxElement[]): void {
    const customId = propertyNumber('simplelicensing_customIdToUri');
    const collected = new Set([propertyNumber('element'), propertyNumber('rootElement')]);
    const document = spdxClass('SpdxDocument')!.number;
    for (let i = 0; i < elements.length; i++) {
      const { mentions } = elements[i]!;
      for (let m = 0; m < mentions.length; m += 2) {
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
        if (property !== customId && below(targetOf(property)!)[number]) {
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
      fragment: this.document < 0 ? 'yes' : undefined,
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
    for (let i = 0; i < elements.length; i++) {
      const { relation, class: of, mentions } = elements[i]!;
      if (relation === undefined || !of || !isRelationship[of.number]) continue;
      const only = ONLY_IN.get(relation);
      if (only !== undefined && !of.ancestors.has(only))
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

  private documents(elements: readonly SpdxElement[]): void {
    const first = this.document;
    if (first < 0) return;
    for (let i = first + 1; i < elements.length; i++)
      if (elements[i]!.class?.name === 'SpdxDocument') this.say(i, 'spdx/several-documents', [], 'head', { first });
  }

  /** Elements that nothing leads to. While something else is wrong, that may be the reason. */
  private unreachable(elements: readonly SpdxElement[]): void {
    if (this.dangling || this.incomplete || elements.some(({ problems }) => problems.length)) return;
    if (this.document < 0) return;
    for (let i = 0; i < elements.length; i++) {
      const { id, class: of, type } = elements[i]!;
      if (id < 0 || this.used[id] || this.graph.ownerOf(id) !== i || !of?.element) continue;
      if (SELF_STANDING.some((name) => below(name)[of.number])) continue;
      this.say(i, 'spdx/unreachable-element', [], 'head', { type });
    }
  }
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
