import { stableId } from '../../bom/convert/ids';
import { get, isObject, items, readJson, text as textOf, type Json, type JsonObject } from '../../bom/view/json';
import { spdxElements, type SpdxElement } from '../../bom/view/spdx';
import { t } from '../../l10n';
import { type Inventory } from '../../modelfolder/inventory';
import { type BomOptions, type ToDo } from '../generated';
import { hashOf, ORIGINS_MEDIA_TYPE, readOrigins, writeOrigins, type Origins } from '../origins';
import { draftSpdx, spdxTime } from '../spdx';
import { localValue } from '../spdx/graph';
import { mergeObject, mergeValue, same, type PropertyChange } from './merge';
import { printLike, UpdateError, type Change, type Update } from './update';
import { partSentence, propertySentence } from './words';

export interface SpdxUpdateOptions extends BomOptions {
  /** SHA-256 of the bytes of the document that is brought up to date, in small hex digits: the new version names them. */
  previous?: string;
}

/** Begins the note that an element was removed by hand, among the origins of the model. */
const REMOVED = 'removed:';

/** What the link to the version before is called. */
const PREVIOUS = 'Relationship/Previous';

/**
 * Brings an AI BOM that was made here up to date with its folder. What was written by hand stays. A BOM that changes becomes a new
 * version: all of its elements get new ids, as every significant change of a model wants (SPDX 3.0.1, Core), and the version before
 * is said to be amended by it.
 * @throws {UpdateError} for a document that was not made here; {BomError} for what is no JSON
 */
export function updateSpdx(text: string, inventory: Inventory, options: SpdxUpdateOptions): Update {
  const root = readJson(text);
  const elements = isObject(root) ? spdxElements(root) : [];
  const document = elements.find(({ type }) => type === 'SpdxDocument');
  const annotated = elements.some(isOrigins);
  if (!isObject(root) || document?.id === undefined || !annotated || !Array.isArray(root['@graph']))
    throw new UpdateError(
      'not-generated',
      t(
        'This document was not generated from a folder, so that it is not known what of it was written by hand. Generate a new one.',
      ),
    );
  return new SpdxUpdate(text, root, elements, document.id, inventory, options).run();
}

class SpdxUpdate {
  private readonly changes: Change[] = [];
  private readonly old = new Map<string, SpdxElement>();
  private readonly fresh = new Map<string, SpdxElement>();
  private readonly before: ReadonlyMap<string, Origins>;
  private readonly after: ReadonlyMap<string, Origins>;
  private readonly toDos: ToDo[] = [];
  /** Elements that were generated once, and that somebody removed. */
  private readonly removedByHand: ReadonlySet<string>;
  /** Elements that relationships mention which somebody wrote. */
  private readonly usedByHand: ReadonlySet<string>;
  /** Elements of the result, by id, in the order of the document. */
  private readonly result = new Map<string, JsonObject>();

  constructor(
    private readonly text: string,
    private readonly root: JsonObject,
    private readonly elements: readonly SpdxElement[],
    private readonly base: string,
    inventory: Inventory,
    private readonly options: SpdxUpdateOptions,
  ) {
    const draft = draftSpdx(inventory, options, base);
    const freshElements = spdxElements(draft.graph);
    for (const element of elements) if (element.id !== undefined) this.old.set(element.id, element);
    for (const element of freshElements) if (element.id !== undefined) this.fresh.set(element.id, element);
    this.before = originsBySubject(elements);
    this.after = originsBySubject(freshElements);
    const noted = [...(this.before.get(this.model) ?? new Map<string, never>()).keys()]
      .filter((key) => key.startsWith(REMOVED))
      .map((key) => base + key.slice(REMOVED.length));
    const byHand = elements.filter(
      ({ id, type, value }) =>
        isRelationship(type) &&
        id !== undefined &&
        id !== `${base}#${PREVIOUS}` &&
        !this.fresh.has(id) &&
        !this.originOf(this.before, id, value),
    );
    this.usedByHand = new Set(
      byHand
        .filter(({ value }) => textOf(value, 'relationshipType') !== 'contains')
        .flatMap(({ value }) => [value['from'], ...items(value, 'to', '').map(({ item }) => item)])
        .filter((id) => typeof id === 'string'),
    );
    this.removedByHand = new Set([...noted, ...[...this.before.keys()].filter((id) => !this.old.has(id))]);
  }

