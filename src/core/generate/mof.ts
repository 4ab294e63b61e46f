import { type NewMap } from '../text/editor';
import { scalar } from '../text/yaml-editor';
import { t } from '../l10n';
import { licenseById } from '../licenses/catalogue';
import { isWebUrl } from '../mof/rules/not-a-url';
import { effectiveLicense } from '../mof/classify';
import { COMPONENTS, componentMeaning, LEVELS, type ComponentDefinition } from '../mof/components';
import { FRAMEWORK_NAME } from '../mof/document';
import { className } from '../mof/summary';
import { type Fact, type Inventory, type LicenseStatement } from '../modelfolder/inventory';
import { certaintyOf, remembered, sourcesOf, writeOrigins, type PropertyOrigin } from './origins';
import { mofComponents, type FoundComponent } from './facts/components';
import { licenseOf, modelLicense } from './facts/licenses';
import { mofArchitecture, mofType } from './facts/mof-words';
import { type Generated, type Origin, type ToDo } from './generated';
import { ORIGIN_COMMENT, withoutDescription } from './mof-origins';
import { toDoText } from './to-do';

/** A MOF configuration before it is written: its keys in order, with where each came from. */
export interface MofDraft {
  /** Values of `release` but for `components`, by key. */
  release: NewMap;
  components: NewMap[];
  origins: ReadonlyMap<string, PropertyOrigin>;
  toDos: ToDo[];
}

/**
 * A MOF configuration: the components are those that files or the card's own words stand for, the licences those that are stated or
 * recognised. Where each value comes from stands in comments at the end, as the format has no place for it.
 */
export function generateMof(inventory: Inventory): Generated {
  const { release, components, origins, toDos } = draftMof(inventory);
  const lines = [
    'framework:',
    `  name: ${FRAMEWORK_NAME}`,
    "  version: '1.0'",
    "  date: '2024-12-15'",
    'release:',
    ...mapLines(release, '  '),
    components.length ? '  components:' : '  components: []',
    ...components.flatMap((component) => itemLines(component, '    ')),
    ...originLines(origins),
  ];
  return { text: `${lines.join('\n')}\n`, toDos, origins: pointers(origins, components) };
}

/** What is to be written. */
export function draftMof(inventory: Inventory): MofDraft {
  const draft = new Draft();
  const { name, version, releaseTime, suppliers, repository, baseModels } = inventory;
  draft.set('name', (name[0]?.value ?? inventory.root).trim().replace(/\s+/g, '-'), name.slice(0, 1));
  draft.set('version', version[0]?.value, version);
  // The format knows days only, and sites show that of UTC.
  draft.set('date', releaseTime[0]?.value.slice(0, 10), releaseTime);
  const type = mofType(inventory);
  draft.set('type', type?.value, type ? [type] : []);
  const architecture = mofArchitecture(inventory);
  draft.set('architecture', architecture?.value, architecture ? [architecture] : []);
  draft.set('origin', baseModels[0]?.value.id, baseModels);
  const [supplier] = suppliers;
  if (supplier) draft.set('producer', supplier.value.name, [supplier]);
  else draft.open('producer', 'who releases the model', t('Say who releases the model: a person or an organization.'));
  const web = (facts: readonly Fact<string>[]) => facts.find(({ value }) => isWebUrl(value));
  const source = web(repository);
  draft.set('repository', source?.value, source ? [source] : []);
  const hub = hubPage(inventory);
  draft.set('huggingface', hub?.value, hub ? [hub] : []);
  licenses(draft, inventory);
  const components = mofComponents(inventory);
  for (const found of components) draft.component(found, hub?.value);
  missing(draft, components);
  return draft;
}

/** Collects what goes into the file. */
class Draft implements MofDraft {
  readonly release: NewMap = {};
  readonly components: NewMap[] = [];
  readonly origins = new Map<string, PropertyOrigin>();
  readonly toDos: ToDo[] = [];

  set(key: string, value: NewMap[string] | undefined, facts: readonly Fact<unknown>[]): void {
    if (value === undefined) return;
    this.release[key] = value;
    const used = facts.slice(0, 1);
    this.origins.set(key, { sources: sourcesOf(used), certainty: certaintyOf(used), was: remembered(value) });
  }

  /** The licences of the release, which components inherit. */
  private licenseNames(): Record<string, string> {
    const entries = Object.entries((this.release.license ?? {}) as Record<string, NewMap>);
    return Object.fromEntries(entries.map(([scope, { name }]) => [scope, name as string]));
  }

  open(key: string, words: string, message: string): void {
    const placeholder = toDoText(words);
    this.set(key, placeholder, []);
    this.toDos.push({ at: `/release/${key}`, message, type: 'text', placeholder });
  }

