import { t } from '../../l10n';
import { CYCLONEDX_PREFIX, JSON_MARK, keptName, SPDX_PREFIX } from '../names';
import { below, get, isObject, items, text, type Json, type JsonObject } from '../view/json';
import { PHASE_OF_SBOM_TYPE } from '../view/spdx-fields';
import { type Pointer } from '../view/view';
import { Account } from './account';
import { fragment, stableId } from './ids';
import { SpdxLicenses } from './spdx-licenses';
import { SPDX_PROPERTIES } from './spdx-properties';
import { decimal } from './to-cyclonedx';
import {
  APPROACHES,
  classOfType,
  CONFIDENTIALITY,
  HASH_TO_SPDX,
  lookUp,
  PURPOSE_OF_TYPE,
  REFERENCE_TO_SPDX,
} from './words';

const CREATION = '_:creationInfo';
export const SPDX_CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';

/** Longer parts of a component are not kept in a property: a base64 picture helps nobody there. */
const LONGEST_KEPT = 4096;

/** Parts of `ai_energyConsumption` by activity. */
const ENERGY_PART: Readonly<Record<string, string>> = {
  training: 'ai_trainingEnergyConsumption',
  'fine-tuning': 'ai_finetuningEnergyConsumption',
  inference: 'ai_inferenceEnergyConsumption',
};

/** Fields of a component that have a property of their own in SPDX. */
const DIRECT: Readonly<Record<string, string>> = {
  version: 'software_packageVersion',
  description: 'description',
  purl: 'software_packageUrl',
  copyright: 'software_copyrightText',
};

/** Makes an SPDX 3.0.1 document of a CycloneDX document. */
export class ToSpdx {
  readonly account = new Account();
  private readonly graph: JsonObject[] = [];
  private readonly ids = new Set<string>();
  /** `bom-ref` to id. */
  private readonly refs = new Map<string, string>();
  private readonly base: string;
  private readonly serial: string | undefined;
  private readonly licenses: SpdxLicenses;
  /** Relationships that a conversion from SPDX kept, by `type from to`: the native form says less. */
  private readonly keptRelations = new Set<string>();
  private relations = 0;
  private keptElements: JsonObject[] = [];
  private keptCreation: JsonObject | undefined;
  private readonly root: JsonObject;

  constructor(
    root: JsonObject,
    content: string,
    private readonly now: Date,
  ) {
    this.root = root;
    const serial = text(root, 'serialNumber');
    this.serial = serial;
    this.base = serial !== undefined && /^urn:uuid:[0-9a-f-]{36}$/i.test(serial) ? serial : stableId(content);
    this.licenses = new SpdxLicenses(this.base, this.account, (element) => this.element(element));
  }

  convert(): JsonObject {
    const { account, root } = this;
    account.use('/$schema', '/bomFormat', '/specVersion');
    const metadata = get(root, 'metadata');
    this.readKept(metadata);
    const subject = get(metadata, 'component');
    const top = items(root, 'components', '').flatMap(({ item, path }) => (isObject(item) ? [{ item, path }] : []));
    if (isObject(subject)) this.name(subject, '/metadata/component');
    for (const { item, path } of top) this.name(item, path);
    const subjectId = isObject(subject) ? this.component(subject, '/metadata/component') : undefined;
    const ids = top.map(({ item, path }) => this.component(item, path));
    for (const { item, path } of items(root, 'dependencies', '')) this.dependency(item, path);
    const elements = this.graph.splice(0);
    const document = this.document(metadata, subjectId === undefined ? ids : [subjectId]);
    return { '@context': SPDX_CONTEXT, '@graph': [...document, ...this.graph, ...elements] };
  }

  // Ids

  /** Gives every component of a tree its id first, so that what refers to it finds it. */
  private name(component: JsonObject, path: Pointer): void {
    const ref = text(component, 'bom-ref');
    const id = this.freeId(ref ?? path);
    this.refs.set(path, id);
    if (ref !== undefined && !this.refs.has(ref)) this.refs.set(ref, id);
    for (const { item, path: at } of items(component, 'components', path)) if (isObject(item)) this.name(item, at);
  }

