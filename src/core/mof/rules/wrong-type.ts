import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { licenseById } from '../../licenses/catalogue';
import { t } from '../../l10n';
import { editorFor, type NewValue } from '../../text/editor';
import { writtenSpan, type Entry, type TreeNode } from '../../text/tree';
import { componentNamed } from '../components';
import { type MofDocument } from '../document';
import { type Field } from '../fields';
import { knownFields, type KnownMap } from '../maps';
import { safeSpelling } from '../spelling';

/** schema/mof_schema.json: the `type` of each field; null is allowed only where the schema names it. */
export const wrongType: Rule<MofDocument> = {
  id: 'mof/wrong-type',
  title: 'Value of the wrong type',
  help: 'The schema wants a text, a map or a list here and the file has something else, so the Model Openness Tool rejects it.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { root } = document.parsed;
    if (!document.root) {
      const at = root ? { start: root.start, end: Math.min(root.end, root.start + 40) } : { start: 0, end: 0 };
      report({ at, message: t('A MOF configuration is a map with "framework" and "release".') });
      return;
    }
    for (const { known, entry, field } of knownFields(document)) {
      if (fits(document, entry.value, field)) continue;
      report({
        at: writtenSpan(entry),
        message: t('"{0}" must be {1}, not {2}.', entry.key.text, wanted(field), found(document, entry.value)),
        fix: () => [fieldFix(document, known, entry)],
      });
    }
    for (const component of document.components) {
      if (component.map) continue;
      const { value } = component.item;
      const name = value?.kind === 'scalar' && componentNamed(value.text) ? value.text : undefined;
      report({
        at: writtenSpan(component.item),
        message: t('A component must be a map with a name, not {0}.', found(document, value)),
        fix: () => [
          name && value && !component.item.alias
            ? {
                title: t('Write as a component named "{0}"', name),
                safe: true,
                edits: [
                  {
                    start: value.start,
                    end: value.end,
                    newText:
                      document.parsed.syntax === 'json' ? `{ "name": ${JSON.stringify(name)} }` : `name: ${name}`,
                  },
                ],
              }
            : undefined,
        ],
      });
    }
  },
};

function fits(document: MofDocument, value: TreeNode | undefined, field: Field): boolean {
  switch (field.type) {
    case 'any':
      return true;
    case 'map':
    case 'list':
      // The tool takes every empty list and map for the same thing (src/ModelValidator.php:54).
      return value?.kind === field.type || (field.type === 'map' && value?.kind === 'list' && !value.items.length);
    case 'text':
      // Numbers, dates and booleans are the business of mof/unquoted-value.
      return value?.kind === 'scalar' && !document.isNull(value);
    case 'text-or-null':
      return !value || value.kind === 'scalar';
  }
}

function wanted(field: Field): string {
  if (field.type === 'map') return t('a map');
  return field.type === 'list' ? t('a list') : t('a text');
}

function found(document: MofDocument, value: TreeNode | undefined): string {
  if (!value || (value.kind === 'scalar' && document.isNull(value))) return t('empty');
  if (value.kind === 'map') return t('a map');
  return value.kind === 'list' ? t('a list') : t('a text');
}

function fieldFix(document: MofDocument, known: KnownMap, entry: Entry): Fix | undefined {
  const editor = editorFor(document.parsed);
  const field = known.fields[entry.key.text]!;
  const { value } = entry;
  if (value?.kind === 'scalar' && value.text !== '' && !document.isNull(value) && !entry.alias) {
    // A licence written where a map of licences belongs.
    const license = licenseValue(value.text);
    if (entry === document.licenseEntry)
      return {
        title: t('Write as the licence of the distribution'),
        safe: true,
        edits: editor.setValue(known.map, entry, { distribution: license }),
      };
    if (known.area === 'license')
      return {
        title: t('Write as the name of the licence'),
        safe: true,
        edits: editor.setValue(known.map, entry, license),
      };
    return undefined;
  }
  const empty = !value || (value.kind === 'scalar' && document.isNull(value));
  if (!empty || entry.alias) return undefined;
  // An empty optional field says as much as one that is not there.
  if (!field.required)
    return { title: t('Remove "{0}"', entry.key.text), safe: true, edits: editor.removeEntry(known.map, entry) };
  if (entry.key.text === 'license')
    return { title: t('Write an empty map'), safe: true, edits: editor.setValue(known.map, entry, {}) };
  return undefined;
}

function licenseValue(written: string): NewValue {
  const name = safeSpelling(written) ?? written;
  const page = licenseById(name)?.url;
  return page ? { name, path: page } : { name };
}
