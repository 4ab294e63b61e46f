import { type Completion } from '../../../language/features';
import { Inserter, TabStop, type Piece } from '../../../language/insert';
import { order, withQuote } from '../../../language/items';
import { t } from '../../../l10n';
import { cursorAt, type Cursor } from '../../../text/cursor';
import { type ParsedText } from '../../../text/tree';
import { MODELPACK, OCI } from '../../annotations';
import { MANIFEST_TYPE, MODELPACK_CONFIG_TYPE, MODELPACK_MANIFEST_TYPE } from '../../media-types';
import { PROFILE, profileKey } from '../../profile/keys';
import { type ConfigDocument } from '../config-document';
import { CONFIG_FIELDS, MODALITIES, MODELFS_TYPE, type ConfigField } from '../config-fields';
import { LAYER_TYPES } from '../layer-type';
import { type ManifestDocument } from '../manifest-document';
import { typeWords } from '../rules/config';
import { annotationMeaning, configMeaning, manifestKeyMeaning, mediaTypeMeaning } from './meanings';
import { configPath } from './places';

/** What can be typed at an offset of a manifest: media types, annotations, their values. */
export function completeManifest({ parsed }: ManifestDocument, offset: number): Completion[] {
  const cursor = cursorAt(parsed.text, 'json', offset);
  if (!cursor) return [];
  return (cursor.at === 'key' ? manifestKeys(parsed, cursor) : manifestValues(parsed, cursor)).map((item) =>
    withQuote(item, cursor),
  );
}

/** What can be typed at an offset of a config: its properties, and the values of those that have few. */
export function completeConfig({ parsed }: ConfigDocument, offset: number): Completion[] {
  const cursor = cursorAt(parsed.text, 'json', offset);
  if (!cursor) return [];
  return (cursor.at === 'key' ? configKeys(parsed, cursor) : configValues(parsed, cursor)).map((item) =>
    withQuote(item, cursor),
  );
}