  private freeId(ref: string): string {
    const wanted = this.iri(ref);
    let id = wanted;
    for (let n = 2; this.ids.has(id); n++) id = `${wanted}-${n}`;
    this.ids.add(id);
    return id;
  }

  /** A reference as an IRI: as it is where it is one, else below that of the document. */
  private iri(ref: string): string {
    if (/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(ref)) return ref;
    return `${this.base}#${fragment(ref)}`;
  }

  private element(element: JsonObject): void {
    this.graph.push({ ...element, creationInfo: CREATION });
  }

  // What a conversion from SPDX kept

  private readKept(metadata: Json | undefined): void {
    for (const { item, path } of items(metadata, 'properties', '/metadata')) {
      const kept = keptName(text(item, 'name') ?? '', SPDX_PREFIX);
      const value = kept?.isJson ? parsed(text(item, 'value')) : undefined;
      if (!isObject(value)) continue;
      if (kept?.field === 'Element') this.keptElements.push(value);
      else if (kept?.field === 'CreationInfo') this.keptCreation = value;
      else if (kept?.field === 'Relationship' && text(value, 'from') !== undefined) this.keptElements.push(value);
      else continue;
      this.account.use(path);
    }
    this.keptElements = this.keptElements.filter((element) => {
      const id = text(element, 'spdxId');
      if (id === undefined || this.ids.has(id)) return false;
      this.ids.add(id);
      return true;
    });
  }

  // The document

  private document(metadata: Json | undefined, rootIds: readonly string[]): JsonObject[] {
    const kept = this.keptElements;
    const hasDocument = kept.some((element) => text(element, 'type') === 'SpdxDocument');
    const result: JsonObject[] = [this.creationInfo(metadata)];
    const phases = items(metadata, 'lifecycles', '/metadata');
    const data = items(metadata, 'licenses', '/metadata')[0];
    const license = data && this.licenses.of(data.item, data.path);
    for (const element of kept) {
      const isDocument = element['type'] === 'SpdxDocument' && license !== undefined;
      result.push({ ...element, creationInfo: CREATION, ...(isDocument ? { dataLicense: license } : {}) });
    }
    if (hasDocument) {
      this.account.use('/metadata/lifecycles');
      return result;
    }
    const sbomId = this.freeId('SBOM');
    const extension = this.documentExtension();
    result.push({
      type: 'SpdxDocument',
      spdxId: this.serial === this.base ? this.base : this.freeId('Document'),
      creationInfo: CREATION,
      ...(license === undefined ? {} : { dataLicense: license }),
      ...(rootIds.length ? { rootElement: [sbomId] } : {}),
      ...(extension ? { extension: [extension] } : {}),
    });
    if (this.serial !== undefined && this.serial === this.base) this.account.use('/serialNumber');
    if (!rootIds.length) return result;
    const types = phases.flatMap(({ item, path }) => {
      const phase = text(item, 'phase');
      const type = Object.keys(PHASE_OF_SBOM_TYPE).find((key) => PHASE_OF_SBOM_TYPE[key] === phase);
      if (type !== undefined) this.account.use(path);
      return type ?? [];
    });
    result.push({
      type: 'software_Sbom',
      spdxId: sbomId,
      creationInfo: CREATION,
      rootElement: [...rootIds],
      ...(types.length ? { software_sbomType: [...new Set(types)] } : {}),
    });
    return result;
  }

  /** The version of a BOM, which SPDX has no field for. */
  private documentExtension(): JsonObject | undefined {
    const version = get(this.root, 'version');
    if (typeof version !== 'number') return undefined;
    const name = `${CYCLONEDX_PREFIX}${JSON_MARK}/version`;
    this.account.keep('/version', name);
    return extensionOf([entryOf(name, String(version))]);
  }