  private get model(): string {
    return `${this.base}#Model`;
  }

  run(): Update {
    for (const element of this.elements) this.mergeOld(element);
    this.addNew();
    this.mergeRelationships();
    this.dropUnused();
    this.checkVersion();
    if (!this.changes.some(({ kind }) => kind !== 'kept'))
      return { text: this.text, changes: this.changes, toDos: this.toDos };
    return { text: printLike(this.text, this.newVersion()), changes: this.changes, toDos: this.toDos };
  }

  // Elements

  private mergeOld(element: SpdxElement): void {
    const { id, type, value, path } = element;
    if (id === undefined || isOrigins(element) || isRelationship(type)) return;
    const fresh = this.fresh.get(id);
    if (HEADS.has(type)) this.result.set(id, value);
    else if (fresh && fresh.type === type) this.result.set(id, this.merged(element, fresh));
    // Of licences and agents it is not known yet whether something by hand mentions them.
    else if (!TOLD.has(type) || !this.wasGenerated(element)) this.result.set(id, value);
    else this.changes.push({ at: path, kind: 'removed', message: partSentence('removed', this.nameOf(element)) });
  }

  private merged(element: SpdxElement, fresh: SpdxElement): JsonObject {
    const { id, type, value, path } = element;
    if (type === 'software_File') return this.mergedFile(element, fresh);
    const { value: merged, changes } = mergeObject(
      value,
      fresh.value,
      this.withEditedAgents(value, this.propertiesOf(this.before, id!)),
      this.propertiesOf(this.after, id!),
      (each) => localValue(each, this.base),
    );
    const name = this.nameOf(element);
    for (const change of changes)
      this.changes.push({
        at: get(value, change.property) === undefined ? path : `${path}/${change.property}`,
        kind: change.kind,
        message: propertySentence(this.named(change), name),
      });
    return merged;
  }

  /** A change in which elements are told by their names. */
  private named({ now, ...change }: PropertyChange): PropertyChange {
    const nameOf = (value: Json): Json => {
      const element = typeof value === 'string' ? (this.fresh.get(value) ?? this.old.get(value)) : undefined;
      return element ? this.nameOf(element) : value;
    };
    if (now === undefined) return change;
    return { ...change, now: Array.isArray(now) ? now.map(nameOf) : nameOf(now) };
  }

  /** Whoever wrote the name of an agent by hand meant the property that names the agent, too. */
  private withEditedAgents(value: JsonObject, before: Origins): Origins {
    const edited = AGENT_PROPERTIES.filter((property) =>
      items(value, property, '').some(({ item }) => {
        const agent = this.old.get(String(item));
        return agent !== undefined && this.before.has(agent.id!) && !this.wasGenerated(agent);
      }),
    );
    return new Map(
      [...before].map(([property, origin]) => [property, edited.includes(property) ? { ...origin, was: '' } : origin]),
    );
  }

  /** A file is what its hash says; all else that somebody wrote of it stays. */
  private mergedFile({ value, path }: SpdxElement, fresh: SpdxElement): JsonObject {
    const now = get(fresh.value, 'verifiedUsing');
    const [was, is] = [sha256Of(value), sha256Of(fresh.value)];
    if (now === undefined || is === was) return value;
    this.changes.push({ at: path, kind: 'changed', message: partSentence('changed', textOf(value, 'name') ?? '?') });
    const others = items(value, 'verifiedUsing', '').filter(({ item }) => textOf(item, 'algorithm') !== 'sha256');
    return { ...value, verifiedUsing: [...(now as Json[]), ...others.map(({ item }) => item)] };
  }

