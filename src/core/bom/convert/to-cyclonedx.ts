import { t } from '../../l10n';
import { keptName, CYCLONEDX_PREFIX, JSON_MARK, SPDX_PREFIX } from '../names';
import { below, get, isObject, items, text, type Json, type JsonObject } from '../view/json';
import { spdxElements, spdxKind, type SpdxElement } from '../view/spdx';
import { ENERGY_ACTIVITY, PHASE_OF_SBOM_TYPE } from '../view/spdx-fields';
import { lastStep } from '../view/spdx-licenses';
import { type Pointer } from '../view/view';
import { Account } from './account';
import { CycloneDxLicenses } from './cyclonedx-licenses';
import { setAt } from './set-at';
import { SPDX_PROPERTIES } from './spdx-properties';
import {
  APPROACHES,
  classOfType,
  CONFIDENTIALITY,
  HASH_TO_CYCLONEDX,
  HASH_VALUE,
  isAddress,
  lookUp,
  REFERENCE_TO_CYCLONEDX,
  TYPE_OF_PURPOSE,
} from './words';

export type CycloneDxVersion = '1.6' | '1.7';

/** A component of the result while it is made. */
interface Made {
  element: SpdxElement;
  id: string;
  component: JsonObject;
  properties: Json[];
  references: Json[];
  /** Ids of what it contains, in order. */
  parts: string[];
  container?: string;
}

/** Elements that are neither components nor relationships nor licences, and go along as they are. */
const WHOLE = /^(?:SpdxDocument|Bom|Bundle|software_Sbom|Person|Organization|Agent|SoftwareAgent|Tool)$/;

/** Components inside components; what is nested deeper is related instead. */
const MAX_NESTING = 16;

/** Makes a CycloneDX document of the elements of an SPDX document. */
export class ToCycloneDx {
  readonly account = new Account();
  private readonly elements: SpdxElement[];
  private readonly byId = new Map<string, SpdxElement>();
  private readonly made = new Map<string, Made>();
  private readonly licenses: CycloneDxLicenses;
  private readonly dependencies = new Map<string, string[]>();
  private readonly metadataProperties: Json[] = [];
  private readonly creation: SpdxElement | undefined;

  constructor(
    root: JsonObject,
    private readonly version: CycloneDxVersion,
  ) {
    this.elements = spdxElements(root);
    for (const element of this.elements)
      if (element.id !== undefined && !this.byId.has(element.id)) this.byId.set(element.id, element);
    this.creation = this.creationInfo();
    this.licenses = new CycloneDxLicenses(this.byId, this.account, version);
  }

  convert(): JsonObject {
    const { account } = this;
    account.use('/@context', '/type');
    for (const element of this.elements) this.claimHead(element);
    for (const element of this.elements) if (spdxKind(element)) this.component(element);
    for (const element of this.elements) if (get(element.value, 'relationshipType')) this.relationship(element);
    for (const { id, component, properties } of this.made.values()) {
      const licenses = this.licenses.of(id, properties);
      if (licenses.length) component['licenses'] = licenses;
    }
    const metadata = this.metadata();
    const subject = this.subject();
    if (subject) metadata['component'] = this.assembled(subject, 0);
    const components = [...this.made.values()]
      .filter((made) => made !== subject && made.container === undefined)
      .map((made) => this.assembled(made, 0));
    const dependencies = [...this.dependencies].map(([ref, dependsOn]) => ({
      ref,
      dependsOn: [...new Set(dependsOn)],
    }));
    return {
      $schema: `http://cyclonedx.org/schema/bom-${this.version}.schema.json`,
      bomFormat: 'CycloneDX',
      specVersion: this.version,
      ...this.identity(),
      ...(Object.keys(metadata).length ? { metadata } : {}),
      ...(components.length ? { components } : {}),
      ...(dependencies.length ? { dependencies } : {}),
    };
  }

