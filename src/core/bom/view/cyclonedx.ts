import { keptName, SPDX_PREFIX } from '../names';
import {
  addReference,
  addRelationFacts,
  algorithmName,
  componentOf,
  FactCollector,
  scalarText,
  type Draft,
} from './collect';
import { type FactName } from './fields';
import { below, get, isObject, items, text, type Json, type JsonObject } from './json';
import { SPDX_FACTS } from './spdx-fields';
import { type BomRelation, type BomView, type ComponentKind, type Pointer } from './view';

const KIND_OF_TYPE: Readonly<Record<string, ComponentKind>> = {
  'machine-learning-model': 'model',
  data: 'dataset',
  file: 'file',
  application: 'application',
  framework: 'framework',
  library: 'library',
  container: 'container',
  platform: 'platform',
  'operating-system': 'operating-system',
  device: 'device',
  firmware: 'firmware',
  'device-driver': 'other',
  'cryptographic-asset': 'other',
};

/** Fields of a component whose value is the fact. */
const FACT_OF_FIELD: Readonly<Record<string, FactName>> = {
  version: 'version',
  description: 'description',
  purl: 'purl',
  copyright: 'copyright',
  'mime-type': 'contentType',
};

/** Fields of a model card whose value is the fact, by their place in it. */
const FACT_OF_CARD: Readonly<Record<string, Readonly<Record<string, FactName>>>> = {
  modelParameters: { task: 'task', architectureFamily: 'architecture', modelArchitecture: 'architecture' },
  considerations: {
    users: 'users',
    useCases: 'application',
    technicalLimitations: 'limitation',
    performanceTradeoffs: 'tradeoff',
  },
};

/** Reads a CycloneDX document. */
export function readCycloneDx(root: JsonObject, version: string): BomView {
  return new CycloneDxReader(root, version).view();
}

class CycloneDxReader {
  private readonly drafts: Draft[] = [];
  private readonly relations: BomRelation[] = [];
  private readonly document = new FactCollector();
  /** Components whose ancestors a conversion kept, with their ids. */
  private readonly withKeptAncestors = new Set<string>();

  constructor(
    private readonly root: JsonObject,
    private readonly version: string,
  ) {}

  view(): BomView {
    const metadata = get(this.root, 'metadata');
    const subject = get(metadata, 'component');
    const about = isObject(subject) ? this.component(subject, '/metadata/component') : undefined;
    for (const { item, path } of items(this.root, 'components', '')) if (isObject(item)) this.component(item, path);
    for (const { item, path } of items(this.root, 'dependencies', '')) this.dependency(item, path);
    this.dropRepeatedRelations();
    addRelationFacts(this.drafts, this.relations);
    this.readDocument(metadata);
    const components = this.drafts.map(componentOf);
    const models = components.filter(({ kind }) => kind === 'model');
    const rootComponent = about
      ? components.find(({ id }) => id === about)
      : models.length === 1
        ? models[0]
        : undefined;
    return {
      format: 'cyclonedx',
      specVersion: this.version,
      document: this.document.facts,
      components,
      relations: this.relations,
      ...(rootComponent ? { root: rootComponent } : {}),
    };
  }

  /** Reads a component with those inside it; returns its id. */
  private component(value: JsonObject, path: Pointer): string {
    const id = text(value, 'bom-ref') ?? path;
    const collector = new FactCollector();
    const kind = KIND_OF_TYPE[text(value, 'type') ?? ''] ?? 'other';
    this.drafts.push({ id, kind, path, collector });
    this.common(collector, value, path);
    this.licenses(collector, value, path);
    this.properties(id, collector, value, path);
    const card = get(value, 'modelCard');
    if (isObject(card)) this.modelCard(id, collector, card, below(path, 'modelCard'));
    for (const { item, path: at } of items(value, 'data', path)) this.data(collector, item, at);
    for (const { item, path: at } of items(value, 'components', path))
      if (isObject(item)) this.relations.push({ type: 'contains', from: id, to: this.component(item, at), path: at });
    const pedigree = get(value, 'pedigree');
    for (const { item, path: at } of items(pedigree, 'ancestors', below(path, 'pedigree'))) {
      if (!isObject(item) || this.withKeptAncestors.has(id)) continue;
      // An ancestor that is listed elsewhere too is that component.
      const known = text(item, 'bom-ref') === undefined ? this.sameComponent(item) : undefined;
      const to = known ?? this.component(item, at);
      this.relations.push({ type: 'descendantOf', from: id, to, path: at });
    }
    return id;
  }

