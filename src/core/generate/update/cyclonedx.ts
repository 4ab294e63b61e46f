import { get, isObject, items, readJson, text as textOf, type Json, type JsonObject } from '../../bom/view/json';
import { t } from '../../l10n';
import { type Inventory } from '../../modelfolder/inventory';
import { draftCycloneDx, LISTED } from '../cyclonedx';
import { MODEL_REF } from '../cyclonedx/model';
import { type BomOptions, type CycloneDxVersion, type ToDo } from '../generated';
import { originsOf } from '../cyclonedx/origins';
import { hashOf, ORIGINS_PROPERTY, writeOrigins } from '../origins';
import { mergeObject, mergeValue, same } from './merge';
import { printLike, UpdateError, type Change, type Update } from './update';
import { partSentence, propertySentence } from './words';

export interface CycloneDxUpdateOptions extends BomOptions {
  /** SHA-256 of the bytes of the document that is brought up to date, in small hex digits. */
  previous?: string;
}

const VERSIONS: readonly CycloneDxVersion[] = ['1.6', '1.7'];

/**
 * Brings an ML-BOM that was made here up to date with its folder. What was written by hand stays. A BOM that changes keeps its
 * serial number and gets the next `version` (CycloneDX 1.6, `version`), with a link to the one before (BOM-Link).
 * @throws {UpdateError} for a document that was not made here; {BomError} for what is no JSON
 */
export function updateCycloneDx(text: string, inventory: Inventory, options: CycloneDxUpdateOptions): Update {
  const root = readJson(text);
  const model = get(get(root, 'metadata'), 'component');
  const version = VERSIONS.find((each) => each === textOf(root, 'specVersion'));
  const serialNumber = textOf(root, 'serialNumber');
  if (!isObject(root) || !isObject(model) || !originsOf(model) || version === undefined || serialNumber === undefined)
    throw new UpdateError(
      'not-generated',
      t(
        'This document was not generated from a folder, so that it is not known what of it was written by hand. Generate a new one.',
      ),
    );
  return new CycloneDxUpdate(text, root, model, inventory, options, version, serialNumber).run();
}

class CycloneDxUpdate {
  private readonly changes: Change[] = [];
  private readonly toDos: ToDo[] = [];
  private readonly fresh: JsonObject;
  private readonly freshModel: JsonObject;

  constructor(
    private readonly text: string,
    private readonly root: JsonObject,
    private readonly model: JsonObject,
    private readonly inventory: Inventory,
    private readonly options: CycloneDxUpdateOptions,
    specVersion: CycloneDxVersion,
    private readonly serialNumber: string,
  ) {
    this.fresh = draftCycloneDx(inventory, { ...options, specVersion }, serialNumber).root;
    this.freshModel = get(get(this.fresh, 'metadata'), 'component') as JsonObject;
  }

  run(): Update {
    const at = '/metadata/component';
    const merged = this.merged(this.model, this.freshModel, at);
    const files = this.files(at);
    const component = files.length ? { ...merged, components: files } : without(merged, 'components');
    const components = this.components();
    const { changes, toDos } = this;
    this.checkVersion();
    if (!changes.some(({ kind }) => kind !== 'kept')) return { text: this.text, changes, toDos };
    const next = {
      ...this.root,
      version: this.version + 1,
      metadata: this.metadata(component),
      externalReferences: this.references(),
      ...(components.length ? { components } : {}),
      dependencies: this.dependencies(components),
    };
    return { text: printLike(this.text, components.length ? next : without(next, 'components')), changes, toDos };
  }

  private get version(): number {
    const version = get(this.root, 'version');
    return typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : 1;
  }