  /** Type, id and creation information, which every element has. */
  private claimHead({ value, path, type }: SpdxElement): void {
    const { account } = this;
    account.use(below(path, 'type'), below(path, '@type'));
    const creation = get(value, 'creationInfo');
    if (creation === undefined) return;
    const at = below(path, 'creationInfo');
    if (creation === this.creation?.id || (isObject(creation) && this.creation?.path === at)) account.use(at);
    else account.lose(at, t('CycloneDX has one author and time for the whole document'));
    if (type === 'CreationInfo') account.use(below(path, '@id'));
  }

  /** The creation information of the document; without a document, the first that there is. */
  private creationInfo(): SpdxElement | undefined {
    const document = this.elements.find(({ type }) => type === 'SpdxDocument') ?? this.elements[0];
    const written = get(document?.value, 'creationInfo');
    if (isObject(written))
      return { type: 'CreationInfo', id: undefined, value: written, path: below(document!.path, 'creationInfo') };
    const named = typeof written === 'string' ? this.byId.get(written) : undefined;
    return named ?? this.elements.find(({ type }) => type === 'CreationInfo');
  }

  // The document

  /** Serial number and version, where the document came from CycloneDX. */
  private identity(): JsonObject {
    const document = this.elements.find(({ type }) => type === 'SpdxDocument');
    const serial = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(document?.id ?? '')?.[0];
    const version = document && this.restored(document)['version'];
    return {
      ...(serial === undefined ? {} : { serialNumber: serial }),
      ...(typeof version === 'number' && Number.isInteger(version) && version > 0 ? { version } : {}),
    };
  }

  /** What a conversion to SPDX kept of the CycloneDX document in an extension. */
  private restored({ value, path }: SpdxElement): JsonObject {
    const into: JsonObject = {};
    for (const { item } of items(value, 'extension', path))
      for (const entry of items(item, 'extension_cdxProperty', '')) this.restore(into, entry.item);
    return into;
  }

  /** Puts back what a conversion to SPDX kept; false for a property of somebody else. */
  private restore(into: JsonObject, entry: Json): boolean {
    const kept = keptName(text(entry, 'extension_cdxPropName') ?? '', CYCLONEDX_PREFIX);
    if (!kept) return false;
    const written = get(entry, 'extension_cdxPropValue');
    if (typeof written !== 'string') return false;
    try {
      return setAt(into, kept.field, kept.isJson ? (JSON.parse(written) as Json) : written);
    } catch {
      return false; // changed by hand into what is no JSON
    }
  }

  private metadata(): JsonObject {
    const metadata: JsonObject = {};
    this.creationMetadata(metadata);
    const phases: Json[] = [];
    for (const element of this.elements) {
      const { type, value, path } = element;
      if (!WHOLE.test(type)) continue;
      if (type === 'software_Sbom')
        for (const { item } of items(value, 'software_sbomType', path)) {
          const phase = lookUp(PHASE_OF_SBOM_TYPE, typeof item === 'string' ? item : undefined);
          if (phase !== undefined) phases.push({ phase });
        }
      const license = type === 'SpdxDocument' ? text(value, 'dataLicense') : undefined;
      const entry = license === undefined ? undefined : this.licenses.entry(license);
      if (entry) {
        metadata['licenses'] = [entry];
        this.account.use(below(path, 'dataLicense'));
      }
      this.keepWhole(element, entry ? ['dataLicense'] : []);
    }
    if (phases.length) metadata['lifecycles'] = phases;
    if (this.metadataProperties.length) metadata['properties'] = this.metadataProperties;
    return metadata;
  }

