import { addReference, addRelationFacts, algorithmName, componentOf, FactCollector, type Draft } from './collect';
import { below, get, isObject, items, text, type Json, type JsonObject } from './json';
import { LicenseTexts } from './spdx-licenses';
import { ENERGY_ACTIVITY, KIND_OF_PURPOSE, SPDX_FACTS } from './spdx-fields';
import { type BomRelation, type BomView, type ComponentKind, type Fact, type Pointer } from './view';
import { versionOfContext } from '../spdx/version';

/** An object of the graph that has a type. */
export interface SpdxElement {
  type: string;
  /** `spdxId`, or `@id` for what is no element. */
  id: string | undefined;
  value: JsonObject;
  path: Pointer;
}

/** The version that a document's `@context` names, if it is one of SPDX 3. */
export function spdxVersion(root: Json): string | undefined {
  const contexts = items(root, '@context', '').map(({ item }) => item);
  for (const context of contexts) {
    const version = typeof context === 'string' ? versionOfContext(context) : undefined;
    if (version) return version;
  }
  return undefined;
}

/** The elements of a document: those of its graph, or the one object that it is. */
export function spdxElements(root: JsonObject): SpdxElement[] {
  const all = Object.hasOwn(root, '@graph') ? items(root, '@graph', '') : [{ item: root as Json, path: '' }];
  return all.flatMap(({ item, path }) => {
    const type = text(item, 'type') ?? text(item, '@type');
    if (!isObject(item) || type === undefined) return [];
    return [{ type, id: text(item, 'spdxId') ?? text(item, '@id'), value: item, path }];
  });
}

/** The kind of component that an element is; undefined for everything that is none. */
export function spdxKind({ type, value }: SpdxElement): ComponentKind | undefined {
  switch (type) {
    case 'ai_AIPackage':
      return 'model';
    case 'dataset_DatasetPackage':
      return 'dataset';
    case 'software_File':
      return 'file';
    case 'software_Package':
      return KIND_OF_PURPOSE[text(value, 'software_primaryPurpose') ?? ''] ?? 'other';
    default:
      return undefined;
  }
}

/** Reads an SPDX 3.0 document. */
export function readSpdx(root: JsonObject, version: string): BomView {
  return new SpdxReader(spdxElements(root), version).view(root);
}

class SpdxReader {
  private readonly byId = new Map<string, SpdxElement>();
  private readonly licenses: LicenseTexts;
  private readonly drafts: Draft[] = [];
  private readonly relations: BomRelation[] = [];
  private readonly document = new FactCollector();

  constructor(
    private readonly elements: readonly SpdxElement[],
    private readonly version: string,
  ) {
    for (const element of elements)
      if (element.id !== undefined && !this.byId.has(element.id)) this.byId.set(element.id, element);
    this.licenses = new LicenseTexts(this.byId);
  }

  view(root: JsonObject): BomView {
    for (const element of this.elements) {
      const kind = spdxKind(element);
      if (kind) this.drafts.push(this.component(element, kind));
    }
    const byId = new Map(this.drafts.map((draft) => [draft.id, draft]));
    for (const element of this.elements) if (get(element.value, 'relationshipType')) this.relation(element, byId);
    addRelationFacts(this.drafts, this.relations);
    this.readDocument(root);
    const components = this.drafts.map(componentOf);
    const rootId = this.rootId();
    const about = components.find(({ id }) => id === rootId);
    return {
      format: 'spdx',
      specVersion: this.version,
      document: this.document.facts,
      components,
      relations: this.relations,
      ...(about ? { root: about } : {}),
    };
  }

  private component({ id, value, path }: SpdxElement, kind: ComponentKind): Draft {
    const collector = new FactCollector();
    for (const key of Object.keys(value)) {
      const name = Object.hasOwn(SPDX_FACTS, key) ? SPDX_FACTS[key] : undefined;
      if (name) collector.take(name, value[key], below(path, key));
    }
    if (!collector.facts.has('description')) collector.take('description', value['summary'], below(path, 'summary'));
    for (const { item, path: at } of items(value, 'suppliedBy', path)) collector.add('supplier', this.agent(item, at));
    for (const { item, path: at } of items(value, 'originatedBy', path))
      collector.add('originator', this.agent(item, at));
    for (const { item, path: at } of items(value, 'verifiedUsing', path)) {
      const algorithm = text(item, 'algorithm');
      const hash = text(item, 'hashValue');
      if (hash) collector.add('hash', { key: algorithmName(algorithm ?? '?'), value: hash.toLowerCase(), path: at });
    }
    for (const { item, path: at } of items(value, 'externalIdentifier', path)) {
      const type = text(item, 'externalIdentifierType') ?? 'other';
      const identifier = text(item, 'identifier');
      if (!identifier) continue;
      if (type === 'packageUrl' && !text(value, 'software_packageUrl')) collector.take('purl', identifier, at);
      collector.add('identifier', { key: type, value: identifier, path: at });
    }
    for (const { item, path: at } of items(value, 'externalRef', path))
      for (const locator of items(item, 'locator', at))
        if (typeof locator.item === 'string')
          addReference(collector, text(item, 'externalRefType'), locator.item, locator.path, text(item, 'comment'));
    this.energy(collector, value, path);
    this.properties(collector, value, path);
    return { id: id ?? path, kind, path, collector };
  }