  private sameComponent(value: JsonObject): string | undefined {
    const purl = text(value, 'purl');
    return purl && this.drafts.find(({ collector }) => collector.facts.get('purl')?.[0]?.value === purl)?.id;
  }

  private common(collector: FactCollector, value: JsonObject, path: Pointer): void {
    const group = text(value, 'group');
    const name = text(value, 'name');
    if (name !== undefined)
      collector.add('name', { value: group ? `${group}/${name}` : name, path: below(path, 'name') });
    for (const [key, fact] of Object.entries(FACT_OF_FIELD)) collector.take(fact, get(value, key), below(path, key));
    this.entity(collector, 'supplier', get(value, 'supplier'), below(path, 'supplier'));
    this.entity(collector, 'originator', get(value, 'manufacturer'), below(path, 'manufacturer'));
    for (const { item, path: at } of items(value, 'authors', path)) this.entity(collector, 'originator', item, at);
    if (!collector.facts.has('originator')) collector.take('originator', get(value, 'author'), below(path, 'author'));
    if (!collector.facts.has('supplier')) collector.take('supplier', get(value, 'publisher'), below(path, 'publisher'));
    const type = text(value, 'type');
    if (type !== undefined) collector.add('purpose', { value: type, path: below(path, 'type') });
    const cpe = text(value, 'cpe');
    if (cpe) collector.add('identifier', { key: 'cpe', value: cpe, path: below(path, 'cpe') });
    for (const key of ['swhid', 'omniborId'])
      for (const { item, path: at } of items(value, key, path))
        if (typeof item === 'string')
          collector.add('identifier', { key: key === 'omniborId' ? 'gitoid' : key, value: item, path: at });
    for (const { item, path: at } of items(value, 'hashes', path)) {
      const content = text(item, 'content');
      const algorithm = algorithmName(text(item, 'alg') ?? '?');
      if (content) collector.add('hash', { key: algorithm, value: content.toLowerCase(), path: at });
    }
    for (const { item, path: at } of items(value, 'externalReferences', path)) {
      const kind = text(item, 'type');
      const url = text(item, 'url');
      if (url === undefined) continue;
      if (kind === 'distribution' && !collector.facts.has('download'))
        collector.add('download', { value: url, path: at });
      else if (kind === 'website' && !collector.facts.has('homePage'))
        collector.add('homePage', { value: url, path: at });
      else addReference(collector, kind, url, at, text(item, 'comment'));
    }
  }

  private entity(collector: FactCollector, name: FactName, value: Json | undefined, path: Pointer): void {
    const contact = items(value, 'contact', path)[0];
    const title = text(value, 'name') ?? text(contact?.item, 'name') ?? text(value, 'email');
    if (title !== undefined) collector.add(name, { value: title, path });
  }

  private licenses(collector: FactCollector, value: JsonObject, path: Pointer): void {
    for (const { item, path: at } of items(value, 'licenses', path)) {
      const license = get(item, 'license');
      const expression = text(item, 'expression') ?? text(license, 'id') ?? text(license, 'name');
      if (expression === undefined) continue;
      const role = text(item, 'acknowledgement') ?? text(license, 'acknowledgement');
      collector.add(role === 'concluded' ? 'concludedLicense' : 'declaredLicense', { value: expression, path: at });
    }
  }

  /** Properties of others as they are, and those that a conversion kept as what they stand for. */
  private properties(id: string, collector: FactCollector, value: Json | undefined, path: Pointer): void {
    for (const { item, path: at } of items(value, 'properties', path)) {
      const name = text(item, 'name');
      if (name === undefined) continue;
      const written = text(item, 'value') ?? '';
      const kept = keptName(name, SPDX_PREFIX);
      if (!kept) collector.add('property', { key: name, value: written, path: at });
      else if (kept.field === 'Relationship') this.keptRelation(id, written, at, collector);
      else if (kept.isJson) this.keptJson(collector, kept.field, written, at);
      else {
        const fact = Object.hasOwn(SPDX_FACTS, kept.field) ? SPDX_FACTS[kept.field] : undefined;
        if (!fact) continue;
        // The type of the component says it less exactly.
        if (fact === 'purpose') collector.facts.delete(fact);
        collector.add(fact, { ...(kept.key === undefined ? {} : { key: kept.key }), value: written, path: at });
      }
    }
  }

