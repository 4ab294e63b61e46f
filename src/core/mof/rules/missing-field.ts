import { baseName, type LintContext } from '../../findings/context';
import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor, type NewValue } from '../../text/editor';
import { entryOf } from '../../text/tree';
import { FRAMEWORK_NAME, type MofDocument } from '../document';
import { addComponentEdits } from '../add-components';
import { type Area } from '../fields';
import { knownMaps, type KnownMap } from '../maps';
import { requiredAt } from '../components';

/** schema/mof_schema.json: the `required` lists. */
export const missingField: Rule<MofDocument> = {
  id: 'mof/missing-field',
  title: 'Required field missing',
  help: 'The schema of the Model Openness Tool requires this field; without it the file is rejected.',
  severity: 'error',
  fixable: true,
  check(document, report, context) {
    for (const known of knownMaps(document)) {
      // An unnamed component has a rule of its own.
      if (known.area === 'component') continue;
      for (const [key, field] of Object.entries(known.fields)) {
        if (!field.required || entryOf(known.map, key)) continue;
        const at = known.holder?.key ?? { start: known.map.start, end: known.map.entries[0]?.key.end ?? known.map.end };
        report({
          at,
          message: known.holder
            ? t('"{0}" is missing under "{1}".', key, known.holder.key.text)
            : t('"{0}" is missing.', key),
          fix: () => [addition(document, known, key, context)],
        });
      }
    }
  },
};

/** Adds the field with a value that says what is known and leaves the rest to be filled in. */
function addition(document: MofDocument, known: KnownMap, key: string, context: LintContext): Fix | undefined {
  const title = t('Add "{0}"', key);
  if (key === 'components') {
    const ids = requiredAt(3).map((c) => c.id);
    return { title: t('Add the components of Class III'), safe: false, edits: addComponentEdits(document, ids) };
  }
  const value = initialValue(known.area, key, context.path);
  if (value === undefined) return undefined;
  const place = key === 'framework' || key === 'name' ? 'first' : 'last';
  // What is the same in every file, and an empty licence map, need no thought.
  const safe = known.area === 'framework' || key === 'framework' || key === 'license';
  return { title, safe, edits: editorFor(document.parsed).addEntry(known.map, key, value, place) };
}

/** The version and date that the Model Openness Tool writes into every file (src/ModelSerializer.php). */
const FRAMEWORK: Record<string, string> = { name: FRAMEWORK_NAME, version: '1.0', date: '2024-12-15' };

function initialValue(area: Area, key: string, path: string): NewValue | undefined {
  if (area === 'framework') return FRAMEWORK[key];
  if (key === 'framework') return FRAMEWORK;
  if (key === 'license') return {};
  if (key === 'producer') return '';
  return key === 'name' ? modelName(path) : undefined;
}

/** A name for the model: that of its file, or of its folder where the file has none of its own. */
function modelName(path: string): string {
  const stem = baseName(path).replace(/(?:\.mot)?\.[^.]+$/, '');
  const name = /^mof$/i.test(stem) ? baseName(path.slice(0, Math.max(0, path.lastIndexOf('/')))) : stem;
  return decodeURIComponentSafely(name).replace(/\s+/g, '-') || 'my-model';
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
