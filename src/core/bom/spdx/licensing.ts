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
import { licenseUses } from './license-uses';

/**
 * What an SPDX document says about licences: its licence expressions, as relationships tie them to packages and files.
 * Texts of `LicenseRef-` ids are the business of a rule of this kind's own, which knows how to add them.
 */
export function spdxLicensing(document: SpdxDocument): Licensing {
  return new Collector(document).collect();
}

class Collector {
  private readonly subjects = new Map<number, LicenseSubject>();
  private readonly mains: ReadonlySet<number>;

  constructor(private readonly document: SpdxDocument) {
    this.mains = mainElements(document);
  }

  collect(): Licensing {
    const { document } = this;
    const { graph } = document;
    const uses = (graph.shape.licenses ??= licenseUses(graph));
    const statements: LicenseStatement[] = [];
    const declared = new Map<number, LicenseStatement>();
    for (const { license, of, role } of uses.licenses) {
      const text = graph.elements[license]!.expression;
      if (text === undefined || isPlaceholder(text)) continue;
      const statement = new SpdxStatement(document, license, text, role, this.subject(of));
      statements.push(statement);
      if (role === 'declared' || !declared.has(of)) declared.set(of, statement);
    }
    const sources = uses.sources.flatMap(({ relationship, relation, made, source }): LicensedSource[] => {
      const { name } = this.subject(source);
      if (name === undefined) return [];
      const license = declared.get(source);
      return [
        {
          relation,
          name,
          get at(): Span {
            return document.headOf(relationship);
          },
          of: this.subject(made),
          ...(license ? { license } : {}),
        },
      ];
    });
    return { statements, sources };
  }

  private subject(element: number): LicenseSubject {
    let subject = this.subjects.get(element);
    if (!subject) {
      subject = new SpdxSubject(this.document, element, this.mains.has(element));
      this.subjects.set(element, subject);
    }
    return subject;
  }
}

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