  private keptJson(collector: FactCollector, field: string, written: string, path: Pointer): void {
    const value = parsed(written);
    if (field === 'verifiedUsing') {
      const hash = text(value, 'hashValue');
      const key = algorithmName(text(value, 'algorithm') ?? '?');
      if (hash) collector.add('hash', { key, value: hash.toLowerCase(), path });
    } else if (field === 'externalIdentifier') {
      const identifier = text(value, 'identifier');
      const key = text(value, 'externalIdentifierType') ?? 'other';
      if (identifier) collector.add('identifier', { key, value: identifier, path });
    } else if (Object.hasOwn(SPDX_FACTS, field)) collector.take(SPDX_FACTS[field]!, value, path);
  }

  private keptRelation(id: string, written: string, path: Pointer, collector: FactCollector): void {
    const value = parsed(written);
    const type = text(value, 'relationshipType');
    if (type === undefined) return;
    if (type === 'descendantOf') this.withKeptAncestors.add(id);
    for (const { item } of items(value, 'to', '')) {
      if (typeof item !== 'string') continue;
      if (type === 'hasDeclaredLicense') collector.add('declaredLicense', { value: licenseWord(item), path });
      else if (type === 'hasConcludedLicense') collector.add('concludedLicense', { value: licenseWord(item), path });
      else this.relations.push({ type, from: id, to: item, path });
    }
  }

  private modelCard(id: string, collector: FactCollector, card: JsonObject, path: Pointer): void {
    for (const [part, fields] of Object.entries(FACT_OF_CARD))
      for (const [key, fact] of Object.entries(fields))
        collector.take(fact, get(get(card, part), key), below(below(path, part), key));
    const parameters = get(card, 'modelParameters');
    const at = below(path, 'modelParameters');
    if (!collector.facts.has('modelType'))
      collector.take('modelType', get(get(parameters, 'approach'), 'type'), below(below(at, 'approach'), 'type'));
    for (const { item, path: place } of items(parameters, 'inputs', at))
      collector.take('input', get(item, 'format'), place);
    for (const { item, path: place } of items(parameters, 'outputs', at))
      collector.take('output', get(item, 'format'), place);
    for (const { item, path: place } of items(parameters, 'datasets', at)) {
      const ref = text(item, 'ref');
      if (ref !== undefined) this.relations.push({ type: 'usesData', from: id, to: ref, path: place });
      else if (isObject(item))
        this.relations.push({ type: 'usesData', from: id, to: this.inline(item, place), path: place });
    }
    const analysis = get(card, 'quantitativeAnalysis');
    for (const { item, path: place } of items(analysis, 'performanceMetrics', below(path, 'quantitativeAnalysis'))) {
      const key = text(item, 'type') ?? '?';
      const slice = text(item, 'slice');
      const value = scalarText(get(item, 'value')) ?? '';
      collector.add('metric', { key, value, path: place, ...(slice ? { of: slice } : {}) });
    }
    this.considerations(collector, get(card, 'considerations'), below(path, 'considerations'));
    this.properties(id, collector, card, path);
  }

  private considerations(collector: FactCollector, value: Json | undefined, path: Pointer): void {
    for (const { item, path: at } of items(value, 'ethicalConsiderations', path))
      collector.take('ethics', get(item, 'name'), at);
    for (const { item, path: at } of items(value, 'fairnessAssessments', path))
      collector.take('fairness', get(item, 'groupAtRisk') ?? get(item, 'harms'), at);
    const environment = get(value, 'environmentalConsiderations');
    for (const { item, path: at } of items(
      environment,
      'energyConsumptions',
      below(path, 'environmentalConsiderations'),
    )) {
      const cost = get(item, 'activityEnergyCost');
      const amount = scalarText(get(cost, 'value'));
      if (amount === undefined) continue;
      const energy = `${amount} ${text(cost, 'unit') ?? ''}`.trim();
      collector.add('energy', { key: text(item, 'activity') ?? 'other', value: energy, path: at });
    }
  }

  /** Data that stand inside a model card and nowhere else. */
  private inline(value: JsonObject, path: Pointer): string {
    const id = text(value, 'bom-ref') ?? path;
    const collector = new FactCollector();
    collector.take('name', get(value, 'name'), below(path, 'name'));
    this.data(collector, value, path);
    this.drafts.push({ id, kind: 'dataset', path, collector });
    return id;
  }

