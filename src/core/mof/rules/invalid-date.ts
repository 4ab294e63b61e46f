import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { scalarType } from '../../text/scalars';
import { type MofDocument } from '../document';
import { knownFields } from '../maps';

/** A date in the form of the schema (`full-date` of RFC 3339) when a text can only mean that one; else undefined. */
export function normalDate(text: string): string | undefined {
  const match = /^\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[Tt ].*)?\s*$/.exec(text);
  if (!match) return undefined;
  const date = `${match[1]}-${match[3]!.padStart(2, '0')}-${match[4]!.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

/** Whether a text is a day of the calendar written `2025-06-01`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** schema/mof_schema.json: `format: date` on framework.date and release.date. */
export const invalidDate: Rule<MofDocument> = {
  id: 'mof/invalid-date',
  title: 'Not a date',
  help: 'Dates are written year-month-day with four, two and two digits, such as 2025-06-01, and must exist in the calendar.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { known, entry, field } of knownFields(document)) {
      const { value } = entry;
      if (!field.date || value?.kind !== 'scalar') continue;
      if (scalarType(value, document.parsed.syntax) !== 'string' || isDate(value.text)) continue;
      const meant = normalDate(value.text);
      report({
        at: value.end > value.start ? value : entry.key,
        message: t('"{0}" is no date; write it as 2025-06-01.', value.text),
        fix: () => [
          meant
            ? {
                title: t('Change to "{0}"', meant),
                safe: true,
                edits: editorFor(document.parsed).setText(value, meant),
              }
            : value.text.trim() === '' && !field.required
              ? {
                  title: t('Remove "{0}"', entry.key.text),
                  safe: true,
                  edits: editorFor(document.parsed).removeEntry(known.map, entry),
                }
              : undefined,
        ],
      });
    }
  },
};