const ROOT_KEYS = ['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'annotations', 'subject'];
const DESCRIPTOR_KEYS = ['mediaType', 'digest', 'size', 'annotations'];
const ROOT_ANNOTATIONS: readonly string[] = [
  OCI.title,
  OCI.version,
  OCI.licenses,
  OCI.authors,
  OCI.vendor,
  OCI.source,
  OCI.created,
  OCI.description,
  ...PROFILE.keys.map(({ key }) => key),
];
const LAYER_ANNOTATIONS: readonly string[] = [MODELPACK.filepath, OCI.title, MODELPACK.untested, MODELPACK.metadata];

/** What a manifest has at a path: its own map, a descriptor in it, or annotations. */
function mapAt(path: Cursor['path']): 'root' | 'descriptor' | 'annotations' | 'layer-annotations' | undefined {
  const [first, second, third] = path;
  if (path.length === 0) return 'root';
  const isLayer = first === 'layers' && typeof second === 'number';
  if (path.length === 1)
    return first === 'annotations' ? 'annotations' : isDescriptor(first) ? 'descriptor' : undefined;
  if (path.length === 2) return isLayer ? 'descriptor' : undefined;
  return isLayer && third === 'annotations' && path.length === 3 ? 'layer-annotations' : undefined;
}

function isDescriptor(key: string | number | undefined): boolean {
  return key === 'config' || key === 'subject';
}

function manifestKeys(parsed: ParsedText, cursor: Cursor): Completion[] {
  const map = mapAt(cursor.path);
  if (!map) return [];
  const keys = {
    root: ROOT_KEYS,
    descriptor: DESCRIPTOR_KEYS,
    annotations: ROOT_ANNOTATIONS,
    'layer-annotations': LAYER_ANNOTATIONS,
  }[map];
  const meaning = map === 'root' || map === 'descriptor' ? manifestKeyMeaning : annotationMeaning;
  const insert = new Inserter(parsed, cursor);
  return keys
    .filter((key) => !cursor.siblings.has(key))
    .map((key, i) => ({
      label: key,
      kind: 'property',
      ...documentation(meaning(key)),
      sortText: order(0, i),
      ...insert.key(key, pieceOf(key, map)),
    }));
}

/** What is inserted behind a key of a manifest. */
function pieceOf(key: string, map: NonNullable<ReturnType<typeof mapAt>>): Piece {
  if (map === 'annotations' || map === 'layer-annotations') return '';
  if (key === 'schemaVersion') return new TabStop('2', [], true);
  if (key === 'size') return new TabStop('0', [], true);
  if (key === 'layers') return [];
  return key === 'config' || key === 'annotations' || key === 'subject' ? {} : '';
}

function manifestValues(parsed: ParsedText, cursor: Cursor): Completion[] {
  const key = cursor.path.at(-1);
  const map = mapAt(cursor.path.slice(0, -1));
  if (!map || typeof key !== 'string') return [];
  if (key === 'mediaType' || key === 'artifactType')
    return enumItems(parsed, cursor, typesAt(cursor.path), mediaTypeMeaning);
  if (key === MODELPACK.untested) return enumItems(parsed, cursor, ['true', 'false']);
  const form = map === 'annotations' ? profileKey(key)?.form : undefined;
  if (form?.kind === 'version') return enumItems(parsed, cursor, [form.example]);
  return form?.kind === 'one' || form?.kind === 'open' ? enumItems(parsed, cursor, form.values) : [];
}

function typesAt(path: Cursor['path']): readonly string[] {
  const [first] = path;
  if (path.length === 1) return [first === 'artifactType' ? MODELPACK_MANIFEST_TYPE : MANIFEST_TYPE];
  if (first === 'config') return [MODELPACK_CONFIG_TYPE];
  return first === 'layers' ? LAYER_TYPES : [MANIFEST_TYPE];
}

function configKeys(parsed: ParsedText, cursor: Cursor): Completion[] {
  const path = configPath(cursor.path);
  if (path === undefined) return [];
  const insert = new Inserter(parsed, cursor);
  return Object.entries(CONFIG_FIELDS[path]!)
    .filter(([key, { dropped }]) => !dropped && !cursor.siblings.has(key))
    .map(([key, field], i) => ({
      label: key,
      kind: 'property',
      detail: [field.required ? t('required') : t('optional'), typeWords(field.type)].join(' · '),
      ...documentation(configMeaning(path ? `${path}.${key}` : key)),
      sortText: order(field.required ? 0 : 1, i),
      ...insert.key(key, configPiece(field)),
    }));
}

function configPiece({ type }: ConfigField): Piece {
  switch (type) {
    case 'map':
      return {};
    case 'texts':
    case 'modalities':
    case 'languages':
    case 'diff-ids':
      return [];
    case 'boolean':
      return new TabStop('', ['true', 'false'], true);
    case 'layers':
      return MODELFS_TYPE;
    default:
      return '';
  }
}

function configValues(parsed: ParsedText, cursor: Cursor): Completion[] {
  const steps = cursor.path.filter((step) => typeof step === 'string');
  const holder = configPath(steps.slice(0, -1));
  const key = steps.at(-1);
  if (holder === undefined || key === undefined || !Object.hasOwn(CONFIG_FIELDS[holder]!, key)) return [];
  const { type } = CONFIG_FIELDS[holder]![key]!;
  const inList = typeof cursor.path.at(-1) === 'number';
  if (type === 'modalities') return inList ? enumItems(parsed, cursor, MODALITIES) : [];
  if (type === 'layers') return enumItems(parsed, cursor, [MODELFS_TYPE]);
  if (type !== 'boolean') return [];
  return ['true', 'false'].map((word, i) => ({
    label: word,
    kind: 'enum',
    sortText: order(0, i),
    edit: { ...cursor.span, newText: cursor.needsComma ? `${word},` : word },
  }));
}

function enumItems(
  parsed: ParsedText,
  cursor: Cursor,
  values: readonly string[],
  meaning?: (value: string) => string | undefined,
): Completion[] {
  const insert = new Inserter(parsed, cursor);
  return values.map((value, i) => ({
    label: value,
    kind: 'enum',
    ...documentation(meaning?.(value)),
    sortText: order(0, i),
    ...insert.value(value),
  }));
}

function documentation(text: string | undefined): { documentation?: string } {
  return text === undefined ? {} : { documentation: text };
}