  /** An element that CycloneDX has no place for goes along in one property. */
  private keepWhole({ value, path }: SpdxElement, written: readonly string[]): void {
    const name = `${SPDX_PREFIX}${JSON_MARK}Element`;
    const rest = without(value, ['creationInfo', 'element', ...written]);
    this.account.lose(below(path, 'element'), t('the members of a collection follow from the document'));
    if (Array.isArray(rest['rootElement']))
      rest['rootElement'] = rest['rootElement'].filter((id) => typeof id !== 'string' || !this.isLost(id));
    this.metadataProperties.push({ name, value: JSON.stringify(rest) });
    this.claimKept(value, path, name, written);
  }

  /** Books an element that is kept whole; where parts are not, its other properties one by one. */
  private claimKept(value: JsonObject, path: Pointer, name: string, written: readonly string[] = []): void {
    const creation = get(value, 'creationInfo');
    const isWhole = creation === this.creation?.id && !written.length && !Object.hasOwn(value, 'element');
    if (isWhole) return this.account.keep(path, name);
    for (const key of Object.keys(value))
      if (!['type', 'creationInfo', 'element', ...written].includes(key)) this.account.keep(below(path, key), name);
  }

  private creationMetadata(metadata: JsonObject): void {
    const { creation, account } = this;
    if (!creation) return;
    const { value, path } = creation;
    const created = text(value, 'created');
    if (created !== undefined && !Number.isNaN(Date.parse(created))) {
      metadata['timestamp'] = created;
      account.use(below(path, 'created'));
    }
    const tools = items(value, 'createdUsing', path).flatMap(({ item }) => {
      const name = typeof item === 'string' ? text(this.byId.get(item)?.value, 'name') : undefined;
      return name === undefined ? [] : [{ type: 'application', name }];
    });
    if (tools.length) metadata['tools'] = { components: unique(tools) };
    const authors: Json[] = [];
    for (const { item } of items(value, 'createdBy', path)) {
      const agent = typeof item === 'string' ? this.byId.get(item) : undefined;
      const name = text(agent?.value, 'name');
      if (name === undefined) continue;
      if (agent?.type === 'Organization') metadata['manufacturer'] ??= { name };
      else if (agent?.type === 'Person') authors.push(contact(agent));
    }
    if (authors.length) metadata['authors'] = authors;
    const rest = without(value, ['@id', 'type', 'specVersion', 'created']);
    account.use(below(path, 'specVersion'), below(path, 'type'), below(path, '@id'));
    if (!Object.keys(rest).length) return;
    const name = `${SPDX_PREFIX}${JSON_MARK}CreationInfo`;
    this.metadataProperties.push({ name, value: JSON.stringify(rest) });
    for (const key of Object.keys(rest)) account.keep(below(path, key), name);
  }

  /** What the BOM is about: the one root of its SBOM that is a component. */
  private subject(): Made | undefined {
    for (const type of ['software_Sbom', 'Bom', 'SpdxDocument']) {
      const collection = this.elements.find((element) => element.type === type);
      const roots = items(collection?.value, 'rootElement', '').flatMap(({ item }) =>
        typeof item === 'string' ? (this.made.get(item) ?? []) : [],
      );
      if (roots.length !== 1 || roots[0]!.container !== undefined) continue;
      return roots[0];
    }
    return undefined;
  }

  // Components

  private component(element: SpdxElement): void {
    const { value, path, type } = element;
    const { account } = this;
    const id = text(value, 'spdxId');
    if (id === undefined) return account.lose(path, t('it has no spdxId'));
    if (this.made.has(id)) return account.lose(path, t('another element has the same spdxId'));
    account.use(below(path, 'spdxId'));
    const made: Made = { element, id, component: {}, properties: [], references: [], parts: [] };
    this.made.set(id, made);
    const { component } = made;
    component['type'] = this.typeOf(made);
    component['bom-ref'] = id;
    const name = text(value, 'name');
    component['name'] = name ?? lastStep(id);
    if (name === undefined)
      account.add('component.name', t('CycloneDX demands a name: the end of the spdxId was taken'));
    else account.use(below(path, 'name'));
    if (type === 'dataset_DatasetPackage') component['data'] = [{ type: 'dataset' }];
    for (const key of Object.keys(value)) this.property(made, key, value[key]!, below(path, key));
    for (const { item, path: at } of items(value, 'extension', path)) this.extension(made, item, at);
    this.typeOfModel(made);
    this.withoutGroup(component);
    if (made.references.length) component['externalReferences'] = made.references;
  }

