import { type Fix } from '../../../findings/finding';
import { type Report, type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { nearest } from '../../../text/similar';
import {
  asList,
  asScalar,
  entryOf,
  type Entry,
  type MapNode,
  type ParsedText,
  type TreeNode,
} from '../../../text/tree';
import { isDigest } from '../../digest';
import { type ConfigDocument, fieldOf, knownEntries, pathOf } from '../config-document';
import { LANGUAGE, MODALITIES, MODELFS_TYPE, PARAM_SIZE, type ConfigField, type ConfigType } from '../config-fields';
import { isRfc3339 } from '../rfc3339';
import { setText, startOf, valueOf } from './places';

/** model-spec, schema/config-schema.json: `required`. */
export const configMissing: Rule<ConfigDocument> = {
  id: 'modelpack/config-missing',
  title: 'Missing property',
  help: 'A config has "descriptor", "modelfs" and "config", the last of which may be empty; "modelfs" lists the content of the layers. Tools refuse a model whose config lacks one.',
  severity: 'error',
  fixable: true,
  check({ maps, parsed }, report) {
    for (const { path, map, fields } of maps)
      for (const [key, { required, formerly }] of Object.entries(fields)) {
        if (!required || entryOf(map, key) || (formerly !== undefined && entryOf(map, formerly))) continue;
        report({
          at: startOf(map),
          message: t('"{0}" is missing.', pathOf(path, key)),
          fix: () => [addition(parsed, map, key)],
        });
      }
  },
};

/** Adds what can only have one value; of the layers nothing is known here. */
function addition(parsed: ParsedText, map: MapNode, key: string): Fix | undefined {
  const value = key === 'type' ? MODELFS_TYPE : key === 'config' || key === 'descriptor' ? {} : undefined;
  if (value === undefined) return undefined;
  const edits = editorFor(parsed).addEntry(map, key, value, 'last');
  return { title: t('Add "{0}"', key), safe: false, edits };
}

/** model-spec, schema/config-schema.json: `additionalProperties: false` everywhere. */
export const configUnknownKey: Rule<ConfigDocument> = {
  id: 'modelpack/config-unknown-key',
  title: 'Property that a config must not have',
  help: 'The schema of ModelPack allows no other properties anywhere in a config: there is no place in it for the facts of a MOF configuration or a bill of materials.',
  severity: 'error',
  fixable: true,
  check({ maps, parsed }, report) {
    for (const { map, fields } of maps)
      for (const entry of map.entries) {
        const key = entry.key.text;
        const known = fieldOf(fields, key);
        if (known && !known.field.dropped) continue;
        const removal = () => ({
          title: t('Remove "{0}"', key),
          safe: false,
          edits: editorFor(parsed).removeEntry(map, entry),
        });
        if (known) {
          report({
            at: entry.key,
            message: t('"{0}" is no longer a property since version 0.0.7; list it in "outputTypes".', key),
            severity: 'warning',
            tag: 'deprecated',
            fix: () => [removal()],
          });
          continue;
        }
        const free = Object.keys(fields).filter((name) => !fields[name]!.dropped && !entryOf(map, name));
        const meant = nearest(key, free);
        report({
          at: entry.key,
          message: meant
            ? t('"{0}" is no property of this place. Did you mean "{1}"?', key, meant)
            : t('"{0}" is no property of this place.', key),
          fix: () => [
            meant
              ? { title: t('Rename to "{0}"', meant), safe: false, edits: editorFor(parsed).renameKey(entry, meant) }
              : undefined,
            removal(),
          ],
        });
      }
  },
};

/** model-spec, schema/config-schema.json: `type`. */
export const configWrongType: Rule<ConfigDocument> = {
  id: 'modelpack/config-wrong-type',
  title: 'Value of the wrong type',
  help: 'The schema of ModelPack wants a text, a list, a truth value or a map here. Tools refuse a config that has something else.',
  severity: 'error',
  fixable: true,
  check({ root, maps, parsed }, report) {
    if (!root) {
      const at = parsed.root ? startOf(parsed.root) : { start: 0, end: 0 };
      report({ at, message: t('A config is a map with "descriptor", "modelfs" and "config".') });
      return;
    }
    for (const known of maps)
      for (const { entry, field } of knownEntries(known)) {
        if (hasType(entry.value, field.type)) checkItems(entry, field, report);
        else
          report({
            at: valueOf(entry),
            message: t('"{0}" must be {1}.', entry.key.text, typeWords(field.type)),
            fix: () => [retyped(parsed, known.map, entry, field.type)],
          });
      }
  },
};

function checkItems({ key, value }: Entry, { type }: ConfigField, report: (report: Report) => void): void {
  if (!isList(type)) return;
  for (const item of asList(value)?.items ?? [])
    if (typeof asScalar(item.value)?.value !== 'string')
      report({
        at: item.value ? startOf(item.value) : item,
        message: t('Every item of "{0}" must be a text.', key.text),
      });
}

function hasType(node: TreeNode | undefined, type: ConfigType): boolean {
  if (isList(type)) return node?.kind === 'list';
  if (type === 'map') return node?.kind === 'map';
  return typeof asScalar(node)?.value === (type === 'boolean' ? 'boolean' : 'string');
}

const LISTS: readonly ConfigType[] = ['texts', 'modalities', 'languages', 'diff-ids'];

function isList(type: ConfigType): boolean {
  return LISTS.includes(type);
}

/** What a value must be, in words. */
export function typeWords(type: ConfigType): string {
  if (isList(type)) return t('a list of texts');
  if (type === 'map') return t('a map');
  if (type === 'boolean') return t('true or false');
  return type === 'date-time' ? t('a date and time in quotes') : t('a text');
}

/** The same value in the type that is wanted, where that can only mean one thing. */
function retyped(parsed: ParsedText, map: MapNode, entry: Entry, type: ConfigType): Fix | undefined {
  const node = asScalar(entry.value);
  if (!node || node.value === null) return undefined;
  const editor = editorFor(parsed);
  const edit = (title: string, edits: Fix['edits']): Fix => ({ title, safe: false, edits });
  if (isList(type) && typeof node.value === 'string')
    return edit(t('Write as a list'), editor.setValue(map, entry, [node.text]));
  if (type === 'text' && typeof node.value === 'number')
    return edit(t('Write as a text'), editor.setText(node, node.text));
  if (type === 'boolean' && /^(?:true|false)$/i.test(node.text))
    return edit(t('Write without quotes'), [{ start: node.start, end: node.end, newText: node.text.toLowerCase() }]);
  return undefined;
}

/** model-spec, schema/config-schema.json: enumerations, formats and patterns; config.md for the size and the digests. */
export const configValue: Rule<ConfigDocument> = {
  id: 'modelpack/config-value',
  title: 'Value that a config cannot have',
  help: 'The schema of ModelPack fixes the form of this value: a time of RFC 3339, a kind of input or output, a language of ISO 639-1, a digest.',
  severity: 'error',
  fixable: true,
  check({ maps, parsed }, report) {
    for (const known of maps)
      for (const { entry, name, field } of knownEntries(known)) {
        if (!hasType(entry.value, field.type)) continue;
        const holder = { map: known.map, entry };
        checkValue({ name, field, holder, parsed }, report);
      }
  },
};

interface CheckedValue {
  name: string;
  field: ConfigField;
  holder: { map: MapNode; entry: Entry };
  parsed: ParsedText;
}

function checkValue({ name, field, holder, parsed }: CheckedValue, report: (report: Report) => void): void {
  const node = asScalar(holder.entry.value);
  const items = (asList(holder.entry.value)?.items ?? []).flatMap(({ value }) => {
    const scalar = asScalar(value);
    return typeof scalar?.value === 'string' ? [scalar] : [];
  });
  switch (field.type) {
    case 'layers':
      if (node!.text !== MODELFS_TYPE)
        report({
          at: node!,
          message: t('"{0}" must be "{1}".', name, MODELFS_TYPE),
          fix: () => [setText(parsed, node!, MODELFS_TYPE, false)],
        });
      return;
    case 'date-time':
      if (!isRfc3339(node!.text)) reportTime(node!.text);
      return;
    case 'modalities':
      for (const item of items) {
        if ((MODALITIES as readonly string[]).includes(item.text)) continue;
        const meant = modality(item.text);
        report({
          at: item,
          message: t('"{0}" is none of {1}.', item.text, MODALITIES.join(', ')),
          fix: () => [meant === undefined ? undefined : setText(parsed, item, meant, false)],
        });
      }
      return;
    case 'languages':
      for (const item of items)
        if (!LANGUAGE.test(item.text))
          report({ at: item, message: t('"{0}" is no language code of two lower-case letters.', item.text) });
      return;
    case 'diff-ids':
      if (!asList(holder.entry.value)!.items.length)
        report({ at: holder.entry.value!, message: t('"{0}" must list one layer at least.', name) });
      for (const item of items)
        if (!isDigest(item.text))
          report({ at: item, message: t('This must be "sha256:" and 64 lower-case hexadecimal digits.') });
      return;
    case 'text':
      if (name === 'name' && node!.text === '') report({ at: node!, message: t('"{0}" must not be empty.', name) });
      // The schema takes any text; tools that show or compare sizes do not.
      if (name === 'paramSize' && !PARAM_SIZE.test(node!.text))
        report({
          at: node!,
          message: t('"{0}" is no number with a magnitude, such as "7B" or "1.5T".', node!.text),
          severity: 'warning',
        });
  }

  function reportTime(text: string): void {
    const day = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : undefined;
    report({
      at: node!,
      message: t('"{0}" must be a time such as "2026-01-31T12:00:00Z".', name),
      fix: () => [day !== undefined && isRfc3339(day) ? setText(parsed, node!, day, false) : undefined],
    });
  }
}

/** Other words for kinds of input and output. */
const MODALITY_WORDS: Readonly<Record<string, string>> = {
  img: 'image',
  images: 'image',
  vision: 'image',
  speech: 'audio',
  sound: 'audio',
  embeddings: 'embedding',
  texts: 'text',
};

function modality(text: string): string | undefined {
  const folded = text.trim().toLowerCase();
  if (Object.hasOwn(MODALITY_WORDS, folded)) return MODALITY_WORDS[folded];
  return nearest(text, MODALITIES);
}