  private creationInfo(metadata: Json | undefined): JsonObject {
    const { account, keptCreation } = this;
    const written = text(metadata, 'timestamp');
    const created = written === undefined ? undefined : spdxTime(written);
    if (created !== undefined) {
      account.use('/metadata/timestamp');
      if (Date.parse(created) !== Date.parse(written!))
        account.add('CreationInfo.created', t('SPDX knows no fractions of a second: they were left out'));
    } else account.add('CreationInfo.created', t('SPDX demands a time: that of the conversion was taken'));
    const head = {
      type: 'CreationInfo',
      '@id': CREATION,
      specVersion: '3.0.1',
      created: created ?? spdxTime(this.now.toISOString())!,
    };
    if (keptCreation) {
      account.use('/metadata/authors', '/metadata/manufacturer', '/metadata/tools');
      if (Array.isArray(keptCreation['createdBy']) && keptCreation['createdBy'].length)
        return { ...head, ...without(keptCreation, Object.keys(head)) };
    }
    const createdBy: string[] = [];
    for (const { item, path } of items(metadata, 'authors', '/metadata')) {
      const id = this.agent('Person', item, path);
      if (id !== undefined) createdBy.push(id);
    }
    const organization = this.agent('Organization', get(metadata, 'manufacturer'), '/metadata/manufacturer');
    if (organization !== undefined) createdBy.push(organization);
    const createdUsing = this.tools(metadata);
    if (!createdBy.length) {
      const id = this.freeId('Agent/converter');
      this.element({ type: 'SoftwareAgent', spdxId: id, name: 'Model Openness' });
      createdBy.push(id);
      account.add('CreationInfo.createdBy', t('SPDX demands an author: the converter was taken'));
    }
    return { ...head, createdBy: [...new Set(createdBy)], ...(createdUsing.length ? { createdUsing } : {}) };
  }

  private tools(metadata: Json | undefined): string[] {
    const tools = get(metadata, 'tools');
    const listed = Array.isArray(tools)
      ? items(metadata, 'tools', '/metadata')
      : items(tools, 'components', '/metadata/tools');
    return listed.flatMap(({ item, path }) => {
      const name = text(item, 'name');
      if (name === undefined) return [];
      this.account.use(below(path, 'name'), below(path, 'type'), below(path, 'bom-ref'));
      const version = text(item, 'version');
      const kept = version === undefined ? [] : [entryOf(`${CYCLONEDX_PREFIX}/version`, version)];
      if (version !== undefined) this.account.keep(below(path, 'version'), `${CYCLONEDX_PREFIX}/version`);
      const id = this.freeId(`Tool/${name}${version === undefined ? '' : `@${version}`}`);
      this.element({ type: 'Tool', spdxId: id, name, ...(kept.length ? { extension: [extensionOf(kept)] } : {}) });
      return [id];
    });
  }

  private readonly agents = new Map<string, string>();