  /** Properties of the element itself; relationships are told apart. */
  private propertiesOf(origins: ReadonlyMap<string, Origins>, id: string): Origins {
    const all = origins.get(id) ?? new Map<string, never>();
    return new Map([...all].filter(([property]) => !this.isRelation(id, property)));
  }

  private isRelation(id: string, name: string): boolean {
    return this.old.has(this.relationId(id, name)) || this.fresh.has(this.relationId(id, name));
  }

  private relationId(id: string, name: string): string {
    return `${this.base}#Relationship/${id.slice(this.base.length + 1)}/${name}`;
  }

  /** Whether an element stands as it was generated, so that it may go when the folder no longer says it. */
  private wasGenerated({ id, type, value }: SpdxElement): boolean {
    if (this.usedByHand.has(id!)) return false;
    if (type === 'software_File') return id!.startsWith(`${this.base}#File/`);
    const before = this.before.get(id!);
    if (!before) return /^(?:simplelicensing_|Tool$|SoftwareAgent$)/.test(type) && this.isOurLicense(id!);
    const properties = this.propertiesOf(this.before, id!);
    const local = (each: Json) => localValue(each, this.base);
    const untouched = [...properties].every(([property, { was }]) => {
      const cur = get(value, property);
      return cur === undefined || same(mergeValue(cur, undefined, was, local), undefined);
    });
    const own = Object.keys(value).filter(
      (key) => !GIVEN.has(key) && ![...properties.keys()].some((each) => each.split('/')[0] === key),
    );
    return untouched && !own.length;
  }

  private isOurLicense(id: string): boolean {
    return id.startsWith('https://spdx.org/licenses/') || /#License(?:Text)?\//.test(id);
  }

  private addNew(): void {
    for (const [id, element] of this.fresh) {
      const { type, value } = element;
      if (this.old.has(id) || isOrigins(element) || isRelationship(type) || HEADS.has(type)) continue;
      if (this.removedByHand.has(id)) continue;
      this.result.set(id, value);
      if (TOLD.has(type)) {
        const name = this.nameOf(element);
        this.changes.push({ at: '', kind: 'added', message: partSentence('added', name) });
      }
    }
  }

  // Relationships

  private mergeRelationships(): void {
    for (const element of this.elements)
      if (isRelationship(element.type) && element.id !== undefined && element.id !== `${this.base}#${PREVIOUS}`)
        this.mergeRelationship(element);
    for (const [id, { type, value }] of this.fresh) {
      if (!isRelationship(type) || this.old.has(id)) continue;
      const from = textOf(value, 'from')!;
      if (!this.result.has(from) || this.originOf(this.before, id, value)) continue;
      const to = this.existing(value);
      if (!to.length) continue;
      this.result.set(id, { ...value, to });
      this.tellRelation('added', this.fresh.get(from)!, textOf(value, 'relationshipType')!, to);
    }
  }

  private mergeRelationship({ id, value, path }: SpdxElement): void {
    const fresh = this.fresh.get(id!);
    const was = this.originOf(this.before, id!, value);
    const now = fresh && get(fresh.value, 'to');
    const cur = get(value, 'to');
    const known = was?.was ?? (fresh && this.filesOf(cur));
    const start = textOf(value, 'from') ?? '';
    if (this.old.has(start) && !this.result.has(start)) return;
    // Nobody generated it.
    if (!fresh && !was) {
      const to = this.existing(value);
      if (to.length) this.result.set(id!, same(to, cur) ? value : { ...value, to });
      return;
    }
    const single = LICENSE_RELATION.test(textOf(value, 'relationshipType') ?? '');
    const local = (each: Json) => localValue(each, this.base);
    const merged = single ? this.mergedSingle(cur, now, known, local) : mergeValue(cur, now, known, local);
    const to = this.existing({ to: merged ?? [] });
    if (!to.length) return;
    const comment = single && !same(cur, merged) && fresh ? get(fresh.value, 'comment') : get(value, 'comment');
    this.result.set(id!, withComment({ ...value, to }, comment));
    if (same(cur, to) || !was) return;
    const from = this.old.get(textOf(value, 'from') ?? '');
    if (from) this.tellRelation('changed', from, textOf(value, 'relationshipType')!, to, path);
  }

