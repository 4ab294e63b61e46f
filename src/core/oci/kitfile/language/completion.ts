import { cleanPath, isWithin } from '../../../folder/paths';
import { type Completion, type Surroundings } from '../../../language/features';
import { Inserter, TabStop, type Piece } from '../../../language/insert';
import { order, withQuote } from '../../../language/items';
import { t } from '../../../l10n';
import { cursorAt, type Cursor } from '../../../text/cursor';
import { pathChoices } from '../../language/complete-paths';
import { type LayerKind } from '../../modelpack/layer-type';
import { type KitfileDocument } from '../document';
import { KIT_FIELDS, kitMeaning, kitPlaceAt, MANIFEST_VERSION, type KitArea, type KitPlace } from '../fields';

/** All that the completions of one place need. */
interface Completing {
  document: KitfileDocument;
  cursor: Cursor;
  insert: Inserter;
  around: Surroundings;
}

/** What can be typed at an offset: keys, items, files of the folder, words that are in use. Licences come from elsewhere. */
export function completeKitfile(document: KitfileDocument, offset: number, around: Surroundings = {}): Completion[] {
  const { parsed } = document;
  const cursor = cursorAt(parsed.text, parsed.syntax, offset);
  if (!cursor) return [];
  const at: Completing = { document, cursor, insert: new Inserter(parsed, cursor), around };
  const place = kitPlaceAt(cursor.path);
  const found = place ? completePlace(at, place) : [];
  const items = cursor.itemOf ? kitPlaceAt(cursor.itemOf) : undefined;
  if (items?.kind === 'section' && place?.kind !== 'section') found.push(newItem(at, items.area));
  return found.map((item) => withQuote(item, cursor));
}

function completePlace(at: Completing, place: KitPlace): Completion[] {
  const { cursor } = at;
  switch (place.kind) {
    case 'section':
      return cursor.at === 'key' ? [newItem(at, place.area)] : [];
    case 'map':
      return [
        ...(startsFile(at, place.area) ? [skeleton(at)] : []),
        ...(cursor.at === 'key' ? completeKeys(at, place.area) : []),
      ];
    case 'value':
      return completeValue(at, place);
  }
}

/** Whether nothing is said yet. */
function startsFile({ cursor }: Completing, area: KitArea): boolean {
  return area === 'root' && (cursor.at === 'value' || (!cursor.siblings.size && !cursor.hasColon));
}

function completeKeys({ cursor, insert }: Completing, area: Exclude<KitArea, 'parameters'>): Completion[] {
  return Object.entries(KIT_FIELDS[area])
    .filter(([key]) => !cursor.siblings.has(key))
    .map(([key, field], index) => ({
      label: key,
      kind: 'property',
      detail: field.required ? t('required') : t('optional'),
      documentation: kitMeaning(area, key),
      sortText: order(field.required ? 0 : 1, index),
      ...insert.key(key, valueOf(area, key)),
    }));
}

/** What is inserted behind a new key. */
function valueOf(area: KitArea, key: string): Piece {
  const field = area === 'parameters' ? undefined : KIT_FIELDS[area][key];
  if (key === 'manifestVersion') return MANIFEST_VERSION;
  if (key === 'model') return { path: new TabStop() };
  if (field?.type === 'section') return [itemOf(field.area!)];
  if (field?.type === 'texts') return [new TabStop()];
  return field?.type === 'map' ? { name: new TabStop() } : '';
}

function itemOf(area: KitArea): Piece {
  return area === 'mcp-server' || area === 'dataset'
    ? { name: new TabStop(), path: new TabStop() }
    : { path: new TabStop() };
}

function newItem({ cursor, insert }: Completing, area: KitArea): Completion {
  const inside = typeof cursor.path.at(-1) === 'number';
  const item = itemOf(area);
  return {
    label: t('another item'),
    kind: 'snippet',
    sortText: order(2, 0),
    filterText: 'path',
    ...(inside ? insert.members(item as { [key: string]: Piece }) : insert.items([item])),
  };
}

/** A whole Kitfile, to be filled in. */
function skeleton({ insert }: Completing): Completion {
  return {
    label: t('Kitfile'),
    kind: 'snippet',
    detail: t('package, model, docs'),
    sortText: order(0, 0),
    ...insert.members({
      manifestVersion: MANIFEST_VERSION,
      package: { name: new TabStop('my-model'), version: new TabStop('1.0.0'), license: new TabStop() },
      model: { path: new TabStop('model.safetensors') },
      docs: [{ path: new TabStop('README.md') }],
    }),
  };
}

/** What belongs into a layer, by its section. */
const KINDS: Partial<Record<KitArea, readonly LayerKind[]>> = {
  model: ['weight'],
  part: ['weight', 'weight.config'],
  code: ['code'],
  dataset: ['dataset'],
  doc: ['doc'],
  prompt: ['doc'],
};

/** Words that are in use for a key; any other is as good. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'root/manifestVersion': [MANIFEST_VERSION],
  'model/framework': ['PyTorch', 'TensorFlow', 'JAX', 'scikit-learn', 'ONNX'],
  'model/format': ['safetensors', 'gguf', 'onnx', 'pytorch', 'tensorflow', 'pickle'],
  'part/type': ['lora', 'projector', 'tokenizer', 'config'],
};

function completeValue(at: Completing, place: Extract<KitPlace, { kind: 'value' }>): Completion[] {
  const { cursor, insert, document, around } = at;
  if (cursor.at !== 'value') return [];
  if (place.field.type !== 'path')
    return (WORDS[`${place.area}/${place.key}`] ?? []).map((label, index) => ({
      label,
      kind: 'value',
      sortText: order(0, index),
      ...insert.value(label),
    }));
  const here = (start: number, end: number) => start <= cursor.span.end && cursor.span.start <= end;
  const others = document.layers.flatMap(({ path }) =>
    path && !here(path.node.start, path.node.end) ? [cleanPath(path.text)] : [],
  );
  const packed = (path: string) => others.some((other) => isWithin(other, path));
  return pathChoices(around.folder, cursor.typed, KINDS[place.area] ?? [], packed).map(({ path, ...choice }) => ({
    ...choice,
    ...insert.value(path),
  }));
}