  /** A component as it is now, with where its values come from. */
  private merged(old: JsonObject, fresh: JsonObject, at: string): JsonObject {
    const [before, after] = [originsOf(old) ?? new Map<string, never>(), originsOf(fresh)!];
    const [cur, now] = [withoutOrigins(old), withoutOrigins(fresh)];
    const { value, changes } = mergeObject(cur, now, before, after);
    const name = textOf(old, 'name') ?? '?';
    for (const change of changes)
      this.changes.push({
        at: change.property.split('/').length === 1 && change.property in old ? `${at}/${change.property}` : at,
        kind: change.kind,
        message: propertySentence(change, name),
      });
    const own = items(value, 'properties', '').map(({ item }) => item);
    return { ...value, properties: [...own, { name: ORIGINS_PROPERTY, value: writeOrigins(after) }] };
  }

  /** Files by their paths: the hash of each is that of the folder, all else that somebody wrote of it stays. */
  private files(at: string): Json[] {
    const now = byRef(this.freshModel, 'components');
    const there = new Set<string>();
    const kept = items(this.model, 'components', at).flatMap(({ item, path }): Json[] => {
      const ref = textOf(item, 'bom-ref') ?? '';
      there.add(ref);
      const fresh = now.get(ref);
      const name = textOf(item, 'name') ?? ref;
      if (!isObject(item) || (!fresh && !ref.startsWith('file/'))) return [item];
      if (!fresh) {
        this.changes.push({ at: path, kind: 'removed', message: partSentence('removed', name) });
        return [];
      }
      if (!fresh['hashes'] || sha256Of(fresh) === sha256Of(item)) return [item];
      this.changes.push({ at: path, kind: 'changed', message: partSentence('changed', name) });
      const others = items(item, 'hashes', '').filter((hash) => textOf(hash.item, 'alg') !== 'SHA-256');
      return [{ ...item, hashes: [...(fresh['hashes'] as Json[]), ...others.map((hash) => hash.item)] }];
    });
    const added = [...now].filter(([ref]) => !there.has(ref));
    for (const [, { name }] of added)
      this.changes.push({ at, kind: 'added', message: partSentence('added', String(name)) });
    return [...kept, ...added.map(([, file]) => file)];
  }

  /** Data and libraries beside the model. */
  private components(): JsonObject[] {
    const now = byRef(this.fresh, 'components');
    const there = new Set<string>();
    const listed = originsOf(this.model)?.get(LISTED)?.was ?? [];
    const kept = items(this.root, 'components', '').flatMap(({ item, path }): JsonObject[] => {
      if (!isObject(item)) return [];
      const ref = textOf(item, 'bom-ref') ?? '';
      there.add(ref);
      const fresh = now.get(ref);
      if (fresh && originsOf(item)) return [this.merged(item, fresh, path)];
      if (fresh || !this.isUntouched(item)) return [item];
      this.changes.push({ at: path, kind: 'removed', message: partSentence('removed', textOf(item, 'name') ?? ref) });
      return [];
    });
    const added = [...now].filter(([ref]) => !there.has(ref) && !listed.includes(hashOf(ref)));
    for (const [, { name }] of added)
      this.changes.push({ at: '/components', kind: 'added', message: partSentence('added', String(name)) });
    return [...kept, ...added.map(([, component]) => component)];
  }

  /** Whether a component stands as it was generated. */
  private isUntouched(component: JsonObject): boolean {
    const origins = originsOf(component);
    if (!origins) return false;
    const value = withoutOrigins(component);
    const known = new Set([...origins.keys()].map((property) => property.split('/')[0]));
    return (
      [...origins].every(([property, { was }]) => {
        const cur = get(value, property);
        return cur === undefined || mergeValue(cur, undefined, was) === undefined;
      }) && Object.keys(value).every((key) => key === 'type' || key === 'bom-ref' || known.has(key))
    );
  }

