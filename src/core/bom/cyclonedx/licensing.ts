import {
  type LicensedContent,
  type LicensedSource,
  type LicenseForm,
  type LicenseStatement,
  type LicenseSubject,
  type Licensing,
} from '../../licenses/statement';
import { type Span } from '../../text/position';
import { type ScalarNode } from '../../text/tree';
import { type Component } from './contents';
import { type CycloneDxDocument } from './document';
import { pathOf, type Place } from './place';
import { noId } from './rules/license-id';
import { isMap, textOf, type Json } from './values';

/** What the types of components hold. */
const CONTENT: Readonly<Record<string, LicensedContent>> = {
  'machine-learning-model': 'model',
  data: 'data',
  application: 'code',
  framework: 'code',
  library: 'code',
};

/** What a document says about licences. Nodes are looked up when somebody asks for them. */
export function licensingOf(document: CycloneDxDocument): Licensing {
  return document.isOtherVersion ? { statements: [], sources: [] } : new Reader(document).read();
}

/** A licence whose place in the text is looked up when somebody asks. */
class Statement implements LicenseStatement {
  constructor(
    private readonly document: CycloneDxDocument,
    private readonly place: Place,
    readonly text: string,
    readonly form: LicenseForm,
    readonly role: LicenseStatement['role'],
    readonly subject: LicenseSubject,
    readonly texts: ReadonlySet<string> | undefined,
  ) {}

  get node(): ScalarNode {
    return this.document.spot(this.place).node as ScalarNode;
  }
}

class Reader {
  private readonly main: Component | undefined;
  private readonly subjects = new Map<Component | undefined, LicenseSubject>();
  private readonly byOwner = new Map<Component, LicenseStatement>();

  constructor(private readonly document: CycloneDxDocument) {
    this.main = mainComponent(document);
  }

  read(): Licensing {
    const statements = this.document.contents.licenses.flatMap(({ value, place, owner }) =>
      value.flatMap((item, i) => this.statement(item, { parent: place, step: i }, owner) ?? []),
    );
    return { statements, sources: this.document.contents.components.flatMap((component) => this.sources(component)) };
  }

  private statement(item: unknown, place: Place, owner: Component | undefined): LicenseStatement | undefined {
    if (!isMap(item)) return undefined;
    const license = isMap(item.license) ? item.license : undefined;
    const [key, holder] = license
      ? [textOf(license, 'id') === undefined ? 'name' : 'id', license]
      : ['expression', item];
    const text = textOf(holder, key);
    if (text === undefined) return undefined;
    const said = textOf(license ?? item, 'acknowledgement');
    const evidence = place.parent?.parent?.step === 'evidence';
    const at = { parent: license ? { parent: place, step: 'license' } : place, step: key };
    const statement = new Statement(
      this.document,
      at,
      text,
      // What does not belong into "id" has a rule of its own.
      key === 'id' && noId(text) ? 'name' : (key as LicenseForm),
      said === 'concluded' || (evidence && said === undefined) ? 'concluded' : 'declared',
      this.subject(owner, place),
      key === 'expression' && this.document.version >= '1.7' ? textsOf(item) : undefined,
    );
    if (owner && !this.byOwner.has(owner)) this.byOwner.set(owner, statement);
    return statement;
  }

  private subject(owner: Component | undefined, place: Place): LicenseSubject {
    const known = this.subjects.get(owner);
    if (known) return known;
    const subject: LicenseSubject = owner
      ? { name: fullName(owner.value), content: CONTENT[textOf(owner.value, 'type') ?? ''], main: owner === this.main }
      : // Licences of "metadata" are those of the document itself.
        { name: undefined, content: pathOf(place)[0] === 'metadata' ? 'document' : undefined, main: false };
    if (owner) this.subjects.set(owner, subject);
    return subject;
  }

  /** The models that a model is derived from, and the data that it was made with. */
  private sources(component: Component): LicensedSource[] {
    const { owner, place } = component;
    const sources: LicensedSource[] = [];
    const derived = place.parent?.step === 'ancestors' ? owner : undefined;
    if (derived?.value.type === 'machine-learning-model')
      sources.push(this.source('base-model', component, component, 'name', derived));
    if (component.value.type !== 'machine-learning-model') return sources;
    const card = isMap(component.value.modelCard) ? component.value.modelCard : {};
    const parameters = isMap(card.modelParameters) ? card.modelParameters : {};
    const datasets = Array.isArray(parameters.datasets) ? (parameters.datasets as unknown[]) : [];
    const list = ['modelCard', 'modelParameters', 'datasets'].reduce<Place>(
      (parent, step) => ({ parent, step }),
      place,
    );
    datasets.forEach((dataset, i) => {
      const at = { place: { parent: list, step: i }, value: isMap(dataset) ? dataset : {} };
      const ref = textOf(at.value, 'ref');
      const target = ref === undefined ? undefined : this.named(ref);
      if (target) sources.push(this.source('dataset', target, at, 'ref', component));
      else if (ref === undefined && textOf(at.value, 'name') !== undefined)
        sources.push(this.source('dataset', at, at, 'name', component));
    });
    return sources;
  }

  private source(
    relation: LicensedSource['relation'],
    what: Pick<Component, 'value'>,
    written: Pick<Component, 'value' | 'place'>,
    key: string,
    of: Component,
  ): LicensedSource {
    const license = this.byOwner.get(what as Component);
    const { document } = this;
    return {
      relation,
      name: fullName(what.value) ?? '',
      get at(): Span {
        return document.spot({ parent: written.place, step: key }).node ?? document.spot(written.place).node!;
      },
      of: this.subject(of, of.place),
      ...(license ? { license } : {}),
    };
  }

  private named(ref: string): Component | undefined {
    this.components ??= new Map(
      this.document.contents.components.map((component) => [textOf(component.value, 'bom-ref'), component]),
    );
    return this.components.get(ref);
  }

  private components: Map<string | undefined, Component> | undefined;
}

/** What the document is about: its subject, or else the only model in it. */
function mainComponent({ contents }: CycloneDxDocument): Component | undefined {
  const subject = contents.components.find(
    ({ place }) => place.step === 'component' && place.parent?.step === 'metadata',
  );
  if (subject) return subject;
  const models = contents.components.filter(
    ({ value, place }) => value.type === 'machine-learning-model' && !place.parent?.parent,
  );
  return models.length === 1 ? models[0] : undefined;
}

/** Name with its group, as models are called: `meta-llama/Llama-3.1-8B`. */
function fullName(value: Json): string | undefined {
  const name = textOf(value, 'name');
  const group = textOf(value, 'group');
  return name && group && !name.includes('/') ? `${group}/${name}` : name;
}

/** The licences of an expression that come with a text or an address (1.7). */
function textsOf(item: Json): ReadonlySet<string> {
  const details = Array.isArray(item.expressionDetails) ? (item.expressionDetails as unknown[]) : [];
  const told = details.filter((detail) => isMap(detail) && (detail.text !== undefined || detail.url !== undefined));
  return new Set(told.flatMap((detail) => textOf(detail, 'licenseIdentifier') ?? []));
}
