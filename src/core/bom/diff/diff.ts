import { COMPONENT_FACTS, placeOf, type BomFormat, type FactName } from '../view/fields';
import { factsOf, type BomComponent, type BomView, type ComponentKind, type Fact, type Facts } from '../view/view';
import { canonicalExpression } from './expression';
import { kindKey, matchComponents, type Match, type MatchedBy } from './match';

/** One thing that two BOMs say differently. Values that both have are left out. */
export interface FieldChange {
  field: FactName | 'kind';
  /** Name of the metric, hyperparameter, hash, …, where the field holds several. */
  key?: string;
  before: readonly string[];
  after: readonly string[];
}

export interface ComponentSummary {
  kind: ComponentKind;
  name: string;
  version?: string;
}

export interface ComponentChange {
  component: ComponentSummary;
  /** Name in A, where B has another. */
  renamedFrom?: string;
  matchedBy: MatchedBy;
  fields: readonly FieldChange[];
}

export interface RelationChange {
  type: string;
  from: string;
  to: string;
}

export interface BomDiff {
  equal: boolean;
  formats: readonly [BomFormat, BomFormat];
  document: readonly FieldChange[];
  added: readonly ComponentSummary[];
  removed: readonly ComponentSummary[];
  changed: readonly ComponentChange[];
  addedRelations: readonly RelationChange[];
  removedRelations: readonly RelationChange[];
  /** Fields that one BOM fills and the format of the other has no place for. */
  notCompared: readonly FactName[];
}

/** What the BOM itself says that is worth comparing. */
const DOCUMENT_FACTS: readonly FactName[] = [
  'docFormat',
  'docFormatVersion',
  'docId',
  'docName',
  'docVersion',
  'docAuthor',
  'docTool',
  'docToolVersion',
  'docCreated',
  'docContext',
  'docLicense',
];

/** Facts that tell one BOM from the same BOM in another format. */
const OF_THE_FORMAT: readonly FactName[] = [
  'docFormat',
  'docFormatVersion',
  'docId',
  'docContext',
  'purpose',
  'property',
];

/** Compares what two BOMs say, not how it is written. */
export function diffBoms(a: BomView, b: BomView): BomDiff {
  return new Differ(a, b).diff();
}

class Differ {
  private readonly sameFormat: boolean;
  private readonly notCompared = new Set<FactName>();

  constructor(
    private readonly a: BomView,
    private readonly b: BomView,
  ) {
    this.sameFormat = a.format === b.format;
  }

  diff(): BomDiff {
    const { a, b } = this;
    const { matches, onlyA, onlyB } = matchComponents(a.components, b.components);
    const document = DOCUMENT_FACTS.flatMap((name) => this.changes(name, a.document, b.document));
    const changed = matches.flatMap((match) => this.component(match));
    const { added: addedRelations, removed: removedRelations } = this.relations(matches);
    const added = onlyB.map(summary);
    const removed = onlyA.map(summary);
    const all = [document, added, removed, changed, addedRelations, removedRelations];
    return {
      equal: all.every((part) => part.length === 0),
      formats: [a.format, b.format],
      document,
      added,
      removed,
      changed,
      addedRelations,
      removedRelations,
      notCompared: COMPONENT_FACTS.filter((name) => this.notCompared.has(name)),
    };
  }

  private component({ a, b, by }: Match): ComponentChange[] {
    const fields: FieldChange[] = COMPONENT_FACTS.flatMap((name) => this.changes(name, a.facts, b.facts));
    const sameKind = this.sameFormat ? a.kind === b.kind : kindKey(a) === kindKey(b);
    if (!sameKind) fields.unshift({ field: 'kind', before: [a.kind], after: [b.kind] });
    if (!fields.length) return [];
    const renamed = a.name !== b.name && fields.some(({ field }) => field === 'name');
    return [{ component: summary(b), ...(renamed ? { renamedFrom: a.name } : {}), matchedBy: by, fields }];
  }