  private data(collector: FactCollector, value: Json, path: Pointer): void {
    collector.take('confidentiality', get(value, 'classification'), below(path, 'classification'));
    collector.take('sensitiveData', get(value, 'sensitiveData'), below(path, 'sensitiveData'));
    if (!collector.facts.has('description'))
      collector.take('description', get(value, 'description'), below(path, 'description'));
    const contents = get(value, 'contents');
    const url = text(contents, 'url');
    if (url && !collector.facts.has('download'))
      collector.add('download', { value: url, path: below(path, 'contents') });
    const governance = get(value, 'governance');
    for (const role of ['custodians', 'stewards', 'owners'])
      for (const { item, path: at } of items(governance, role, below(path, 'governance'))) {
        const name = text(get(item, 'organization'), 'name') ?? text(get(item, 'contact'), 'name');
        if (name) collector.add('governance', { key: role, value: name, path: at });
      }
  }

  private dependency(value: Json, path: Pointer): void {
    const from = text(value, 'ref');
    if (from === undefined) return;
    for (const { item, path: at } of items(value, 'dependsOn', path))
      if (typeof item === 'string') this.relations.push({ type: 'dependsOn', from, to: item, path: at });
  }

  /** What a conversion kept says more than the native form of the same relation, which then goes. */
  private dropRepeatedRelations(): void {
    const exact = new Set(this.relations.map(({ type, from, to }) => `${type} ${from} ${to}`));
    const isRepeated = ({ type, from, to }: BomRelation): boolean =>
      type === 'usesData' && (exact.has(`trainedOn ${from} ${to}`) || exact.has(`testedOn ${from} ${to}`));
    const said = new Set<string>();
    const kept = this.relations.filter((relation) => {
      const key = `${relation.type} ${relation.from} ${relation.to}`;
      if (isRepeated(relation) || said.has(key)) return false;
      said.add(key);
      return true;
    });
    this.relations.splice(0, this.relations.length, ...kept);
  }

  private readDocument(metadata: Json | undefined): void {
    const { document, root } = this;
    document.take('docFormat', get(root, 'bomFormat'), '/bomFormat');
    document.take('docFormatVersion', get(root, 'specVersion'), '/specVersion');
    document.take('docId', get(root, 'serialNumber'), '/serialNumber');
    document.take('docVersion', get(root, 'version'), '/version');
    document.take('docCreated', get(metadata, 'timestamp'), '/metadata/timestamp');
    for (const { item, path } of items(metadata, 'authors', '/metadata'))
      this.entity(document, 'docAuthor', item, path);
    this.entity(document, 'docAuthor', get(metadata, 'manufacturer'), '/metadata/manufacturer');
    const tools = get(metadata, 'tools');
    const listed = Array.isArray(tools) ? items(metadata, 'tools', '/metadata') : this.toolComponents(tools);
    for (const { item, path } of listed) {
      document.take('docTool', get(item, 'name'), below(path, 'name'));
      document.take('docToolVersion', get(item, 'version'), below(path, 'version'));
    }
    for (const { item, path } of items(metadata, 'lifecycles', '/metadata'))
      document.take('docContext', get(item, 'phase') ?? get(item, 'name'), path);
    for (const { item, path } of items(metadata, 'licenses', '/metadata')) {
      const license = get(item, 'license');
      const value = text(item, 'expression') ?? text(license, 'id') ?? text(license, 'name');
      if (value) document.add('docLicense', { value, path });
    }
    if (get(root, 'signature')) document.add('docSignature', { value: 'signature', path: '/signature' });
    for (const { item, path } of items(root, 'vulnerabilities', ''))
      document.add('vulnerability', { value: text(item, 'id') ?? '?', path });
    for (const { kind, path, collector } of this.drafts) {
      const name = collector.facts.get('name')?.[0]?.value ?? path;
      if (kind === 'device') document.add('hardware', { value: name, path });
      else if (kind !== 'model' && kind !== 'dataset' && kind !== 'file')
        document.add('software', { value: name, path });
    }
  }

  private toolComponents(tools: Json | undefined) {
    return [...items(tools, 'components', '/metadata/tools'), ...items(tools, 'services', '/metadata/tools')];
  }
}

/** JSON that a conversion wrote into a property; undefined where somebody changed it into something else. */
function parsed(written: string): Json | undefined {
  try {
    return JSON.parse(written) as Json;
  } catch {
    return undefined;
  }
}

function licenseWord(id: string): string {
  if (/NoAssertion/.test(id)) return 'NOASSERTION';
  return /None(?:License|Element)?$/.test(id) ? 'NONE' : id;
}