  /** One approach among the types has a field; the types stay, unless fields that came back say them all. */
  private typeOfModel(made: Made): void {
    const { element, component } = made;
    const types = items(element.value, 'ai_typeOfModel', element.path);
    if (!types.length) return;
    const approaches = types.filter(({ item }) => APPROACHES.includes(String(item)));
    if (approaches.length === 1) setAt(component, '/modelCard/modelParameters/approach/type', approaches[0]!.item);
    const parameters = get(get(component, 'modelCard'), 'modelParameters');
    const written = [get(parameters, 'architectureFamily'), get(parameters, 'modelArchitecture')];
    written.push(get(get(parameters, 'approach'), 'type'));
    const at = below(element.path, 'ai_typeOfModel');
    if (types.every(({ item }) => written.includes(item))) this.account.use(at);
    else this.keep(made, 'ai_typeOfModel', element.value['ai_typeOfModel']!, at);
  }

  /** The name of SPDX has the group that came back in it. */
  private withoutGroup(component: JsonObject): void {
    const group = text(component, 'group');
    const name = text(component, 'name');
    if (group !== undefined && name?.startsWith(`${group}/`)) component['name'] = name.slice(group.length + 1);
  }

  /** The type of a component; where it does not tell the class and purpose of the element, these are kept. */
  private typeOf({ element: { type, value, path }, properties }: Made): string {
    const purpose = text(value, 'software_primaryPurpose');
    const at = below(path, 'software_primaryPurpose');
    const keepPurpose = () => {
      properties.push({ name: `${SPDX_PREFIX}type`, value: type });
      if (purpose === undefined) return;
      properties.push({ name: `${SPDX_PREFIX}software_primaryPurpose`, value: purpose });
      this.account.keep(at, `${SPDX_PREFIX}software_primaryPurpose`);
    };
    if (type === 'software_Package') {
      const exact = lookUp(TYPE_OF_PURPOSE, purpose);
      if (exact !== undefined && classOfType(exact) === type) this.account.use(at);
      else keepPurpose();
      if (exact === undefined)
        this.account.add(
          'component.type',
          t('CycloneDX demands a type: "application", as it says for what has no better one'),
        );
      return exact ?? 'application';
    }
    const fixed = { ai_AIPackage: 'machine-learning-model', dataset_DatasetPackage: 'data' }[type] ?? 'file';
    if (lookUp(TYPE_OF_PURPOSE, purpose) === fixed) this.account.use(at);
    else keepPurpose();
    return fixed;
  }