  private energy(collector: FactCollector, value: JsonObject, path: Pointer): void {
    const energy = get(value, 'ai_energyConsumption');
    for (const [property, activity] of Object.entries(ENERGY_ACTIVITY))
      for (const { item, path: at } of items(energy, property, below(path, 'ai_energyConsumption'))) {
        const quantity = get(item, 'ai_energyQuantity');
        if (typeof quantity !== 'string' && typeof quantity !== 'number') continue;
        const unit = text(item, 'ai_energyUnit') ?? '';
        collector.add('energy', {
          key: activity,
          value: `${quantity} ${unit === 'kilowattHour' ? 'kWh' : unit}`.trim(),
          path: at,
        });
      }
  }

  /** CycloneDX properties inside SPDX have a class of their own. */
  private properties(collector: FactCollector, value: JsonObject, path: Pointer): void {
    for (const { item, path: at } of items(value, 'extension', path))
      for (const entry of items(item, 'extension_cdxProperty', at)) {
        const name = text(entry.item, 'extension_cdxPropName');
        if (name === undefined) continue;
        const written = text(entry.item, 'extension_cdxPropValue') ?? '';
        collector.add('property', { key: name, value: written, path: entry.path });
      }
  }

  private relation({ value, path }: SpdxElement, drafts: ReadonlyMap<string, Draft>): void {
    const type = text(value, 'relationshipType');
    const from = text(value, 'from');
    if (type === undefined || from === undefined) return;
    for (const { item, path: at } of items(value, 'to', path)) {
      if (typeof item !== 'string') continue;
      if (type === 'hasDeclaredLicense' || type === 'hasConcludedLicense') {
        const name = type === 'hasDeclaredLicense' ? 'declaredLicense' : 'concludedLicense';
        drafts.get(from)?.collector.add(name, { value: this.licenses.of(item), path: at });
      } else this.relations.push({ type, from, to: item, path: at });
    }
  }

  private readDocument(root: JsonObject): void {
    const { document } = this;
    const spdxDocument = this.elements.find(({ type }) => type === 'SpdxDocument');
    const creation = this.creationInfo(spdxDocument);
    document.add('docFormat', {
      value: 'SPDX',
      path: Object.hasOwn(root, '@context') ? '/@context' : '',
    });
    if (creation) {
      const { value, path } = creation;
      document.take('docFormatVersion', value['specVersion'], below(path, 'specVersion'));
      document.take('docCreated', value['created'], below(path, 'created'));
      for (const { item, path: at } of items(value, 'createdBy', path)) document.add('docAuthor', this.agent(item, at));
      for (const { item, path: at } of items(value, 'createdUsing', path))
        document.add('docTool', this.agent(item, at));
    }
    if (spdxDocument) {
      const { value, path, id } = spdxDocument;
      if (id !== undefined) document.add('docId', { value: id, path: below(path, 'spdxId') });
      document.take('docName', value['name'], below(path, 'name'));
      const license = text(value, 'dataLicense');
      if (license) document.add('docLicense', { value: this.licenses.of(license), path: below(path, 'dataLicense') });
    }
    for (const { type, value, path } of this.elements) {
      if (type === 'software_Sbom')
        document.take('docContext', value['software_sbomType'], below(path, 'software_sbomType'));
      if (type === 'security_Vulnerability')
        document.add('vulnerability', { value: text(value, 'name') ?? text(value, 'spdxId') ?? '?', path });
    }
    for (const { kind, path, collector } of this.drafts) {
      const name = collector.facts.get('name')?.[0]?.value ?? path;
      if (kind === 'device') document.add('hardware', { value: name, path });
      else if (kind !== 'model' && kind !== 'dataset' && kind !== 'file')
        document.add('software', { value: name, path });
    }
  }

  /** The creation information of the document; without a document, the first that there is. */
  private creationInfo(document: SpdxElement | undefined): { value: JsonObject; path: Pointer } | undefined {
    const of = document ?? this.elements.find(({ value }) => isObject(get(value, 'creationInfo')));
    const written = get(of?.value, 'creationInfo');
    if (isObject(written)) return { value: written, path: below(of!.path, 'creationInfo') };
    const named = typeof written === 'string' ? this.byId.get(written) : undefined;
    return named ?? this.elements.find(({ type }) => type === 'CreationInfo');
  }

  /** Who is meant by a reference: the name of the agent, or the reference where it leads nowhere. */
  private agent(reference: Json, path: Pointer): Fact {
    if (isObject(reference)) return { value: text(reference, 'name') ?? text(reference, 'spdxId') ?? '?', path };
    const id = String(reference);
    return { value: text(this.byId.get(id)?.value, 'name') ?? id, path };
  }

  /** The package that the BOM is about: the one root of its `software_Sbom`, or of the document itself. */
  private rootId(): string | undefined {
    for (const type of ['software_Sbom', 'Bom', 'Bundle', 'SpdxDocument']) {
      const collection = this.elements.find((element) => element.type === type);
      const roots = items(collection?.value, 'rootElement', '').flatMap(({ item }) => {
        const element = typeof item === 'string' ? this.byId.get(item) : undefined;
        return element && spdxKind(element) ? [element.id] : [];
      });
      if (roots.length === 1) return roots[0];
    }
    const models = this.drafts.filter(({ kind }) => kind === 'model');
    return models.length === 1 ? models[0]!.id : undefined;
  }
}
