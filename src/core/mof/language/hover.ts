import { type Hover } from '../../language/features';
import { inlineCode } from '../../language/markdown';
import { t } from '../../l10n';
import { locate, type Located } from '../../text/locate';
import { touches } from '../../text/position';
import { asScalar, writtenSpan } from '../../text/tree';
import { componentMeaning, countedAs, LEVELS, type ContentType } from '../components';
import { type MofComponent, type MofDocument } from '../document';
import { isOpen } from '../licenses';
import { componentState, typeWarning } from '../openness';
import { fullLabel, nameList, shortLabel, standing } from '../summary';
import { meantComponent } from '../component-spelling';
import { licenseFacts } from './license-facts';
import { componentFacts, countedIn, keyMeaning, licenseOrigin, valueMeaning } from './meanings';
import { placeAt, typeOfScope, type Place } from './places';

/** What is known of the key or value at an offset. */
export function hover(document: MofDocument, offset: number): Hover | undefined {
  const found = locate(document.parsed.root, offset);
  if (!found || !('key' in found.holder)) return undefined;
  const parent = placeAt(found.path.slice(0, -1));
  if (parent?.kind !== 'map') return undefined;
  const place = placeAt(found.path);
  const span = found.onKey ? found.holder.key : writtenSpan(found.holder);
  if (!touches(span, offset)) return undefined;
  const contents = found.onKey ? onKey(document, found, parent) : place && onValue(document, found, place);
  return contents === undefined ? undefined : { contents, span: { start: span.start, end: span.end } };
}

function onKey(document: MofDocument, { path }: Located, parent: Extract<Place, { kind: 'map' }>): string | undefined {
  const key = String(path.at(-1));
  const field = Object.hasOwn(parent.fields, key) ? parent.fields[key]! : undefined;
  if (!field) return undefined;
  const head = `**${key}** · ${field.required ? t('required') : t('optional')}`;
  const text = `${head}\n\n${keyMeaning(parent.area, key)}`;
  return isRelease(path) ? `${text}\n\n---\n\n${releaseFacts(document)}` : text;
}

function onValue(document: MofDocument, { path, holder }: Located, place: Place): string | undefined {
  const node = asScalar(holder.value);
  if (place.kind !== 'value' || !node || document.isNull(node)) return undefined;
  if (isRelease(path)) return releaseFacts(document);
  const component = path[1] === 'components' ? document.components[path[2] as number] : undefined;
  if (component && place.key === 'name') return componentHover(document, component);
  if (component && place.key === 'license') return licenseHover(node.text, countedAs(component.name ?? '').type);
  if (place.scope && place.key === 'name') return licenseHover(node.text, typeOfScope(place.scope));
  return place.field.values?.includes(node.text) ? valueMeaning(place.key, node.text) : undefined;
}

/** `release` and `release.name`: both stand for the whole. */
function isRelease(path: readonly (string | number)[]): boolean {
  return path[0] === 'release' && (path.length === 1 || (path.length === 2 && path[1] === 'name'));
}

/** The class, the count for each class, and what the classes that are not reached lack. */
export function releaseFacts(document: MofDocument): string {
  const verdict = document.classification;
  const lines = LEVELS.map((level) => {
    const { included, total, missing, unfit } = standing(verdict, level);
    const parts = [t('{0} of {1}', included, total)];
    if (missing.length) parts.push(t('missing: {0}', nameList(missing)));
    if (unfit.length) parts.push(t('no open licence: {0}', nameList(unfit)));
    return `- ${shortLabel(level)}: ${verdict.progress[level] === 100 ? t('met') : parts.join(' · ')}`;
  });
  return `**${fullLabel(verdict.class)}**\n\n${lines.join('\n')}`;
}

function licenseHover(id: string, type: ContentType | undefined): string | undefined {
  if (id === '') return undefined;
  if (id === 'unlicensed')
    return `**${inlineCode(id)}**\n\n${t('Without a licence. What has none counts for no class.')}`;
  const warning = type && typeWarning(id, type);
  return warning ? `${licenseFacts(id)}\n\n${warning}` : licenseFacts(id);
}

function componentHover(document: MofDocument, component: MofComponent): string | undefined {
  const { definition, name = '' } = component;
  if (!definition) return unknownName(name);
  const counting = document.listed(definition.id);
  const paragraphs = [
    `**${definition.name}** · ${componentFacts(definition)}`,
    `${componentMeaning(definition.id)}.`,
    countedIn(definition),
    counting === component ? nowCounts(document, component) : notCounting(counting?.name ?? '', name),
  ];
  return paragraphs.join('\n\n');
}

/** Of several components that count as one, the last one counts; an unknown name is taken for "Datasets". */
function notCounting(counting: string, name: string): string {
  return counting === name
    ? t('Listed again further down; only the last one counts.')
    : t(
        'Further down, {0} is taken for it by the Model Openness Tool; only the last one counts.',
        inlineCode(counting),
      );
}

function unknownName(name: string): string | undefined {
  if (name === '') return undefined;
  const meant = meantComponent(name);
  const text = t('No component of the framework; the Model Openness Tool counts it as "Datasets".');
  return meant ? `${text} ${t('Did you mean "{0}"?', meant)}` : text;
}

/** How a listed component counts as things are, and why. */
function nowCounts(document: MofDocument, component: MofComponent): string {
  const definition = component.definition!;
  const { id, source } = document.licenseOf(component);
  const own = source === 'component';
  const state = componentState(document, definition);
  if (state === 'replaced') return t('It has no open licence, but the research paper stands in for it.');
  if (id === undefined)
    return own
      ? t('Unlicensed: it says so itself, and takes no licence of the release. It counts for no class.')
      : t('Unlicensed: neither the component nor the release names a licence. It counts for no class.');
  const from = own ? t('its own') : licenseOrigin(source);
  if (!isOpen(id))
    return t(
      'Invalid licence: {0}, {1}, is not open for the Model Openness Tool. It counts for no class.',
      inlineCode(id),
      from,
    );
  const included = definition.required
    ? t('Included: {0}, {1}, is open.', inlineCode(id), from)
    : t('Licence: {0}, {1}, is open.', inlineCode(id), from);
  const warning = typeWarning(id, definition.type);
  return warning ? `${included} ${warning}` : included;
}
