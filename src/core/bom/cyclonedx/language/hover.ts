import { type Hover } from '../../../language/features';
import { inlineCode } from '../../../language/markdown';
import { t } from '../../../l10n';
import { type CycloneDxDocument } from '../document';
import { pathOf } from '../place';
import { fieldsOf, resolve, schemaAt, sinceOf, valuesOf, VERSIONS, type Field } from '../schema';
import { isMap, textOf, valueAt } from '../values';
import { meaningOf, valueMeaning } from './meanings';
import { mapName, placeAt, refAt, type TextPlace } from './places';
import { typeWords } from './words';

/** More values than this are not listed. */
const MOST_VALUES = 30;

/** What is known of the key or value at an offset. */
export function hover(document: CycloneDxDocument, offset: number): Hover | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const contents = place.onKey ? onKey(document, place) : onValue(document, place, offset);
  return contents === undefined ? undefined : { contents, span: place.span };
}

function onKey(document: CycloneDxDocument, { path, entry }: TextPlace): string | undefined {
  const holder = path.slice(0, -1);
  const schema = schemaAt(holder, document.version);
  const map = valueAt(document.value, holder);
  const key = entry!.key.text;
  const field = schema && fieldsOf(schema, document.version, isMap(map) ? Object.keys(map) : []).get(key);
  return field && fieldFacts(field, mapName(holder, schema), document);
}

function fieldFacts(field: Field, holder: string, { version }: CycloneDxDocument): string {
  const { key, schema, required, since } = field;
  const facts = [`**${key}**`, required ? t('required') : t('optional'), typeWords(schema, version)];
  if (since) facts.push(t('since CycloneDX {0}', since));
  const values = valuesOf(schema, version) ?? [];
  const listed = values.length <= MOST_VALUES ? values.map((value) => inlineCode(value)).join(' ') : '';
  return [facts.filter(Boolean).join(' · '), meaningOf(holder, key), listed].filter(Boolean).join('\n\n');
}

function onValue(document: CycloneDxDocument, place: TextPlace, offset: number): string | undefined {
  const { schema, scalar, path } = place;
  if (!schema || !scalar) return undefined;
  const named = refAt(document, offset);
  if (named) return refFacts(document, named.name);
  const at = resolve(schema, document.version);
  const key = String(path.findLast((step) => typeof step === 'string'));
  if (path.length === 1 && key === 'specVersion')
    return t('CycloneDX {0}; checked are {1}.', inlineCode(scalar.text), VERSIONS.join(', '));
  if (!valuesOf(at, document.version)?.includes(scalar.text)) return undefined;
  const since = sinceOf(at, scalar.text);
  const holder = mapName(path.slice(0, -1), schemaAt(path.slice(0, -1), document.version));
  const head = [`**${scalar.text}**`, ...(since ? [t('since CycloneDX {0}', since)] : [])].join(' · ');
  return [head, valueMeaning(holder, key, scalar.text)].filter(Boolean).join('\n\n');
}

/** What a name stands for, and how often it is used. */
function refFacts(document: CycloneDxDocument, name: string): string | undefined {
  const { names, uses } = document.contents;
  const [place] = names.get(name) ?? [];
  if (!place) return undefined;
  const named = valueAt(document.value, pathOf(place.parent));
  const version = textOf(named, 'version');
  const head = [textOf(named, 'group'), textOf(named, 'name')].filter(Boolean).join('/') || name;
  const facts = [
    textOf(named, 'type'),
    version && inlineCode(version),
    textOf(named, 'purl') && inlineCode(textOf(named, 'purl')!),
  ];
  const count = uses.filter(({ target }) => target === name).length;
  return [
    [inlineCode(head), ...facts.filter(Boolean)].join(' · '),
    textOf(named, 'description') ? inlineCode(textOf(named, 'description')!) : '',
    count === 1 ? t('Named in one place.') : count ? t('Named in {0} places.', count) : t('Nothing refers to it.'),
  ]
    .filter(Boolean)
    .join('\n\n');
}
