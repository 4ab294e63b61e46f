import { type Fix } from '../../../findings/finding';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asMap, entryOf } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Mistake } from '../mistakes';
import { type Spot } from '../place';
import { fieldsOf } from '../schema';
import { letters } from '../spelling';
import { schemaRule } from './reporting';

/** Schemas 1.5 to 1.7: `additionalProperties: false` of nearly every map. */
export const unknownProperty = schemaRule(
  'unknown-property',
  {
    title: 'Property that the format does not have',
    help: 'The CycloneDX schema allows no other properties here, so validators reject the document. Own data belong into "properties".',
    fixable: true,
  },
  (document, mistake, spot) => {
    const { key, meant } = mistake;
    const entry = entryOf(spot.node, key!)!;
    const elsewhere = meant ? undefined : placeBelow(document, mistake);
    return {
      at: entry.key,
      message: meant
        ? t('"{0}" is no property of this place. Did you mean "{1}"?', key!, meant)
        : elsewhere
          ? t('"{0}" is no property of this place. It belongs under "{1}".', key!, elsewhere)
          : t('"{0}" is no property of this place.', key!),
      fix: () => fixes(document, mistake, spot),
    };
  },
);

function fixes({ parsed }: CycloneDxDocument, { key, meant }: Mistake, { node }: Spot): Fix[] {
  const map = asMap(node);
  const entry = entryOf(map, key!);
  if (!map || !entry) return [];
  const editor = editorFor(parsed);
  const removal = { title: t('Remove "{0}"', key!), safe: false, edits: editor.removeEntry(map, entry) };
  if (!meant) return [removal];
  return [
    {
      title: t('Rename to "{0}"', meant),
      // What is merely similar may stand for something else.
      safe: letters(meant) === letters(key!),
      edits: editor.renameKey(entry, meant),
    },
    removal,
  ];
}

/** The property of this place that has such a property itself: what is written one level too high. */
function placeBelow({ version }: CycloneDxDocument, { schema, key }: Mistake): string | undefined {
  if (!schema) return undefined;
  const holders = [...fieldsOf(schema, version).values()].filter((field) => fieldsOf(field.schema, version).has(key!));
  return holders.length === 1 ? holders[0]!.key : undefined;
}