  /** The id of a person or organization, which becomes one element however often it is named. */
  private agent(type: string, value: Json | undefined, path: Pointer): string | undefined {
    const name = text(value, 'name');
    if (name === undefined) return undefined;
    const email = text(value, 'email');
    const urls = items(value, 'url', path).filter(({ item }) => typeof item === 'string');
    this.account.use(below(path, 'name'), below(path, 'email'), below(path, 'bom-ref'), below(path, 'url'));
    const key = JSON.stringify([type, name, email ?? '']);
    const known = this.agents.get(key);
    if (known !== undefined) return known;
    const id = this.freeId(`${type}/${name}`);
    this.agents.set(key, id);
    this.element({
      type,
      spdxId: id,
      name,
      ...(email === undefined
        ? {}
        : {
            externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'email', identifier: email }],
          }),
      ...(urls.length ? { externalRef: [{ type: 'ExternalRef', locator: urls.map(({ item }) => item) }] } : {}),
    });
    return id;
  }

  // Components

  private component(component: JsonObject, path: Pointer): string {
    const id = this.refs.get(path)!;
    const made = new MadeElement(id, component, path, this.account);
    const cdxType = text(component, 'type') ?? '';
    this.account.use(below(path, 'bom-ref'), below(path, 'type'));
    this.keptProperties(made);
    const type = made.keptType ?? classOfType(cdxType);
    made.element['type'] = type;
    this.common(made, type, cdxType);
    this.references(made, type);
    this.origin(made);
    if (type === 'ai_AIPackage') this.modelCard(made);
    if (type === 'dataset_DatasetPackage') this.data(made);
    this.pedigree(made);
    made.keepRest(LONGEST_KEPT);
    this.element(made.finished());
    this.licenses.relate(component, path, (kind, license) => this.relate(kind, id, [license]));
    for (const value of made.keptRelations) this.keptRelation(id, value);
    const parts = items(component, 'components', path).flatMap(({ item, path: at }) =>
      isObject(item) ? [this.component(item, at)] : [],
    );
    this.relate('contains', id, parts);
    for (const { type: kind, to } of made.relations) this.relate(kind, id, to, made.comments.get(kind));
    return id;
  }

  /** Takes back what a conversion from SPDX kept; properties of others go along in an extension. */
  private keptProperties(made: MadeElement): void {
    const { value, path, element } = made;
    for (const { item, path: at } of items(value, 'properties', path)) {
      const name = text(item, 'name');
      const written = get(item, 'value');
      if (name === undefined) continue;
      this.account.use(at);
      const kept = keptName(name, SPDX_PREFIX);
      if (!kept || !this.takeBack(made, kept.field, kept.key, kept.isJson, written))
        made.entries.push(entryOf(name, typeof written === 'string' ? written : undefined));
    }
    made.restored = new Set(Object.keys(element));
  }

  private takeBack(
    { element, keptRelations, setType }: MadeElement,
    field: string,
    key: string | undefined,
    isJson: boolean,
    written: Json | undefined,
  ): boolean {
    const plain = typeof written === 'string' ? written : undefined;
    const value: Json | undefined = isJson ? parsed(plain) : plain;
    if (field === 'type' && plain !== undefined) return setType(plain);
    if (field === 'Relationship' && isObject(value)) return keptRelations.push(value) > 0;
    const count = SPDX_PROPERTIES.get(field);
    if (count === undefined) return false;
    const item: Json | undefined =
      key === undefined ? value : { type: 'DictionaryEntry', key, ...(plain === undefined ? {} : { value: plain }) };
    if (item === undefined) return false;
    if (count === 'one') element[field] = item;
    else element[field] = [...((element[field] as Json[] | undefined) ?? []), item];
    return true;
  }

  private common(made: MadeElement, type: string, cdxType: string): void {
    const { value, path, element } = made;
    const name = text(value, 'name');
    const group = text(value, 'group');
    if (name !== undefined) {
      element['name'] = group === undefined ? name : `${group}/${name}`;
      this.account.use(below(path, 'name'));
    }
    const purpose = made.keptType === undefined ? lookUp(PURPOSE_OF_TYPE, cdxType) : undefined;
    if (purpose !== undefined && type !== 'software_File') element['software_primaryPurpose'] ??= purpose;
    else if (made.keptType === undefined && type === 'software_Package') made.keepAt('/type', cdxType);
    for (const [key, property] of Object.entries(DIRECT)) {
      const written = text(value, key);
      const fits = type !== 'software_File' || !property.startsWith('software_package');
      if (written !== undefined && fits) made.set(property, written, below(path, key));
    }
    const media = text(value, 'mime-type');
    if (media !== undefined && type === 'software_File') made.set('contentType', media, below(path, 'mime-type'));
    for (const { item, path: at } of items(value, 'hashes', path)) {
      const algorithm = lookUp(HASH_TO_SPDX, text(item, 'alg'));
      const hashValue = text(item, 'content');
      if (algorithm === undefined || hashValue === undefined) continue;
      made.push('verifiedUsing', { type: 'Hash', algorithm, hashValue }, at);
    }
    this.identifiers(made);
    if (type !== 'dataset_DatasetPackage' || element['dataset_datasetType'] !== undefined) return;
    element['dataset_datasetType'] = ['noAssertion'];
    this.account.add('dataset_datasetType', t('SPDX demands a type of data: "noAssertion" says that none is known'));
  }

  private identifiers(made: MadeElement): void {
    const { value, path } = made;
    const identify = (externalIdentifierType: string, identifier: string, at: Pointer) =>
      made.push('externalIdentifier', { type: 'ExternalIdentifier', externalIdentifierType, identifier }, at);
    const cpe = text(value, 'cpe');
    const isKept = items(made.element, 'externalIdentifier', '').some(({ item }) => text(item, 'identifier') === cpe);
    if (cpe !== undefined && isKept) this.account.use(below(path, 'cpe'));
    else if (cpe !== undefined) identify(cpe.startsWith('cpe:2.3:') ? 'cpe23' : 'cpe22', cpe, below(path, 'cpe'));
    for (const { item, path: at } of items(value, 'swhid', path))
      if (typeof item === 'string') identify('swhid', item, at);
    for (const { item, path: at } of items(value, 'omniborId', path))
      if (typeof item === 'string') identify('gitoid', item, at);
  }

  private references(made: MadeElement, type: string): void {
    const { value, path, element } = made;
    const keptUrls = items(element, 'externalRef', '').flatMap(({ item }) =>
      items(item, 'locator', '').map((locator) => locator.item),
    );
    for (const { item, path: at } of items(value, 'externalReferences', path)) {
      const url = text(item, 'url');
      const kind = text(item, 'type');
      if (url === undefined || kind === undefined) continue;
      const comment = text(item, 'comment');
      const plain = isObject(item) && Object.keys(item).every((key) => key === 'url' || key === 'type');
      const property =
        { distribution: 'software_downloadLocation', website: 'software_homePage' }[kind] ?? 'externalRef';
      if (keptUrls.includes(url)) this.account.use(at);
      else if (plain && property !== 'externalRef' && type !== 'software_File' && element[property] === undefined)
        made.set(property, url, at);
      else {
        const externalRefType = lookUp(REFERENCE_TO_SPDX, kind);
        const note = externalRefType === undefined ? `CycloneDX type: ${kind}` : undefined;
        const said = [note, comment].filter((part) => part !== undefined).join('; ');
        this.account.use(below(at, 'url'), below(at, 'type'), below(at, 'comment'));
        made.push('externalRef', {
          type: 'ExternalRef',
          externalRefType: externalRefType ?? 'other',
          locator: [url],
          ...(said ? { comment: said } : {}),
        });
      }
    }
  }

  /** Supplier and originators; those that a conversion from SPDX kept go before the names of CycloneDX. */
  private origin(made: MadeElement): void {
    const { value, path, element } = made;
    const at = (key: string) => below(path, key);
    if (made.restored.has('suppliedBy')) this.account.use(at('supplier'));
    else {
      const supplier = this.agent('Organization', get(value, 'supplier'), at('supplier'));
      if (supplier !== undefined) element['suppliedBy'] = supplier;
    }
    if (made.restored.has('originatedBy')) return this.account.use(at('manufacturer'), at('authors'));
    const originators = [
      this.agent('Organization', get(value, 'manufacturer'), at('manufacturer')),
      ...items(value, 'authors', path).map(({ item, path: place }) => this.agent('Person', item, place)),
    ].filter((id) => id !== undefined);
    const author = text(value, 'author');
    if (author !== undefined) {
      // A text does not say whether it names a person or an organization.
      originators.push(this.agent('Agent', { name: author }, `${at('author')}/-`)!);
      made.keepAt('/author', author);
    }
    if (originators.length) element['originatedBy'] = [...new Set(originators)];
  }

  private modelCard(made: MadeElement): void {
    const { value, path, element } = made;
    const card = get(value, 'modelCard');
    if (!isObject(card)) return;
    const at = below(path, 'modelCard');
    const parameters = get(card, 'modelParameters');
    const approach = text(get(parameters, 'approach'), 'type');
    if (!made.restored.has('ai_typeOfModel')) {
      const family = text(parameters, 'architectureFamily');
      const types = [approach, family, text(parameters, 'modelArchitecture')].filter((each) => each !== undefined);
      if (types.length) element['ai_typeOfModel'] = [...new Set(types)];
    }
    if (approach !== undefined && APPROACHES.includes(approach))
      this.account.use(below(below(below(at, 'modelParameters'), 'approach'), 'type'));
    this.datasets(made, parameters, below(at, 'modelParameters'));
    this.metrics(made, get(card, 'quantitativeAnalysis'), below(at, 'quantitativeAnalysis'));
    const considerations = get(card, 'considerations');
    const place = below(at, 'considerations');
    this.joined(made, 'ai_informationAboutApplication', considerations, 'useCases', place);
    this.joined(made, 'ai_limitation', considerations, 'technicalLimitations', place);
    const environment = get(considerations, 'environmentalConsiderations');
    this.energy(made, environment, below(place, 'environmentalConsiderations'));
  }

  /** A list of texts as the one text that SPDX has room for; more than one is kept as a list too. */
  private joined(made: MadeElement, property: string, of: Json | undefined, key: string, path: Pointer): void {
    const texts = items(of, key, path).filter(({ item }) => typeof item === 'string');
    if (!texts.length || made.restored.has(property)) return;
    made.element[property] = texts.map(({ item }) => item as string).join('\n');
    if (texts.length === 1) this.account.use(below(path, key));
  }

  private metrics(made: MadeElement, analysis: Json | undefined, path: Pointer): void {
    if (made.restored.has('ai_metric')) return;
    for (const { item, path: at } of items(analysis, 'performanceMetrics', path)) {
      const type = text(item, 'type');
      if (type === undefined) continue;
      const slice = text(item, 'slice');
      const value = text(item, 'value');
      const entry = {
        type: 'DictionaryEntry',
        key: slice === undefined ? type : `${type} (${slice})`,
        ...(value === undefined ? {} : { value }),
      };
      const plain = isObject(item) && Object.keys(item).every((key) => key === 'type' || key === 'value');
      made.push('ai_metric', entry, plain ? at : undefined);
    }
  }

  private energy(made: MadeElement, environment: Json | undefined, path: Pointer): void {
    const energy: JsonObject = { type: 'ai_EnergyConsumption' };
    for (const { item, path: at } of items(environment, 'energyConsumptions', path)) {
      const part = lookUp(ENERGY_PART, text(item, 'activity'));
      const cost = get(item, 'activityEnergyCost');
      const amount = get(cost, 'value');
      if (part === undefined || typeof amount !== 'number' || text(cost, 'unit') !== 'kWh') continue;
      const description = {
        type: 'ai_EnergyConsumptionDescription',
        ai_energyQuantity: decimal(amount),
        ai_energyUnit: 'kilowattHour',
      };
      energy[part] = [...((energy[part] as Json[] | undefined) ?? []), description];
      const providers = get(item, 'energyProviders');
      const plain =
        isObject(item) && Object.keys(item).length === 3 && Array.isArray(providers) && providers.length === 0;
      if (plain) this.account.use(at);
    }
    if (made.restored.has('ai_energyConsumption')) this.account.use(below(path, 'energyConsumptions'));
    else if (Object.keys(energy).length > 1) made.element['ai_energyConsumption'] = energy;
  }

  private datasets(made: MadeElement, parameters: Json | undefined, path: Pointer): void {
    const to: string[] = [];
    for (const { item, path: at } of items(parameters, 'datasets', path)) {
      const ref = text(item, 'ref');
      if (ref === undefined) {
        if (isObject(item)) to.push(this.inlineData(item, at));
        continue;
      }
      const id = this.refs.get(ref);
      if (id === undefined) this.account.lose(at, t('it leads to no component'));
      else {
        this.account.use(at);
        const kept = made.keptRelations.some(
          (each) =>
            ['trainedOn', 'testedOn'].includes(text(each, 'relationshipType') ?? '') &&
            items(each, 'to', '').some((target) => target.item === ref),
        );
        if (!kept) to.push(id);
      }
    }
    if (!to.length) return;
    made.relations.push({ type: 'other', to });
    made.comments.set('other', 'CycloneDX: data that the model was trained or evaluated with');
    this.account.add(
      'Relationship other',
      t('CycloneDX does not say whether data trained or tested a model: the relationship has the type "other"'),
    );
  }

  private inlineData(value: JsonObject, path: Pointer): string {
    const id = this.freeId(text(value, 'bom-ref') ?? path);
    const made = new MadeElement(id, value, path, this.account);
    made.element['type'] = 'dataset_DatasetPackage';
    const name = text(value, 'name');
    if (name !== undefined) made.set('name', name, below(path, 'name'));
    this.account.use(below(path, 'bom-ref'));
    if (text(value, 'type') === 'dataset') this.account.use(below(path, 'type'));
    this.dataFields(made, value, path);
    made.element['software_primaryPurpose'] = 'data';
    made.element['dataset_datasetType'] = ['noAssertion'];
    this.account.add('dataset_datasetType', t('SPDX demands a type of data: "noAssertion" says that none is known'));
    this.element(made.finished());
    return id;
  }

  private data(made: MadeElement): void {
    const [first, ...rest] = items(made.value, 'data', made.path);
    if (!first) return;
    this.dataFields(made, first.item, first.path);
    if (!rest.length && text(first.item, 'type') === 'dataset') this.account.use(below(first.path, 'type'));
  }

  private dataFields(made: MadeElement, value: Json, path: Pointer): void {
    const classification = text(value, 'classification');
    if (classification !== undefined && CONFIDENTIALITY.includes(classification))
      made.set('dataset_confidentialityLevel', classification, below(path, 'classification'));
    const description = text(value, 'description');
    if (description !== undefined && made.element['description'] === undefined)
      made.set('description', description, below(path, 'description'));
    const url = text(get(value, 'contents'), 'url');
    if (url !== undefined && made.element['software_downloadLocation'] === undefined)
      made.set('software_downloadLocation', url, below(below(path, 'contents'), 'url'));
  }

  private pedigree(made: MadeElement): void {
    const { value, path } = made;
    const pedigree = get(value, 'pedigree');
    const at = below(path, 'pedigree');
    const isKept = made.keptRelations.some((each) => text(each, 'relationshipType') === 'descendantOf');
    if (isKept) return this.account.use(below(at, 'ancestors'));
    const ancestors = items(pedigree, 'ancestors', at).flatMap(({ item, path: place }) => {
      if (!isObject(item)) return [];
      const known = this.refs.get(text(item, 'bom-ref') ?? '');
      if (known !== undefined) {
        this.account.use(place);
        return [known];
      }
      this.name(item, place);
      return [this.component(item, place)];
    });
    if (ancestors.length) made.relations.push({ type: 'descendantOf', to: ancestors });
  }

  // Relationships

  private relate(relationshipType: string, from: string, to: readonly string[], comment?: string): void {
    const open = to.filter((id) => !this.keptRelations.has(`${relationshipType} ${from} ${id}`));
    if (!open.length) return;
    this.element({
      type: 'Relationship',
      spdxId: this.freeId(`Relationship/${++this.relations}`),
      relationshipType,
      from,
      to: [...new Set(open)],
      ...(comment === undefined ? {} : { comment }),
    });
  }

  private keptRelation(from: string, value: JsonObject): void {
    const kind = text(value, 'relationshipType') ?? '';
    const to = items(value, 'to', '').flatMap(({ item }) => (typeof item === 'string' ? [item] : []));
    if (kind === 'hasDeclaredLicense' || kind === 'hasConcludedLicense') {
      for (const expression of to) this.relate(kind, from, [this.licenses.ofExpression(expression)]);
      return;
    }
    const resolved = to.map((id) => this.refs.get(id) ?? id);
    for (const id of resolved) this.keptRelations.add(`${kind} ${from} ${id}`);
    const id = text(value, 'spdxId');
    const free = id !== undefined && !this.ids.has(id) ? id : this.freeId(`Relationship/${++this.relations}`);
    this.ids.add(free);
    this.element({ type: 'Relationship', ...value, spdxId: free, from, to: resolved });
  }

  private dependency(value: Json, path: Pointer): void {
    const ref = text(value, 'ref');
    const from = ref === undefined ? undefined : this.refs.get(ref);
    if (from === undefined) return this.account.lose(path, t('it leads to no component'));
    this.account.use(below(path, 'ref'));
    const to = items(value, 'dependsOn', path).flatMap(({ item, path: at }) => {
      const id = typeof item === 'string' ? this.refs.get(item) : undefined;
      if (id === undefined) this.account.lose(at, t('it leads to no component'));
      else this.account.use(at);
      return id ?? [];
    });
    this.relate('dependsOn', from, to);
  }
}