  /** Of a licence there is one: either that of the folder or the one that was written by hand. */
  private mergedSingle(
    cur: Json | undefined,
    now: Json | undefined,
    was: string | string[] | undefined,
    local: (value: Json) => Json,
  ): Json | undefined {
    const before = Array.isArray(was) ? was : [];
    const untouched = Array.isArray(cur) && cur.every((item) => before.includes(hashOf(local(item))));
    return untouched && now !== undefined ? now : cur;
  }

  /** The files among the ends of a relationship: those are what was generated of "contains". */
  private filesOf(to: Json | undefined): string[] {
    return (Array.isArray(to) ? to : [])
      .filter((id) => typeof id === 'string' && id.startsWith(`${this.base}#File/`))
      .filter((id) => !this.fresh.has(id as string))
      .map((id) => hashOf(localValue(id, this.base)));
  }

  private originOf(origins: ReadonlyMap<string, Origins>, id: string, value: JsonObject) {
    const from = textOf(value, 'from') ?? '';
    const name = id.slice(this.relationId(from, '').length);
    return origins.get(from)?.get(name);
  }

  /** The ends of a relationship that are in the result, or outside of the document. */
  private existing(value: JsonObject): string[] {
    return items(value, 'to', '').flatMap(({ item }) =>
      typeof item === 'string' && (this.result.has(item) || !(this.old.has(item) || this.fresh.has(item)))
        ? [item]
        : [],
    );
  }

  private tellRelation(
    kind: 'added' | 'changed',
    from: SpdxElement,
    relation: string,
    to: readonly string[],
    at = from.path,
  ): void {
    // That a file is new is told already, and so is a new dataset of its licence.
    if (relation === 'contains' || !this.old.has(from.id!)) return;
    const names = to.map((id) =>
      this.nameOf(this.fresh.get(id) ?? this.old.get(id) ?? { type: '', id, value: {}, path: '' }),
    );
    const place = this.old.has(from.id!) ? at : '';
    this.changes.push({
      at: place,
      kind,
      message: propertySentence({ property: relation, kind, now: names.join(', ') }, this.nameOf(from)),
    });
  }

  /** Licences and agents that nothing mentions any more. */
  private dropUnused(): void {
    const mentioned = new Set<string>();
    const visit = (value: Json): void => {
      if (typeof value === 'string') mentioned.add(value);
      else if (Array.isArray(value)) value.forEach(visit);
      else if (typeof value === 'object' && value !== null)
        for (const [key, each] of Object.entries(value)) if (key !== 'spdxId') visit(each);
    };
    for (const value of this.result.values()) visit(value);
    for (const [id, value] of this.result) {
      const type = textOf(value, 'type') ?? '';
      const element = { id, type, value, path: '' };
      if (
        /^(?:simplelicensing_|Agent$|Organization$|Person$)/.test(type) &&
        !mentioned.has(id) &&
        (!this.old.has(id) || this.wasGenerated(element)) &&
        !this.isHead(id)
      )
        this.result.delete(id);
    }
  }

  private isHead(id: string): boolean {
    return this.elements.some(
      ({ type, value }) => HEADS.has(type) && JSON.stringify(value).includes(JSON.stringify(id)),
    );
  }

  // The new version