  private dependencies(components: readonly JsonObject[]): Json[] {
    const fresh = items(this.fresh, 'dependencies', '').find(({ item }) => textOf(item, 'ref') === MODEL_REF)!.item;
    const refs = new Set(components.map((component) => textOf(component, 'bom-ref')));
    const listed = originsOf(this.model)?.get(LISTED)?.was ?? [];
    const gone = (ref: Json) => listed.includes(hashOf(ref)) && !refs.has(String(ref));
    const old = items(this.root, 'dependencies', '').map(({ item }) => item);
    const next = old.map((item): Json => {
      const cur = get(item, 'dependsOn');
      if (!isObject(item) || !Array.isArray(cur)) return item;
      const own = cur.filter((ref) => !gone(ref));
      const now = textOf(item, 'ref') === MODEL_REF ? (get(fresh, 'dependsOn') as Json[]) : [];
      // What was listed before and is not among the dependencies was taken out by hand.
      const added = now.filter((ref) => !own.includes(ref) && !listed.includes(hashOf(ref)) && refs.has(String(ref)));
      return { ...item, dependsOn: [...own, ...added] };
    });
    return next.length ? next : [fresh];
  }

  private metadata(component: JsonObject): JsonObject {
    const old = get(this.root, 'metadata') as JsonObject;
    const fresh = get(this.fresh, 'metadata') as JsonObject;
    const tools = get(old, 'tools');
    const ours = items(get(fresh, 'tools'), 'components', '')[0]!.item as JsonObject;
    const updated = items(tools, 'components', '').map(({ item }) =>
      textOf(item, 'name') === ours['name'] && isObject(item) ? { ...item, version: ours['version']! } : item,
    );
    return {
      ...old,
      timestamp: fresh['timestamp']!,
      ...(isObject(tools) && updated.length ? { tools: { ...tools, components: updated } } : {}),
      component,
    };
  }

  /** References of the document with one to the version before, by its BOM-Link (CycloneDX, "BOM-Link"). */
  private references(): Json[] {
    const stem = `urn:cdx:${this.serialNumber.replace(/^urn:uuid:/, '')}/`;
    const { previous } = this.options;
    const others = items(this.root, 'externalReferences', '').filter(
      ({ item }) => !textOf(item, 'url')?.startsWith(stem),
    );
    return [
      ...others.map(({ item }) => item),
      {
        type: 'bom',
        url: `${stem}${this.version}`,
        comment: 'The version before.',
        ...(previous === undefined ? {} : { hashes: [{ alg: 'SHA-256', content: previous }] }),
      },
    ];
  }

  /** Weights that changed under an old version are another model with the same name. */
  private checkVersion(): void {
    const weights = new Set(this.inventory.files.filter(({ kind }) => kind === 'weight').map(({ path }) => path));
    const now = byRef(this.freshModel, 'components');
    const changed = items(this.model, 'components', '').some(({ item }) => {
      const fresh = now.get(textOf(item, 'bom-ref') ?? '');
      const is = fresh && sha256Of(fresh);
      return weights.has(textOf(item, 'name') ?? '') && is !== undefined && is !== sha256Of(item);
    });
    if (changed && same(get(this.model, 'version'), get(this.freshModel, 'version')))
      this.toDos.push({
        at: '/metadata/component/version',
        type: 'text',
        message: t('The weights have changed: give the model a new version.'),
      });
  }
}

function withoutOrigins(component: JsonObject): JsonObject {
  const own = items(component, 'properties', '').filter(({ item }) => textOf(item, 'name') !== ORIGINS_PROPERTY);
  if (!own.length) return without(component, 'properties');
  // Its place among the keys stays.
  return { ...component, properties: own.map(({ item }) => item) };
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
}

function byRef(of: JsonObject, key: string): Map<string, JsonObject> {
  return new Map(
    items(of, key, '').flatMap(({ item }) => {
      const ref = textOf(item, 'bom-ref');
      return isObject(item) && ref !== undefined ? [[ref, item] as const] : [];
    }),
  );
}

function sha256Of(component: Json): string | undefined {
  const hash = items(component, 'hashes', '').find(({ item }) => textOf(item, 'alg') === 'SHA-256');
  return textOf(hash?.item, 'content')?.toLowerCase();
}