/** An element of the result while it is made. */
class MadeElement {
  readonly element: JsonObject;
  readonly entries: JsonObject[] = [];
  readonly relations: { type: string; to: string[] }[] = [];
  readonly comments = new Map<string, string>();
  readonly keptRelations: JsonObject[] = [];
  /** Properties that a conversion from SPDX had kept. */
  restored: ReadonlySet<string> = new Set();
  keptType: string | undefined;

  constructor(
    id: string,
    readonly value: JsonObject,
    readonly path: Pointer,
    private readonly account: Account,
  ) {
    this.element = { type: '', spdxId: id };
  }

  readonly setType = (type: string): boolean => {
    if (!/^(?:ai_AIPackage|dataset_DatasetPackage|software_(?:File|Package))$/.test(type)) return false;
    this.keptType = type;
    return true;
  };

  set(property: string, value: Json, path: Pointer): void {
    this.element[property] = value;
    this.account.use(path);
  }

  push(property: string, value: Json, path?: Pointer): void {
    const known = this.element[property];
    this.element[property] = [...(Array.isArray(known) ? known : []), value];
    if (path !== undefined) this.account.use(path);
  }

  /** Keeps a part of the component under its pointer. */
  keepAt(pointer: string, value: Json): void {
    const isText = typeof value === 'string';
    const name = `${CYCLONEDX_PREFIX}${isText ? '' : JSON_MARK}${pointer}`;
    this.entries.push(entryOf(name, isText ? value : JSON.stringify(value)));
    this.account.keep(`${this.path}${pointer}`, name);
  }