  /** One property of a package or file: in a field of its own where there is one, else in a property. */
  private property(made: Made, key: string, value: Json, path: Pointer): void {
    const { component, element } = made;
    const { account } = this;
    switch (key) {
      case 'type':
      case '@type':
      case '@id':
      case 'spdxId':
      case 'creationInfo':
      case 'name':
      case 'extension':
      case 'software_primaryPurpose':
      case 'ai_typeOfModel':
        return;
      case 'description':
        return this.direct(made, 'description', key, value, path);
      case 'software_packageVersion':
        if (typeof value === 'string' && value.length > 1024) break;
        return this.direct(made, 'version', key, value, path);
      case 'software_packageUrl':
        return this.direct(made, 'purl', key, value, path);
      case 'software_copyrightText':
        return this.direct(made, 'copyright', key, value, path);
      case 'contentType':
        if (typeof value !== 'string' || !/^[-+a-z0-9.]+\/[-+a-z0-9.]+$/.test(value)) break;
        return this.direct(made, 'mime-type', key, value, path);
      case 'software_downloadLocation':
      case 'software_homePage': {
        if (!isAddress(value)) break;
        made.references.push({ type: key === 'software_homePage' ? 'website' : 'distribution', url: value });
        return account.use(path);
      }
      case 'suppliedBy': {
        const name = this.agentName(value);
        if (name !== undefined) component['supplier'] = { name };
        break;
      }
      case 'originatedBy':
        this.originators(
          component,
          items(element.value, key, '').map(({ item }) => item),
        );
        break;
      case 'verifiedUsing':
        for (const { item, path: at } of items(element.value, key, element.path)) this.hash(made, item, at);
        return;
      case 'externalRef':
        for (const { item, path: at } of items(element.value, key, element.path)) this.reference(made, item, at);
        return;
      case 'externalIdentifier':
        for (const { item, path: at } of items(element.value, key, element.path)) this.identifier(made, item, at);
        return;
      case 'ai_metric':
        for (const { item, path: at } of items(element.value, key, element.path)) this.metric(made, item, at);
        return;
      case 'ai_limitation':
        if (typeof value !== 'string') break;
        setAt(component, '/modelCard/considerations/technicalLimitations', [value]);
        return account.use(path);
      case 'ai_informationAboutApplication':
        if (typeof value !== 'string') break;
        setAt(component, '/modelCard/considerations/useCases', [value]);
        return account.use(path);
      case 'ai_energyConsumption':
        if (!this.energy(component, value)) break;
        return account.use(path);
      case 'dataset_confidentialityLevel':
        if (!CONFIDENTIALITY.includes(String(value))) break;
        setAt(component, '/data', [{ type: 'dataset', classification: value }]);
        return account.use(path);
    }
    this.keep(made, key, value, path);
  }

  private direct(made: Made, field: string, key: string, value: Json, path: Pointer): void {
    if (typeof value !== 'string' || !value.trim()) return this.keep(made, key, value, path);
    made.component[field] = value;
    this.account.use(path);
  }

  /** Keeps a value of SPDX in properties: each item of a list and each entry of a dictionary in one. */
  private keep({ properties, element }: Made, key: string, value: Json, path: Pointer): void {
    const count = SPDX_PROPERTIES.get(key);
    if (count === undefined) return this.account.lose(path, t('not a property of SPDX 3.0.1'));
    if (count === 'one' && Array.isArray(value))
      return this.account.lose(path, t('a list where SPDX 3.0.1 has one value'));
    for (const { item, path: at } of count === 'many'
      ? items(element.value, key, element.path)
      : [{ item: value, path }])
      this.keepOne(properties, key, item, at);
  }

  private keepOne(properties: Json[], key: string, item: Json, path: Pointer): void {
    const entry = dictionaryEntry(item);
    const isText = typeof item === 'string';
    const name = `${SPDX_PREFIX}${entry ? `${key}:${entry.key}` : isText ? key : `${JSON_MARK}${key}`}`;
    if (entry) properties.push({ name, ...(entry.value === undefined ? {} : { value: entry.value }) });
    else properties.push({ name, value: isText ? item : JSON.stringify(item) });
    this.account.keep(path, name);
  }

  private agentName(reference: Json): string | undefined {
    return typeof reference === 'string' ? text(this.byId.get(reference)?.value, 'name') : text(reference, 'name');
  }

  private originators(component: JsonObject, references: readonly Json[]): void {
    const agents = references.flatMap((id) => (typeof id === 'string' ? (this.byId.get(id) ?? []) : []));
    const persons = agents.filter(({ type, value }) => type === 'Person' && text(value, 'name') !== undefined);
    const organization = agents.find(({ type, value }) => type !== 'Person' && text(value, 'name') !== undefined);
    if (organization) component['manufacturer'] = { name: text(organization.value, 'name')! };
    if (persons.length) component['authors'] = persons.map(contact);
  }