  component({ definition, facts, files, link, license }: FoundComponent, hub: string | undefined): void {
    const path = link ?? (hub === undefined || !files.length ? undefined : pageOf(hub, files));
    const inherited = effectiveLicense(null, definition.type, this.licenseNames());
    const item: NewMap = {
      name: definition.name,
      description: componentMeaning(definition.id),
      ...(license === undefined || license === inherited.id ? {} : { license }),
      ...(path === undefined ? {} : { component_path: path }),
    };
    this.components.push(item);
    this.origins.set(`components/${definition.name}`, {
      sources: sourcesOf(facts),
      certainty: certaintyOf(facts),
      was: remembered(withoutDescription(item)),
    });
  }
}

/** Page of the model on the Hugging Face Hub, as its files or its address say. */
function hubPage({ homePage, downloadLocation, identifiers }: Inventory): Fact<string> | undefined {
  const page = [...homePage, ...downloadLocation].find(({ value }) => HUB_PAGE.test(value));
  if (page) return page;
  const purl = identifiers.find(({ value }) => /^pkg:huggingface\/[\w.-]+\/[\w.-]+/.test(value.value));
  const name = purl && /^pkg:huggingface\/([\w.-]+\/[\w.-]+)/.exec(purl.value.value)?.[1];
  return name === undefined ? undefined : { ...purl!, value: `https://huggingface.co/${name}`, certainty: 'derived' };
}

const HUB_PAGE = /^https:\/\/huggingface\.co\/[\w.-]+\/[\w.-]+$/;

/** Page of the files of a component on the Hub: that of the one file, or of all. */
function pageOf(hub: string, files: readonly string[]): string {
  if (files.length > 1) return `${hub}/tree/main`;
  return `${hub}/blob/main/${files[0]!.split('/').map(encodeURIComponent).join('/')}`;
}

/** Keys of `release.license` by the scope of a statement. */
const SCOPES: readonly (readonly [scope: LicenseStatement['scope'], key: string])[] = [
  ['code', 'code'],
  ['data', 'data'],
  ['documents', 'document'],
];

function licenses(draft: Draft, inventory: Inventory): void {
  const licenseMap: NewMap = {};
  const facts: Fact<LicenseStatement>[] = [];
  const model = modelLicense(inventory);
  if (model.fact && model.fact.certainty !== 'guessed') {
    licenseMap.distribution = licenseValue(model.fact.value, model.declared);
    facts.push(model.fact);
  } else
    draft.toDos.push({
      at: '/release/license',
      type: 'license',
      message: model.comment ?? t('Say under which licence the model is released.'),
    });
  for (const [scope, key] of SCOPES) {
    const fact = inventory.licenses.find(({ value, certainty }) => value.scope === scope && certainty !== 'guessed');
    if (!fact) continue;
    licenseMap[key] = licenseValue(fact.value, licenseOf(fact.value).declared);
    facts.push(fact);
  }
  draft.set('license', licenseMap, facts);
}

/** The id that the Model Openness Tool looks up, or the name that the makers give the licence, and where its text is. */
function licenseValue({ name, written, url }: LicenseStatement, declared: string | undefined): NewMap {
  const listed = declared === undefined ? undefined : licenseById(declared);
  const id =
    listed?.id ?? (declared === undefined || declared.startsWith('LicenseRef-') ? (name ?? written) : declared);
  const path = listed?.url ?? url;
  return { name: id, ...(path === undefined || !isWebUrl(path) ? {} : { path }) };
}

/** The components that the next class asks for, as something to do. */
function missing(draft: Draft, components: readonly FoundComponent[]): void {
  const listed = new Set<ComponentDefinition>(components.map(({ definition }) => definition));
  for (const level of LEVELS) {
    const lacking = COMPONENTS.filter((each) => each.required && each.level === level && !listed.has(each));
    if (!lacking.length) continue;
    const names = lacking.map(({ name }) => name).join(', ');
    draft.toDos.push({
      at: '/release/components',
      type: 'text',
      message: t('For {0}, release and list: {1}.', className(level), names),
    });
    return;
  }
}

function mapLines(map: NewMap, indent: string): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${indent}${key}: ${scalar(value)}`];
    const inner = mapLines(value as NewMap, `${indent}  `);
    return inner.length ? [`${indent}${key}:`, ...inner] : [`${indent}${key}: {}`];
  });
}

function itemLines(map: NewMap, indent: string): string[] {
  return mapLines(map, '').map((line, index) => `${indent}${index ? '  ' : '- '}${line}`);
}

/** Comments that tell where values came from. */
export function originLines(origins: ReadonlyMap<string, PropertyOrigin>): string[] {
  return [
    '',
    `# ${t('Where the values above come from. Updates read it: what was changed by hand since stays as it is.')}`,
    ...[...origins].map(([key, origin]) => `${ORIGIN_COMMENT}${writeOrigins(new Map([[key, origin]]))}`),
  ];
}

function pointers(origins: ReadonlyMap<string, PropertyOrigin>, components: readonly NewMap[]): Origin[] {
  return [...origins].flatMap(([key, { sources, certainty }]) => {
    if (!sources.length) return [];
    const name = /^components\/(.+)$/.exec(key)?.[1];
    const index = components.findIndex((component) => component.name === name);
    return { at: name === undefined ? `/release/${key}` : `/release/components/${index}`, sources, certainty };
  });
}