  /** Weights that changed under an old version are another model with the same name. */
  private checkVersion(): void {
    const [old, now] = [this.old.get(this.model), this.result.get(this.model)];
    const weights = this.elements.some(({ id, type, value }) => {
      const fresh = this.fresh.get(id ?? '');
      const is = fresh && sha256Of(fresh.value);
      return (
        type === 'software_File' &&
        textOf(value, 'software_primaryPurpose') === 'model' &&
        is !== undefined &&
        is !== sha256Of(value)
      );
    });
    const property = 'software_packageVersion';
    if (weights && old && now && same(get(old.value, property), get(now, property)))
      this.toDos.push({
        at: `${old.path}/${property}`,
        type: 'text',
        message: t('The weights have changed: give the model a new version.'),
      });
  }

  private newVersion(): JsonObject {
    const head = this.elements
      .filter(({ id, value }) => id === undefined || textOf(value, 'spdxId') === undefined)
      .map(({ value }) => value);
    const graph: JsonObject[] = [
      ...head.filter((value) => !this.result.has(textOf(value, '@id') ?? '')),
      ...this.ordered(),
    ];
    const updated = graph.map((value) => this.headOf(value));
    const content = { ...this.root, '@graph': [...updated, ...this.annotations()] };
    const base = nextBase(this.base, JSON.stringify(content));
    const renamed = rename(content, this.base, base) as JsonObject;
    this.link(renamed, base);
    return renamed;
  }

  /** Elements in the order of the document; those that are new come behind those that they follow when they are generated. */
  private ordered(): JsonObject[] {
    const behind = new Map<string, JsonObject[]>();
    let anchor = '';
    for (const id of this.fresh.keys()) {
      if (this.old.has(id) && this.result.has(id)) anchor = id;
      else if (this.result.has(id)) behind.set(anchor, [...(behind.get(anchor) ?? []), this.result.get(id)!]);
    }
    const ordered = [...(behind.get('') ?? [])];
    for (const { id } of this.elements) {
      const value = id === undefined ? undefined : this.result.get(id);
      if (value) ordered.push(value, ...(behind.get(id!) ?? []));
    }
    return ordered;
  }

  /** What the document says of itself: its time and tool are new, and its profiles those of what is in it. */
  private headOf(value: JsonObject): JsonObject {
    switch (value['type']) {
      case 'CreationInfo':
        return { ...value, created: spdxTime(this.options.now) };
      case 'Tool': {
        const fresh = this.fresh.get(textOf(value, 'spdxId') ?? '');
        return fresh ? { ...value, name: fresh.value['name']! } : value;
      }
      case 'SpdxDocument': {
        const fresh = [...this.fresh.values()].find(({ type }) => type === 'SpdxDocument')!.value;
        const claimed = items(value, 'profileConformance', '').map(({ item }) => item);
        const used = fresh['profileConformance'] as Json[];
        return { ...value, profileConformance: [...claimed, ...used.filter((each) => !claimed.includes(each))] };
      }
      default:
        return value;
    }
  }

  /** Where values come from: as it is now; of what was removed by hand, so that it stays away. */
  private annotations(): JsonObject[] {
    return [...new Set([...this.before.keys(), ...this.after.keys()])].flatMap((subject) => {
      if (!this.result.has(subject)) return [];
      const id = `${this.base}#Origins/${subject.slice(this.base.length + 1)}`;
      const known = (this.old.get(id) ?? this.fresh.get(id))?.value;
      const origins = new Map(this.after.get(subject) ?? this.before.get(subject)!);
      if (subject === this.model)
        for (const id of this.removedByHand)
          if (this.fresh.has(id))
            origins.set(REMOVED + id.slice(this.base.length), { sources: [], certainty: 'stated', was: '' });
      return known ? [{ ...known, statement: writeOrigins(origins) }] : [];
    });
  }