  private hash({ component, properties }: Made, item: Json, path: Pointer): void {
    const alg = lookUp(HASH_TO_CYCLONEDX, text(item, 'algorithm'));
    const content = text(item, 'hashValue');
    const plain = isObject(item) && onlyHas(item, ['type', 'algorithm', 'hashValue']);
    const isHash = text(item, 'type') === 'Hash';
    if (!plain || !isHash || alg === undefined || content === undefined || !HASH_VALUE.test(content))
      return this.keepOne(properties, 'verifiedUsing', item, path);
    component['hashes'] = [...((component['hashes'] as Json[] | undefined) ?? []), { alg, content }];
    this.account.use(path);
  }

  private reference({ references, properties }: Made, item: Json, path: Pointer): void {
    const locators = items(item, 'locator', path).filter(({ item: url }) => isAddress(url));
    const written = text(item, 'externalRefType');
    const comment = text(item, 'comment');
    // A type of CycloneDX that a conversion to SPDX noted in the comment.
    const noted = /^CycloneDX type: ([a-z0-9-]+)(?:; (.*))?$/s.exec(comment ?? '');
    const type = noted?.[1] ?? lookUp(REFERENCE_TO_CYCLONEDX, written);
    const said = noted ? noted[2] : comment;
    for (const { item: url } of locators)
      references.push({ type: type ?? 'other', url, ...(said ? { comment: said } : {}) });
    const exact = isObject(item) && onlyHas(item, ['type', 'externalRefType', 'locator', 'comment']);
    const all = locators.length === 1 && items(item, 'locator', path).length === 1;
    if (exact && all && type !== undefined) this.account.use(path);
    else this.keepOne(properties, 'externalRef', item, path);
  }

  private identifier({ component, properties, element }: Made, item: Json, path: Pointer): void {
    const identifier = text(item, 'identifier');
    const plain = isObject(item) && onlyHas(item, ['type', 'externalIdentifierType', 'identifier']);
    const type = text(item, 'externalIdentifierType') ?? '';
    const exact = identifier !== undefined && plain;
    if (exact && /^cpe2[23]$/.test(type) && component['cpe'] === undefined) {
      component['cpe'] = identifier;
      // The text tells which of the two it is.
      if (identifier.startsWith(type === 'cpe23' ? 'cpe:2.3:' : 'cpe:/')) return this.account.use(path);
    } else if (exact && (type === 'swhid' || type === 'gitoid')) {
      const field = type === 'swhid' ? 'swhid' : 'omniborId';
      component[field] = [...((component[field] as Json[] | undefined) ?? []), identifier];
      return this.account.use(path);
    } else if (identifier !== undefined && type === 'packageUrl' && !text(element.value, 'software_packageUrl'))
      component['purl'] ??= identifier;
    this.keepOne(properties, 'externalIdentifier', item, path);
  }

  private metric({ component, properties }: Made, item: Json, path: Pointer): void {
    const entry = dictionaryEntry(item);
    if (!entry) return this.keepOne(properties, 'ai_metric', item, path);
    const at = '/modelCard/quantitativeAnalysis/performanceMetrics';
    const known = get(get(get(component, 'modelCard'), 'quantitativeAnalysis'), 'performanceMetrics');
    const metric = { type: entry.key, ...(entry.value === undefined ? {} : { value: entry.value }) };
    setAt(component, at, [...(Array.isArray(known) ? known : []), metric]);
    this.account.use(path);
  }

