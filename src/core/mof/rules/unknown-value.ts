import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { nearest } from '../../text/similar';
import { scalarType } from '../../text/scalars';
import { type MofDocument } from '../document';
import { knownFields } from '../maps';

/** schema/mof_schema.json: the enumerations of release.type, architecture and treatment. */
export const unknownValue: Rule<MofDocument> = {
  id: 'mof/unknown-value',
  title: 'Value outside the list',
  help: 'release.type, architecture and treatment take one of a few words, compared exactly; any other word makes the Model Openness Tool reject the file.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { known, entry, field } of knownFields(document)) {
      const { values } = field;
      const { value } = entry;
      if (!values || value?.kind !== 'scalar') continue;
      if (scalarType(value, document.parsed.syntax) !== 'string' || values.includes(value.text)) continue;
      const named = values.filter(Boolean);
      const meant = nearest(value.text, named);
      report({
        at: value.end > value.start ? value : entry.key,
        message: meant
          ? t('"{0}" is no value of "{1}". Did you mean "{2}"?', value.text, entry.key.text, meant)
          : t('"{0}" is no value of "{1}". Use one of: {2}.', value.text, entry.key.text, named.join(', ')),
        fix: () => [
          meant
            ? {
                title: t('Change to "{0}"', meant),
                safe: meant.toLowerCase() === value.text.trim().toLowerCase(),
                edits: editorFor(document.parsed).setText(value, meant),
              }
            : named.includes('other')
              ? {
                  title: t('Change to "{0}"', 'other'),
                  safe: false,
                  edits: editorFor(document.parsed).setText(value, 'other'),
                }
              : {
                  title: t('Remove "{0}"', entry.key.text),
                  safe: false,
                  edits: editorFor(document.parsed).removeEntry(known.map, entry),
                },
        ],
      });
    }
  },
};
