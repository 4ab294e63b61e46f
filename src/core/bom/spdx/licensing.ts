import { type Span } from '../../text/position';
import {
  type LicensedContent,
  type LicensedSource,
  type LicenseStatement,
  type LicenseSubject,
  type Licensing,
} from '../../licenses/statement';
import { asScalar, entryOf, type ScalarNode } from '../../text/tree';
import { isPlaceholder } from './check/formats';
import { type SpdxDocument } from './document';
import { below, propertyNumber } from './table';

/**
 * What an SPDX document says about licences: its licence expressions, as relationships tie them to packages and files.
 * Texts of `LicenseRef-` ids are the business of a rule of this kind's own, which knows how to add them.
 */
export function spdxLicensing(document: SpdxDocument): Licensing {
  return new Collector(document).collect();
}

const ROLES = { hasDeclaredLicense: 'declared', hasConcludedLicense: 'concluded' } as const;

class Collector {
  private readonly statements: LicenseStatement[] = [];
  private readonly sources: LicensedSource[] = [];
  private readonly subjects = new Map<number, LicenseSubject>();
  /** Which licence was stated about which subject; files share a statement, as a document may have a hundred thousand. */
  private readonly said = new Set<string>();
  private readonly declared = new Map<number, LicenseStatement>();
  private readonly mains: ReadonlySet<number>;

  constructor(private readonly document: SpdxDocument) {
    this.mains = mainElements(document);
  }

  collect(): Licensing {
    const { elements } = this.document.graph;
    const isRelationship = below('Relationship');
    const lineage: number[] = [];
    for (let i = 0; i < elements.length; i++) {
      const { relation, class: of } = elements[i]!;
      if (relation === undefined || !of || !isRelationship[of.number]) continue;
      if (relation === 'hasDeclaredLicense' || relation === 'hasConcludedLicense') this.license(i, ROLES[relation]);
      else if (LINEAGE.has(relation)) lineage.push(i);
    }
    // What the licence of a source is, is known only when all relationships were seen.
    for (const relationship of lineage) this.source(relationship);
    return { statements: this.statements, sources: this.sources };
  }

  /** The element that has an id itself; -1 where none does. */
  private element(id: number): number {
    const { graph } = this.document;
    const owner = graph.ownerOf(id);
    return owner >= 0 && graph.elements[owner]!.id === id ? owner : -1;
  }

  /** The elements at one end of a relationship. */
  private ends(relationship: number, property: 'from' | 'to'): number[] {
    const sought = propertyNumber(property);
    const { mentions } = this.document.graph.elements[relationship]!;
    const found: number[] = [];
    for (let m = 0; m < mentions.length; m += 2) {
      const element = mentions[m] === sought ? this.element(mentions[m + 1]!) : -1;
      if (element >= 0) found.push(element);
    }
    return found;
  }

  private license(relationship: number, role: LicenseStatement['role']): void {
    const { elements } = this.document.graph;
    const [of] = this.ends(relationship, 'from');
    if (of === undefined) return;
    const subject = elements[of]!.class;
    const isPackage = subject !== undefined && below('software_Package')[subject.number] === 1;
    for (const element of this.ends(relationship, 'to')) {
      const text = elements[element]!.expression;
      if (text === undefined) continue;
      const said = isPackage ? `${element} ${role} ${of}` : `${element} ${role}`;
      if (this.said.has(said)) continue;
      this.said.add(said);
      if (isPlaceholder(text)) continue;
      const statement = new SpdxStatement(this.document, element, text, role, this.subject(of));
      this.statements.push(statement);
      if (role === 'declared' || !this.declared.has(of)) this.declared.set(of, statement);
    }
  }

  private subject(element: number): LicenseSubject {
    let subject = this.subjects.get(element);
    if (!subject) {
      subject = new SpdxSubject(this.document, element, this.mains.has(element));
      this.subjects.set(element, subject);
    }
    return subject;
  }

  private source(relationship: number): void {
    const { document } = this;
    const { elements } = document.graph;
    const { relation } = elements[relationship]!;
    const isModel = (element: number): boolean => elements[element]!.class?.ancestors.has('ai_AIPackage') ?? false;
    const isData = relation === 'trainedOn' || relation === 'testedOn';
    for (const from of this.ends(relationship, 'from'))
      for (const to of this.ends(relationship, 'to')) {
        const [made, source] = relation === 'ancestorOf' ? [to, from] : [from, to];
        const { name } = this.subject(source);
        if (!isModel(made) || (!isData && !isModel(source)) || name === undefined) continue;
        const license = this.declared.get(source);
        this.sources.push({
          relation: isData ? 'dataset' : 'base-model',
          name,
          get at(): Span {
            return document.headOf(relationship);
          },
          of: this.subject(made),
          ...(license ? { license } : {}),
        });
      }
  }
}

/** Relationships that say what a model was made from. */
const LINEAGE: ReadonlySet<string> = new Set(['trainedOn', 'testedOn', 'descendantOf', 'ancestorOf']);

/** What a document is about: its root elements, through collections such as a BOM. */
function mainElements({ graph }: SpdxDocument): Set<number> {
  const mains = new Set<number>();
  const seen = new Set<number>();
  const follow = (element: number): void => {
    if (seen.has(element)) return;
    seen.add(element);
    if (!graph.elements[element]!.class?.ancestors.has('ElementCollection')) {
      mains.add(element);
      return;
    }
    for (const id of graph.mentioned(element, 'rootElement')) {
      const definition = graph.definitionOf(id);
      if (definition) follow(definition.element);
    }
  };
  for (const element of graph.ofClass('SpdxDocument')) follow(element);
  return mains;
}

/** A licence expression with its place, which is looked for when it is asked for. */
class SpdxStatement implements LicenseStatement {
  readonly form = 'expression';
  private known: ScalarNode | undefined;

  constructor(
    private readonly document: SpdxDocument,
    private readonly element: number,
    readonly text: string,
    readonly role: LicenseStatement['role'],
    readonly subject: LicenseSubject,
  ) {}

  get node(): ScalarNode {
    return (this.known ??= asScalar(
      entryOf(this.document.node(this.element), 'simplelicensing_licenseExpression')?.value,
    )!);
  }
}

/** What an element is for, by its purpose; anything else is of no known kind. */
const PURPOSES: Readonly<Record<string, LicensedContent>> = {
  model: 'model',
  data: 'data',
  documentation: 'document',
  application: 'code',
  executable: 'code',
  framework: 'code',
  library: 'code',
  module: 'code',
  source: 'code',
};

/** A package or file that has a licence; what it is called is looked up when it is asked for. */
class SpdxSubject implements LicenseSubject {
  private data: Readonly<Record<string, unknown>> | undefined;

  constructor(
    private readonly document: SpdxDocument,
    private readonly element: number,
    readonly main: boolean,
  ) {}

  private get says(): Readonly<Record<string, unknown>> {
    return (this.data ??= this.document.data(this.element));
  }

  get name(): string | undefined {
    const { name } = this.says;
    return typeof name === 'string' && name ? name : undefined;
  }

  get content(): LicensedContent | undefined {
    const of = this.document.graph.elements[this.element]!.class;
    if (of?.ancestors.has('ai_AIPackage')) return 'model';
    if (of?.ancestors.has('dataset_DatasetPackage')) return 'data';
    const { software_primaryPurpose: purpose } = this.says;
    return typeof purpose === 'string' && Object.hasOwn(PURPOSES, purpose) ? PURPOSES[purpose] : undefined;
  }
}
