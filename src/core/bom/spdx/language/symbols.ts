import { type DocumentSymbol, type SymbolKind } from '../../../language/features';
import { t } from '../../../l10n';
import { type Span } from '../../../text/position';
import { asScalar, entryOf } from '../../../text/tree';
import { type SpdxDocument } from '../document';
import { type Relationship } from '../graph';
import { isA } from '../table';
import { shortName, shortNameOf } from './lookup';
import { inner } from './places';

/** Symbols under one other; what is left out is counted in a symbol of its own. */
const MOST_CHILDREN = 200;
/** Symbols of a whole outline. */
const MOST_SYMBOLS = 5000;
/** Levels of an outline: longer chains of relationships are cut off. */
const MOST_LEVELS = 24;

/**
 * The outline as a graph: the document, what it begins with, and under each element its relationships with the elements
 * that they lead to. Every element is shown once; what nothing leads to stands in a group at the end.
 */
export function symbols(document: SpdxDocument): DocumentSymbol[] {
  return document.size ? new Outline(document).roots() : [];
}

class Outline {
  private readonly relationships = new Map<string, Relationship[]>();
  private readonly shown = new Set<number>();
  private left = MOST_SYMBOLS;

  constructor(private readonly document: SpdxDocument) {
    for (const relationship of document.graph.relationships()) {
      if (relationship.from === undefined) continue;
      const known = this.relationships.get(relationship.from);
      if (known) known.push(relationship);
      else this.relationships.set(relationship.from, [relationship]);
    }
  }

  roots(): DocumentSymbol[] {
    const { graph } = this.document;
    const documents = [...graph.ofClass('SpdxDocument')];
    const begun = documents.length ? documents : [...graph.ofClass('ElementCollection')];
    const roots = this.elements(begun, 0);
    return [...roots, ...this.others(begun)];
  }

  /** An element with its relationships, or with what it collects. */
  private element(element: number, level: number): DocumentSymbol {
    const { document } = this;
    const { class: of, type } = document.graph.elements[element]!;
    const own = document.span(element);
    const name = asScalar(entryOf(document.node(element), 'name')?.value);
    return {
      name: shortName(document, element),
      ...(type === undefined ? {} : { detail: type.replace(/^\w+_/, '') }),
      kind: kindOf(of?.name ?? ''),
      // A collection has its elements inside, wherever they are written.
      span: of?.name === 'SpdxDocument' && document.root ? plain(document.root) : own,
      selection: name ? inner(name) : { start: own.start, end: own.start + 1 },
      children: level < MOST_LEVELS ? this.inside(element, level + 1) : [],
    };
  }

  private inside(element: number, level: number): DocumentSymbol[] {
    const { graph } = this.document;
    const id = graph.idOf(element);
    const related = (id === undefined ? undefined : this.relationships.get(id)) ?? [];
    const roots = graph.mentioned(element, 'rootElement');
    const begun = roots.length ? roots : graph.mentioned(element, 'element');
    return [
      ...this.elements(
        begun.flatMap((root) => graph.definitionOf(root)?.element ?? []),
        level,
      ),
      ...this.capped(
        related.filter(({ element: relationship }) => !this.shown.has(relationship)),
        ({ element: relationship }) => relationship,
        (relationship) => this.relationship(relationship, level),
      ),
    ];
  }

  /** Those elements that were not shown yet. */
  private elements(elements: readonly number[], level: number): DocumentSymbol[] {
    const fresh = [...new Set(elements)].filter((element) => !this.shown.has(element));
    // All of them count as shown at once: the one they have in common is shown under the first.
    return this.capped(
      fresh,
      (element) => element,
      (element) => {
        this.shown.add(element);
        return this.element(element, level);
      },
    );
  }

