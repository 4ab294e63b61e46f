import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { scalarType, type MotScalarType } from '../../text/scalars';
import { type MofDocument } from '../document';
import { knownFields } from '../maps';
import { normalDate } from './invalid-date';

/** Symfony YAML reads these plain scalars as dates, numbers and booleans; the schema then rejects them. */
export const unquotedValue: Rule<MofDocument> = {
  id: 'mof/unquoted-value',
  title: 'Text without quotes is read as something else',
  help: 'The parser of the Model Openness Tool takes unquoted dates, numbers and booleans for values of that type, and the schema, which wants texts, rejects the file. Other parsers accept it, so the mistake is easy to miss.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { entry, field } of knownFields(document)) {
      const { value } = entry;
      if (entry.alias || value?.kind !== 'scalar') continue;
      if (field.type !== 'text' && field.type !== 'text-or-null') continue;
      const type = scalarType(value, document.parsed.syntax);
      if (type === 'string' || type === 'null') continue;
      const text = (field.date && normalDate(value.text)) || value.text;
      report({
        at: value,
        message: t(
          '"{0}" needs quotes: without them the Model Openness Tool reads {1} and rejects the file.',
          value.text,
          typeName(type),
        ),
        fix: () => [
          {
            title: t('Put in quotes'),
            safe: true,
            // setText quotes by itself what would be read as another type.
            edits: editorFor(document.parsed).setText(value, text),
          },
        ],
      });
    }
  },
};

function typeName(type: MotScalarType): string {
  if (type === 'date') return t('a date');
  return type === 'number' ? t('a number') : t('true or false');
}