  /** Writes the energy that is given in kilowatt hours; true where that was all. */
  private energy(component: JsonObject, value: Json): boolean {
    const consumptions: Json[] = [];
    let exact = isObject(value) && onlyHas(value, ['type', ...Object.keys(ENERGY_ACTIVITY)]);
    for (const [key, activity] of Object.entries(ENERGY_ACTIVITY))
      for (const { item } of items(value, key, '')) {
        const quantity = get(item, 'ai_energyQuantity');
        const amount = Number(quantity);
        const plain = isObject(item) && onlyHas(item, ['type', 'ai_energyQuantity', 'ai_energyUnit']);
        const isEnergy = typeof quantity === 'number' || (typeof quantity === 'string' && quantity.trim() !== '');
        if (!isEnergy || !Number.isFinite(amount) || text(item, 'ai_energyUnit') !== 'kilowattHour') {
          exact = false;
          continue;
        }
        if (!plain || decimal(amount) !== String(quantity)) exact = false;
        consumptions.push({ activity, energyProviders: [], activityEnergyCost: { value: amount, unit: 'kWh' } });
      }
    if (consumptions.length)
      setAt(component, '/modelCard/considerations/environmentalConsiderations/energyConsumptions', consumptions);
    return exact && consumptions.length > 0;
  }

  /** Properties of CycloneDX inside SPDX come back as what they were. */
  private extension({ component, properties }: Made, item: Json, path: Pointer): void {
    if (text(item, 'type') !== 'extension_CdxPropertiesExtension')
      return this.account.lose(path, t('CycloneDX knows no extensions of SPDX'));
    this.account.use(below(path, 'type'));
    for (const { item: entry, path: at } of items(item, 'extension_cdxProperty', path)) {
      const name = text(entry, 'extension_cdxPropName');
      const value = get(entry, 'extension_cdxPropValue');
      if (name === undefined) continue;
      if (!this.restore(component, entry)) properties.push({ name, ...(typeof value === 'string' ? { value } : {}) });
      this.account.use(at);
    }
  }

  // Relationships

  private relationship(element: SpdxElement): void {
    const { value, path, type } = element;
    const from = text(value, 'from');
    const kind = text(value, 'relationshipType');
    const targets = items(value, 'to', path);
    if (from === undefined || kind === undefined || targets.some(({ item }) => typeof item !== 'string')) return;
    const to = targets.map(({ item }) => item as string);
    const made = this.made.get(from);
    const claim = () => this.account.use(...['from', 'relationshipType', 'to'].map((key) => below(path, key)));
    if (made && (kind === 'hasDeclaredLicense' || kind === 'hasConcludedLicense')) {
      claim();
      for (const id of to) this.licenses.take(from, kind, id);
      return this.account.lose(below(path, 'spdxId'), relationId());
    }
    const plain =
      type === 'Relationship' &&
      onlyHas(value, ['type', '@type', 'spdxId', 'creationInfo', 'relationshipType', 'from', 'to']);
    const native = made !== undefined && this.native(made, kind, to);
    if (native && plain) {
      claim();
      return this.account.lose(below(path, 'spdxId'), relationId());
    }
    this.keepRelationship(element, made);
  }

  /** Writes a relationship in fields of CycloneDX; false where they say less than it does. */
  private native(made: Made, kind: string, to: readonly string[]): boolean {
    const known = to.filter((id) => this.made.has(id));
    switch (kind) {
      case 'dependsOn':
        this.depend(made.id, known);
        return known.length === to.length;
      case 'contains':
        return to.map((id) => this.nest(made, id)).every(Boolean);
      case 'trainedOn':
      case 'testedOn': {
        if (made.component['type'] !== 'machine-learning-model') return false;
        const written = get(get(get(made.component, 'modelCard'), 'modelParameters'), 'datasets');
        const datasets = unique([...(Array.isArray(written) ? written : []), ...known.map((ref) => ({ ref }))]);
        if (datasets.length) setAt(made.component, '/modelCard/modelParameters/datasets', datasets);
        return false;
      }
      case 'descendantOf':
        for (const id of known) {
          const { component } = this.made.get(id)!;
          const pedigree = get(made.component, 'pedigree');
          const before = get(pedigree, 'ancestors');
          const ancestor = only(component, ['type', 'name', 'version', 'purl']);
          setAt(made.component, '/pedigree/ancestors', [...(Array.isArray(before) ? before : []), ancestor]);
        }
        return false;
      default:
        return false;
    }
  }