  private changes(name: FactName, a: Facts, b: Facts): FieldChange[] {
    if (!this.sameFormat && OF_THE_FORMAT.includes(name)) return [];
    const before = factsOf(a, name);
    const after = factsOf(b, name);
    if (!before.length && !after.length) return [];
    if (!before.length !== !after.length) {
      const silent = before.length ? this.b : this.a;
      if (!this.sameFormat && placeOf(name, silent.format) === undefined) {
        this.notCompared.add(name);
        return [];
      }
    }
    const keys = new Set([...before, ...after].map((fact) => this.keyOf(name, fact)));
    return [...keys].flatMap((key) => {
      const of = (facts: readonly Fact[]) => facts.filter((fact) => this.keyOf(name, fact) === key);
      const [gone, come] = withoutCommon(name, of(before), of(after));
      if (!gone.length && !come.length) return [];
      return [{ field: name, ...(key === '' ? {} : { key }), before: gone, after: come }];
    });
  }

  /** What a fact is compared under; the empty text where the field holds one thing. */
  private keyOf(name: FactName, { key, of }: Fact): string {
    if (key === undefined) return '';
    // Formats have different words for the types of references and identifiers.
    if (!this.sameFormat && (name === 'reference' || name === 'identifier')) return '';
    return of === undefined ? key : `${key} (${of})`;
  }

  private relations(matches: readonly Match[]): { added: RelationChange[]; removed: RelationChange[] } {
    const { a, b } = this;
    const common = new Map<string, string>();
    for (const match of matches) common.set(match.b.id, match.a.id);
    const namesA = new Map(a.components.map(({ id, name }) => [id, name]));
    const namesB = new Map(b.components.map(({ id, name }) => [id, name]));
    const idInA = (id: string): string => common.get(id) ?? (namesB.has(id) ? `b ${id}` : id);
    const type = (written: string): string =>
      !this.sameFormat && (written === 'trainedOn' || written === 'testedOn') ? 'usesData' : written;
    const inA = new Set(a.relations.map((each) => `${type(each.type)} ${each.from} ${each.to}`));
    const inB = new Set(b.relations.map((each) => `${type(each.type)} ${idInA(each.from)} ${idInA(each.to)}`));
    const changes = (
      view: BomView,
      others: ReadonlySet<string>,
      names: ReadonlyMap<string, string>,
      id: (written: string) => string,
    ) => {
      const seen = new Set<string>();
      return view.relations.flatMap((each) => {
        const key = `${type(each.type)} ${id(each.from)} ${id(each.to)}`;
        if (others.has(key) || seen.has(key)) return [];
        seen.add(key);
        return [{ type: type(each.type), from: names.get(each.from) ?? each.from, to: names.get(each.to) ?? each.to }];
      });
    };
    return { added: changes(b, inA, namesB, idInA), removed: changes(a, inB, namesA, (id) => id) };
  }
}

/** The values that only one side has; a value that is there twice counts twice. */
function withoutCommon(name: FactName, before: readonly Fact[], after: readonly Fact[]): [string[], string[]] {
  const left = new Map<string, string[]>();
  for (const { value } of after) {
    const key = normal(name, value);
    left.set(key, [...(left.get(key) ?? []), value]);
  }
  const gone = before.filter(({ value }) => left.get(normal(name, value))?.shift() === undefined);
  return [gone.map(({ value }) => value), [...left.values()].flat()];
}

/** A value in the form in which it is compared. */
function normal(name: FactName, value: string): string {
  switch (name) {
    case 'declaredLicense':
    case 'concludedLicense':
    case 'docLicense':
      return canonicalExpression(value);
    case 'docCreated':
    case 'released':
    case 'built':
    case 'validUntil': {
      const time = Date.parse(value);
      // SPDX knows no fractions of a second.
      return Number.isNaN(time) ? value : String(Math.trunc(time / 1000));
    }
    default:
      return value.replace(/\s+/g, ' ').trim();
  }
}

function summary({ kind, name, facts }: BomComponent): ComponentSummary {
  const version = factsOf(facts, 'version')[0]?.value;
  return { kind, name, ...(version === undefined ? {} : { version }) };
}
