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
import { type Relationship } from './graph';

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
  /** The statement of each licence about each subject; files share one, as a document may have a hundred thousand. */
  private readonly said = new Map<string, LicenseStatement>();
  private readonly declared = new Map<number, LicenseStatement>();
  private readonly mains: ReadonlySet<number>;

  constructor(private readonly document: SpdxDocument) {
    this.mains = mainElements(document);
  }

  collect(): Licensing {
    const { graph } = this.document;
    const lineage: Relationship[] = [];
    for (const relationship of graph.relationships()) {
      const { type } = relationship;
      if (type === 'hasDeclaredLicense' || type === 'hasConcludedLicense') this.license(relationship, ROLES[type]);
      else if (type !== undefined && LINEAGE.has(type)) lineage.push(relationship);
    }
    // What the licence of a source is, is known only when all relationships were seen.
    for (const relationship of lineage) this.source(relationship);
    return { statements: this.statements, sources: this.sources };
  }

  private element(id: string | undefined): number | undefined {
    const definition = id === undefined ? undefined : this.document.graph.definitionOf(id);
    return definition && !definition.inner ? definition.element : undefined;
  }

  private license({ from, to }: Relationship, role: LicenseStatement['role']): void {
    const { graph } = this.document;
    const of = this.element(from);
    if (of === undefined) return;
    for (const id of to) {
      const element = this.element(id);
      const text = element === undefined ? undefined : graph.elements[element]!.expression;
      if (element === undefined || text === undefined || isPlaceholder(text)) continue;
      const isPackage = graph.elements[of]!.class?.ancestors.has('software_Package') ?? false;
      const key = `${element} ${role} ${isPackage ? of : ''}`;
      if (this.said.has(key)) continue;
      const statement = new SpdxStatement(this.document, element, text, role, this.subject(of));
      this.said.set(key, statement);
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

  private source({ element: relationship, type, from, to }: Relationship): void {
    const { graph } = this.document;
    const isModel = (element: number | undefined): element is number =>
      element !== undefined && (graph.elements[element]!.class?.ancestors.has('ai_AIPackage') ?? false);
    for (const id of to) {
      const ends = [this.element(from), this.element(id)] as const;
      const [made, source] = type === 'ancestorOf' ? [ends[1], ends[0]] : ends;
      if (!isModel(made) || source === undefined) continue;
      const isData = type === 'trainedOn' || type === 'testedOn';
      if (!isData && !isModel(source)) continue;
      const name = this.subject(source).name;
      if (name === undefined) continue;
      const license = this.declared.get(source);
      const { document } = this;
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
