import { type Completion } from '../../../language/features';
import { Inserter } from '../../../language/insert';
import { order, withQuote } from '../../../language/items';
import { t } from '../../../l10n';
import { cursorAt, type Cursor } from '../../../text/cursor';
import { roleOf } from '../contents';
import { type CycloneDxDocument } from '../document';
import { fieldsOf, resolve, schemaAt, sinceOf, valuesOf, VERSIONS, type Field, type Schema } from '../schema';
import { isMap, textOf, valueAt } from '../values';
import { meaningOf, valueMeaning } from './meanings';
import { pieceOf } from './pieces';
import { mapName } from './places';
import { typeWords } from './words';
import { pathOf } from '../place';

/** Names that are offered for a reference. */
const MOST_NAMES = 2000;

/** What can be typed at an offset: properties of the place, values of enumerations, names for references. */
export function complete(document: CycloneDxDocument, offset: number, today: () => Date): Completion[] {
  const cursor = cursorAt(document.parsed.text, 'json', offset);
  const schema = cursor && schemaAt(cursor.path, document.version);
  if (!cursor || !schema) return [];
  const insert = new Inserter(document.parsed, cursor);
  const items =
    cursor.at === 'key'
      ? properties(document, cursor, schema, insert)
      : values(document, cursor, schema, insert, today);
  return items.map((item) => withQuote(item, cursor));
}

function properties(document: CycloneDxDocument, cursor: Cursor, schema: Schema, insert: Inserter): Completion[] {
  const { version } = document;
  const name = mapName(cursor.path, schema);
  const fields = [...fieldsOf(schema, version, cursor.siblings.keys()).values()].filter(
    ({ key, since }) => !cursor.siblings.has(key) && (since ?? version) <= version,
  );
  return fields.map((field, i) => ({
    label: field.key,
    kind: 'property',
    detail: detailOf(field, document),
    ...documentation(meaningOf(name, field.key)),
    sortText: order(isWanted(field, schema, cursor, document) ? 0 : 1, i),
    ...insert.key(field.key, pieceOf(field.schema, version)),
  }));
}

function documentation(text: string | undefined): { documentation?: string } {
  return text === undefined ? {} : { documentation: text };
}

/** Required, or one of those of which one is required, as long as there is none. */
function isWanted(
  { key, required }: Field,
  schema: Schema,
  { siblings }: Cursor,
  { version }: CycloneDxDocument,
): boolean {
  if (required) return true;
  const at = resolve(schema, version);
  const groups = [...(at.oneRequired ?? []), ...(at.anyRequired ?? [])];
  return groups.flat().includes(key) && !groups.flat().some((other) => siblings.has(other));
}

function detailOf({ schema, required }: Field, { version }: CycloneDxDocument): string {
  return [required ? t('required') : t('optional'), typeWords(schema, version)].filter(Boolean).join(' · ');
}

function values(
  document: CycloneDxDocument,
  cursor: Cursor,
  schema: Schema,
  insert: Inserter,
  today: () => Date,
): Completion[] {
  const { version } = document;
  const key = String(cursor.path.at(-1));
  if (roleOf(schema, key, version) === 'use') return names(document, cursor, insert);
  const at = resolve(schema, version);
  const known = cursor.path.length === 1 && key === 'specVersion' ? VERSIONS : valuesOf(schema, version);
  if (known)
    return known.map((value, i) => ({
      label: value,
      kind: 'enum',
      ...detail(sinceOf(at, value) && t('since CycloneDX {0}', sinceOf(at, value)!)),
      ...documentation(valueMeaning(mapName(cursor.path.slice(0, -1), undefined), key, value)),
      sortText: order(0, i),
      ...insert.value(value),
    }));
  if (at.format === 'date-time') return [now(insert, today())];
  if (at.type === 'boolean')
    return ['true', 'false'].map((word, i) => ({
      label: word,
      kind: 'enum',
      sortText: order(0, i),
      edit: { ...cursor.span, newText: cursor.needsComma ? `${word},` : word },
    }));
  if (at.type !== 'object' || typeof cursor.path.at(-1) !== 'number' || cursor.quote) return [];
  const list = String(cursor.path.findLast((step) => typeof step === 'string'));
  return [
    {
      label: t('new item of "{0}"', list),
      kind: 'snippet',
      sortText: order(0, 0),
      ...insert.value(pieceOf(schema, version)),
    },
  ];
}

function detail(text: string | undefined): { detail?: string } {
  return text === undefined ? {} : { detail: text };
}

function now(insert: Inserter, date: Date): Completion {
  const text = `${date.toISOString().slice(0, 19)}Z`;
  return { label: text, kind: 'value', detail: t('now'), sortText: order(0, 0), ...insert.value(text) };
}

/** What has a `bom-ref`, but for what is named in the list already, and for what the map itself is. */
function names(document: CycloneDxDocument, cursor: Cursor, insert: Inserter): Completion[] {
  const holder = valueAt(document.value, cursor.path.slice(0, -1));
  const owner = typeof cursor.path.at(-1) === 'number' ? valueAt(document.value, cursor.path.slice(0, -2)) : undefined;
  const taken = new Set<unknown>(Array.isArray(holder) ? holder : []);
  if (isMap(owner)) taken.add(owner.ref);
  return [...document.contents.names]
    .filter(([name]) => !taken.has(name))
    .slice(0, MOST_NAMES)
    .map(([name, [place]], i) => {
      const named = valueAt(document.value, pathOf(place?.parent));
      const facts = [textOf(named, 'name'), textOf(named, 'type'), textOf(named, 'version')].filter(Boolean);
      return {
        label: name,
        kind: 'value',
        ...detail(facts.join(' · ') || undefined),
        sortText: order(0, i),
        ...insert.value(name),
      };
    });
}