  /** Keeps what is left of the component, in parts that are as large as can be put back whole. */
  keepRest(longest: number): void {
    const own = ['bom-ref', 'type', 'name', 'components', 'licenses', 'properties', 'externalReferences', 'hashes'];
    for (const [key, value] of Object.entries(this.value))
      if (!own.includes(key)) this.keepOpen(`/${key}`, value, longest);
  }

  private keepOpen(pointer: string, value: Json, longest: number): void {
    if (this.account.isSettled(`${this.path}${pointer}`, value)) return;
    const splits = [
      '/modelCard',
      '/modelCard/modelParameters',
      '/modelCard/considerations',
      '/modelCard/quantitativeAnalysis',
      '/pedigree',
    ];
    if (isObject(value) && splits.includes(pointer)) {
      for (const [key, child] of Object.entries(value)) this.keepOpen(`${pointer}/${key}`, child, longest);
    } else if (JSON.stringify(value).length <= longest) this.keepAt(pointer, value);
    else this.account.lose(`${this.path}${pointer}`, t('too long to be kept in a property'));
  }

  finished(): JsonObject {
    if (this.entries.length) this.push('extension', extensionOf(this.entries));
    return this.element;
  }
}

function extensionOf(entries: readonly JsonObject[]): JsonObject {
  return { type: 'extension_CdxPropertiesExtension', extension_cdxProperty: [...entries] };
}

function entryOf(name: string, value: string | undefined): JsonObject {
  return {
    type: 'extension_CdxPropertyEntry',
    extension_cdxPropName: name,
    ...(value === undefined ? {} : { extension_cdxPropValue: value }),
  };
}

function parsed(written: string | undefined): Json | undefined {
  if (written === undefined) return undefined;
  try {
    return JSON.parse(written) as Json;
  } catch {
    return undefined; // changed by hand into what is no JSON
  }
}

/** A time as SPDX writes it: UTC, whole seconds. */
function spdxTime(written: string): string | undefined {
  const time = Date.parse(written);
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