  /** A relationship, and under it the elements that it leads to. */
  private relationship({ element, type, to }: Relationship, level: number): DocumentSymbol {
    const { document } = this;
    this.shown.add(element);
    const span = document.span(element);
    const written = asScalar(entryOf(document.node(element), 'relationshipType')?.value);
    const ends = to.slice(0, MOST_NAMES).map((id) => shortNameOf(document, id));
    const detail = ends.join(', ') + (to.length > ends.length ? ', …' : '');
    const reached = to.flatMap((id) => {
      const defined = document.graph.definitionOf(id);
      return defined && !defined.inner ? [defined.element] : [];
    });
    return {
      name: type ?? written?.text ?? t('relationship'),
      ...(detail ? { detail } : {}),
      kind: 'relation',
      span,
      selection: written ? inner(written) : { start: span.start, end: span.start + 1 },
      children: level < MOST_LEVELS ? this.elements(reached, level + 1) : [],
    };
  }

  /** What has not been shown: in groups by what it is. */
  private others(begun: readonly number[]): DocumentSymbol[] {
    const { graph } = this.document;
    const reached = this.reachable(begun);
    const named: number[] = [];
    const lost: number[] = [];
    for (let element = 0; element < graph.elements.length; element++)
      if (!this.shown.has(element)) (reached.has(element) ? named : lost).push(element);
    return [
      ...this.group(t('Also mentioned'), named),
      ...this.group(begun.length ? t('Nothing leads here') : t('Elements'), lost),
    ];
  }

  private group(name: string, elements: readonly number[]): DocumentSymbol[] {
    const first = elements[0];
    if (first === undefined) return [];
    const { start } = this.document.span(first);
    return [
      {
        name,
        detail: String(elements.length),
        kind: 'array',
        span: { start, end: start + 1 },
        selection: { start, end: start + 1 },
        children: this.elements(elements, MOST_LEVELS),
      },
    ];
  }

  /** Everything that mentions lead to, and relationships from it. */
  private reachable(begun: readonly number[]): Set<number> {
    const { graph } = this.document;
    const found = new Set(begun);
    const waiting = [...begun];
    const add = (element: number): void => {
      if (element < 0 || found.has(element)) return;
      found.add(element);
      waiting.push(element);
    };
    for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
      const { id, mentions } = graph.elements[element]!;
      for (let i = 1; i < mentions.length; i += 2) add(graph.ownerOf(mentions[i]!));
      const own = id < 0 ? undefined : graph.idOf(element);
      if (own !== undefined) for (const { element: from } of this.relationships.get(own) ?? []) add(from);
    }
    return found;
  }

  /** Makes symbols as long as there is room, and one that tells how many there was none for. */
  private capped<T>(
    things: readonly T[],
    placeOf: (thing: T) => number,
    make: (thing: T) => DocumentSymbol,
  ): DocumentSymbol[] {
    const made: DocumentSymbol[] = [];
    for (const thing of things) {
      // Shown below one that came before.
      if (this.shown.has(placeOf(thing))) continue;
      if (made.length >= MOST_CHILDREN || this.left <= 0) {
        const { start } = this.document.span(placeOf(thing));
        const at = { start, end: start + 1 };
        const name = t('… and {0} more', things.length - things.indexOf(thing));
        made.push({ name, kind: 'array', span: at, selection: at, children: [] });
        break;
      }
      this.left--;
      made.push(make(thing));
    }
    return made;
  }
}

/** Names of the ends of a relationship that are shown. */
const MOST_NAMES = 3;

function kindOf(name: string): SymbolKind {
  if (name === 'SpdxDocument') return 'document';
  if (isA(name, 'dataset_DatasetPackage')) return 'data';
  if (isA(name, 'software_Package')) return 'component';
  if (isA(name, 'software_SoftwareArtifact')) return 'file';
  if (isA(name, 'Relationship')) return 'relation';
  if (isA(name, 'Agent')) return 'agent';
  if (isA(name, 'simplelicensing_AnyLicenseInfo') || isA(name, 'simplelicensing_SimpleLicensingText')) return 'license';
  return 'object';
}

function plain({ start, end }: Span): Span {
  return { start, end };
}