  /** Says which version this one takes the place of (RelationshipType.md, `amendedBy`), and the hash by which it is known. */
  private link(root: JsonObject, base: string): void {
    const graph = root['@graph'] as JsonObject[];
    const document = graph.find((value) => value['type'] === 'SpdxDocument')!;
    const creationInfo = document['creationInfo']!;
    const others = items(document, 'import', '').filter(({ item }) => !this.isPreviousOf(item));
    document['import'] = [
      ...others.map(({ item }) => item),
      {
        type: 'ExternalMap',
        externalSpdxId: this.base,
        ...(this.options.previous === undefined
          ? {}
          : { verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: this.options.previous }] }),
      },
    ];
    graph.push({
      type: 'Relationship',
      spdxId: `${base}#${PREVIOUS}`,
      creationInfo,
      relationshipType: 'amendedBy',
      from: this.base,
      to: [base],
    });
  }

  /** Whether an import is of the version before the one that is brought up to date. */
  private isPreviousOf(item: Json): boolean {
    const link = this.old.get(`${this.base}#${PREVIOUS}`);
    return link !== undefined && textOf(item, 'externalSpdxId') === textOf(link.value, 'from');
  }

  private nameOf({ id, value }: SpdxElement): string {
    return textOf(value, 'name') ?? textOf(value, 'simplelicensing_licenseExpression') ?? id ?? '?';
  }
}

function withComment(value: JsonObject, comment: Json | undefined): JsonObject {
  if (comment !== undefined) return { ...value, comment };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'comment'));
}

/** What a document says of itself and not of the model. */
const HEADS: ReadonlySet<string> = new Set(['CreationInfo', 'SpdxDocument', 'software_Sbom', 'Tool', 'SoftwareAgent']);

/** Classes whose coming and going is told. */
const TOLD: ReadonlySet<string> = new Set([
  'software_File',
  'software_Package',
  'dataset_DatasetPackage',
  'ai_AIPackage',
]);

/** Properties that every generated element has, and that came from no file. */
const GIVEN: ReadonlySet<string> = new Set(['type', 'spdxId', 'creationInfo', 'software_primaryPurpose']);

const AGENT_PROPERTIES: readonly string[] = ['suppliedBy', 'originatedBy'];

const LICENSE_RELATION = /^has(?:Declared|Concluded)License$/;

function isRelationship(type: string): boolean {
  return type === 'Relationship' || type === 'LifecycleScopedRelationship';
}

function isOrigins({ type, value }: SpdxElement): boolean {
  return type === 'Annotation' && value['contentType'] === ORIGINS_MEDIA_TYPE;
}

/** Where properties came from, by the element that has them. */
export function originsBySubject(elements: readonly SpdxElement[]): Map<string, Origins> {
  return new Map(
    elements.filter(isOrigins).flatMap(({ value }) => {
      const [subject, statement] = [textOf(value, 'subject'), textOf(value, 'statement')];
      return subject === undefined || statement === undefined ? [] : [[subject, readOrigins(statement)] as const];
    }),
  );
}

function sha256Of(file: JsonObject): string | undefined {
  const hash = items(file, 'verifiedUsing', '').find(({ item }) => textOf(item, 'algorithm') === 'sha256');
  return textOf(hash?.item, 'hashValue')?.toLowerCase();
}

/** The id of the next version: a new UUID, or the address that somebody chose with the next number. */
function nextBase(base: string, content: string): string {
  if (base.startsWith('urn:uuid:')) return stableId(content);
  const [, stem, number] = /^(.*?)(?:-(\d{1,9}))?$/.exec(base)!;
  return `${stem}-${Number(number ?? 1) + 1}`;
}

/** Gives everything that has an id of one version that of another. */
function rename(value: Json, from: string, to: string): Json {
  if (typeof value === 'string')
    return value === from || value.startsWith(`${from}#`) ? to + value.slice(from.length) : value;
  if (Array.isArray(value)) return value.map((item) => rename(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rename(each, from, to)]));
}