  private depend(from: string, to: readonly string[]): void {
    const known = this.dependencies.get(from) ?? [];
    for (const id of to) known.push(id);
    this.dependencies.set(from, known);
  }

  /** Puts a component inside another, where it is in no other and no circle comes of it. */
  private nest(container: Made, id: string): boolean {
    const part = this.made.get(id);
    if (!part) return false;
    if (part.container !== undefined) return part.container === container.id;
    let depth = 0;
    for (
      let at: Made | undefined = container;
      at;
      at = at.container === undefined ? undefined : this.made.get(at.container)
    )
      if (at === part || ++depth >= MAX_NESTING) return false;
    if (this.height(part) + depth >= MAX_NESTING) return false;
    part.container = container.id;
    container.parts.push(id);
    return true;
  }

  private height(made: Made): number {
    return 1 + made.parts.reduce((most, id) => Math.max(most, this.height(this.made.get(id)!)), 0);
  }

  private keepRelationship({ value, path }: SpdxElement, made: Made | undefined): void {
    const name = `${SPDX_PREFIX}${JSON_MARK}Relationship`;
    const rest = without(value, ['creationInfo', ...(made ? ['from'] : [])]);
    if (!made && !WHOLE.test(this.byId.get(text(value, 'from') ?? '')?.type ?? ''))
      return this.account.lose(path, t('what it begins at has no place in CycloneDX'));
    if (items(value, 'to', path).some(({ item }) => this.isLost(String(item))))
      return this.account.lose(path, t('what it leads to has no place in CycloneDX'));
    (made?.properties ?? this.metadataProperties).push({ name, value: JSON.stringify(rest) });
    this.claimKept(value, path, name);
  }

  /** Whether an element of the document has no place in the result. */
  private isLost(id: string): boolean {
    const element = this.byId.get(id);
    return element !== undefined && !this.made.has(id) && !WHOLE.test(element.type);
  }

  /** A component with its properties and what is inside it. */
  private assembled({ component, properties, parts }: Made, depth: number): JsonObject {
    const inside = parts.map((id) => this.assembled(this.made.get(id)!, depth + 1));
    if (properties.length) {
      const own = component['properties'];
      component['properties'] = [...(Array.isArray(own) ? own : []), ...properties];
    }
    if (inside.length) component['components'] = inside;
    return component;
  }
}

function relationId(): string {
  return t('relations have no id in CycloneDX');
}

/** A dictionary entry that one property can hold. */
function dictionaryEntry(item: Json): { key: string; value: string | undefined } | undefined {
  if (!isObject(item) || !onlyHas(item, ['type', 'key', 'value'])) return undefined;
  const key = text(item, 'key');
  const value = get(item, 'value');
  if (key === undefined || (value !== undefined && typeof value !== 'string')) return undefined;
  return text(item, 'type') === 'DictionaryEntry' ? { key, value } : undefined;
}

function contact({ value }: SpdxElement): JsonObject {
  const email = items(value, 'externalIdentifier', '').find(
    ({ item }) => text(item, 'externalIdentifierType') === 'email',
  );
  const address = text(email?.item, 'identifier');
  // The schema of CycloneDX wants a mail address, and people write other things here.
  const isMail = address !== undefined && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(address);
  return { name: text(value, 'name') ?? '', ...(isMail ? { email: address } : {}) };
}

/** A number without an exponent. */
export function decimal(value: number): string {
  const short = String(value);
  return /e/i.test(short) ? value.toFixed(20).replace(/\.?0+$/, '') : short;
}

function onlyHas(value: JsonObject, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function only(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

function unique<T extends Json>(list: readonly T[]): T[] {
  return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];
}
