import {
  asList,
  asMap,
  asScalar,
  entryOf,
  type Entry,
  type Item,
  type ListNode,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type TreeNode,
} from '../text/tree';
import { classify, effectiveLicense, type Classification, type EffectiveLicense, type LicenseScope } from './classify';
import { componentNamed, countedAs, type ComponentDefinition } from './components';
import { scalarType } from '../text/scalars';

/** The one value that `framework.name` may have. */
export const FRAMEWORK_NAME = 'Model Openness Framework';

/** Keys of `release.license`, the general one first. */
export const LICENSE_SCOPES: readonly LicenseScope[] = ['distribution', 'code', 'data', 'document'];

/** A licence as it is written: the entry that holds it, and its text. */
export interface WrittenLicense {
  entry: Entry;
  node: ScalarNode | undefined;
  /** The text; null where the value is empty or null, which means none is given. */
  id: string | null;
}

/** One item of `release.components`. */
export interface MofComponent {
  index: number;
  item: Item;
  map: MapNode | undefined;
  nameEntry: Entry | undefined;
  name: string | undefined;
  /** The component with exactly this name. */
  definition: ComponentDefinition | undefined;
  license: WrittenLicense | undefined;
}

/** A global licence: `release.license.<scope>`. */
export interface GlobalLicense {
  scope: LicenseScope;
  entry: Entry;
  map: MapNode | undefined;
  name: WrittenLicense | undefined;
  path: Entry | undefined;
}

/** A MOF configuration with every part at its place in the text. Parts that are missing or of a wrong type are undefined. */
export class MofDocument {
  readonly root: MapNode | undefined;
  readonly framework: Entry | undefined;
  readonly releaseEntry: Entry | undefined;
  readonly release: MapNode | undefined;
  readonly nameEntry: Entry | undefined;
  /** `release.name`, when it is a text. */
  readonly name: string | undefined;
  readonly licenseEntry: Entry | undefined;
  readonly licenseMap: MapNode | undefined;
  readonly globals: Partial<Record<LicenseScope, GlobalLicense>> = {};
  readonly componentsEntry: Entry | undefined;
  readonly list: ListNode | undefined;
  readonly components: MofComponent[] = [];
  private verdict: Classification | undefined;

  constructor(readonly parsed: ParsedText) {
    this.root = asMap(parsed.root);
    this.framework = entryOf(this.root, 'framework');
    this.releaseEntry = entryOf(this.root, 'release');
    this.release = asMap(this.releaseEntry?.value);
    this.nameEntry = entryOf(this.release, 'name');
    const name = asScalar(this.nameEntry?.value);
    this.name = name && name.value !== null && name.text !== '' ? name.text : undefined;
    this.licenseEntry = entryOf(this.release, 'license');
    this.licenseMap = asMap(this.licenseEntry?.value);
    for (const scope of LICENSE_SCOPES) {
      const entry = entryOf(this.licenseMap, scope);
      if (!entry) continue;
      const map = asMap(entry.value);
      this.globals[scope] = {
        scope,
        entry,
        map,
        name: this.written(entryOf(map, 'name')),
        path: entryOf(map, 'path'),
      };
    }
    this.componentsEntry = entryOf(this.release, 'components');
    this.list = asList(this.componentsEntry?.value);
    this.list?.items.forEach((item, index) => this.components.push(this.readComponent(item, index)));
  }

  private readComponent(item: Item, index: number): MofComponent {
    const map = asMap(item.value);
    const nameEntry = entryOf(map, 'name');
    const node = asScalar(nameEntry?.value);
    const name = node && !this.isNull(node) ? node.text : undefined;
    return {
      index,
      item,
      map,
      nameEntry,
      name,
      definition: name === undefined ? undefined : componentNamed(name),
      license: this.written(entryOf(map, 'license')),
    };
  }

  private written(entry: Entry | undefined): WrittenLicense | undefined {
    if (!entry) return undefined;
    const node = asScalar(entry.value);
    return { entry, node, id: node && !this.isNull(node) ? node.text : null };
  }

  /** Whether a scalar means nothing: empty, `~` or null. */
  isNull(node: ScalarNode): boolean {
    return scalarType(node, this.parsed.syntax) === 'null';
  }

  /** Whether the file has the shape that was in use until April 2025 (schema 9e8d4ed): licences under other keys. */
  get isOldFormat(): boolean {
    return (
      !this.licenseEntry && this.components.some(({ map }) => entryOf(map, 'license_name') ?? entryOf(map, 'location'))
    );
  }

  /** Names of the global licences, as classification takes them. */
  get globalNames(): Partial<Record<LicenseScope, string | null>> {
    return Object.fromEntries(LICENSE_SCOPES.map((scope) => [scope, this.globals[scope]?.name?.id]));
  }

  /** The verdict, computed once. */
  get classification(): Classification {
    this.verdict ??= classify({
      components: this.components
        .filter((c) => c.name !== undefined)
        .map((c) => ({ name: c.name!, license: c.license?.id })),
      licenses: this.globalNames,
    });
    return this.verdict;
  }

  /** The licence that counts for one listed component. */
  licenseOf(component: MofComponent): EffectiveLicense {
    return effectiveLicense(component.license?.id, countedAs(component.name ?? '').type, this.globalNames);
  }

  /** Where the licence that counts for a component is written. */
  licensePlace(component: MofComponent): TreeNode | undefined {
    const { source } = this.licenseOf(component);
    if (source === 'component') return component.license?.node;
    return source === 'none' ? undefined : this.globals[source]?.name?.node;
  }

  /** The listed component that counts for a number: of several the last one. */
  listed(id: number): MofComponent | undefined {
    return this.components.findLast((c) => c.name !== undefined && countedAs(c.name).id === id);
  }
}
