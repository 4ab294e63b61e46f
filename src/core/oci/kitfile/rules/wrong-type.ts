import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor, type NewValue } from '../../../text/editor';
import { asList, writtenSpan, type Entry, type Item, type MapNode, type TreeNode } from '../../../text/tree';
import { type KitfileDocument } from '../document';
import { type KitField } from '../fields';

/**
 * What Go's YAML reader makes of a Kitfile: any single value becomes a text, nothing else becomes a list or a map
 * (go.yaml.in/yaml/v3, as observed by running KitOps v1.15.0).
 */
export const wrongType: Rule<KitfileDocument> = {
  id: 'kitfile/wrong-type',
  title: 'Value of the wrong type',
  help: 'The format has a text, a list or a map here and the file has something else, so KitOps refuses it.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { root } = document.parsed;
    if (!document.root) {
      const at = root ? { start: root.start, end: Math.min(root.end, root.start + 40) } : { start: 0, end: 0 };
      report({ at, message: t('A Kitfile is a map with "manifestVersion" and what is packed.') });
      return;
    }
    for (const { map, fields } of document.maps)
      for (const entry of map.entries) {
        const field = Object.hasOwn(fields, entry.key.text) ? fields[entry.key.text] : undefined;
        if (entry.merged || !field || document.isNull(entry.value)) continue;
        if (fits(field, entry.value)) {
          for (const item of asList(entry.value)?.items ?? []) checkItem(document, entry, field, item, report);
          continue;
        }
        report({
          at: writtenSpan(entry),
          message: t('"{0}" must be {1}, not {2}.', entry.key.text, wanted(field), found(entry.value)),
          fix: () => [valueFix(document, map, entry, field)],
        });
      }
  },
};

function checkItem(
  document: KitfileDocument,
  holder: Entry,
  field: KitField,
  item: Item,
  report: Parameters<Rule<KitfileDocument>['check']>[1],
): void {
  // A list that is no longer here is judged where it is written; an empty item has a rule of its own.
  if (holder.alias || document.isNull(item.value)) return;
  const kind = item.value!.kind;
  if (field.type === 'section' ? kind === 'map' : field.type !== 'texts' || kind === 'scalar') return;
  report({
    at: writtenSpan(item),
    message:
      field.type === 'section'
        ? t('An item of "{0}" must be a map with "path", not {1}.', holder.key.text, found(item.value))
        : t('An item of "{0}" must be a text, not {1}.', holder.key.text, found(item.value)),
    fix: () => [field.type === 'section' ? itemFix(document, item) : undefined],
  });
}

function fits({ type }: KitField, value: TreeNode | undefined): boolean {
  if (type === 'any') return true;
  if (type === 'map') return value?.kind === 'map';
  return value?.kind === (type === 'section' || type === 'texts' ? 'list' : 'scalar');
}

function wanted({ type }: KitField): string {
  if (type === 'map') return t('a map');
  if (type === 'texts') return t('a list of texts');
  return type === 'section' ? t('a list of maps') : t('a text');
}

function found(value: TreeNode | undefined): string {
  if (value?.kind === 'map') return t('a map');
  return value?.kind === 'list' ? t('a list') : t('a text');
}

/** A single path or text where a map or list of them belongs can only mean one thing. */
function valueFix(document: KitfileDocument, map: MapNode, entry: Entry, field: KitField): Fix | undefined {
  const { value } = entry;
  if (value?.kind !== 'scalar' || entry.alias) return undefined;
  const write = (title: string, meant: NewValue): Fix => ({
    title,
    safe: true,
    edits: editorFor(document.parsed).setValue(map, entry, meant),
  });
  if (field.type === 'texts') return write(t('Write as a list'), [value.text]);
  if (field.type === 'section') return write(t('Write as a list with this path'), [{ path: value.text }]);
  if (field.area === 'package') return write(t('Write as the name'), { name: value.text });
  return field.type === 'map' ? write(t('Write as the path'), { path: value.text }) : undefined;
}

function itemFix({ parsed }: KitfileDocument, { value, alias }: Item): Fix | undefined {
  if (value?.kind !== 'scalar' || alias || value.style === 'block') return undefined;
  const written = parsed.text.slice(value.start, value.end);
  const edit = parsed.syntax === 'json' ? `{ "path": ${written} }` : `path: ${written}`;
  return {
    title: t('Write as a path'),
    safe: true,
    edits: [{ start: value.start, end: value.end, newText: edit }],
  };
}
