import { type Fix } from '../../../findings/finding';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asMap } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Mistake } from '../mistakes';
import { placeholder } from '../placeholder';
import { type Spot } from '../place';
import { fieldsOf, NEWEST } from '../schema';
import { headOf, listOf, schemaRule } from './reporting';

/** Schemas 1.5 to 1.7: `required`, and the alternatives of which one is required. */
export const missingProperty = schemaRule(
  'missing-property',
  {
    title: 'Required property missing',
    help: 'The CycloneDX schema requires this property, or one of a few; validators reject the document without it.',
    fixable: true,
  },
  (document, mistake, spot) => ({
    at: headOf(document, spot),
    message: message(mistake),
    fix: () => candidates(mistake).map((key) => addition(document, mistake, spot, key)),
  }),
);

function message({ keyword, key, params }: Mistake): string {
  if (key) return t('"{0}" is missing here.', key);
  if (keyword === 'onlyWith') {
    const [[property, other] = []] = Object.entries(params.wanted as Record<string, string>);
    return t('"{0}" is allowed only where "{1}" is true.', property!, other!);
  }
  const groups = params.wanted as readonly (readonly string[])[];
  return t('One of {0} is missing here.', listOf(groups.map((group) => group.join('" + "'))));
}

function candidates({ keyword, key, params }: Mistake): string[] {
  if (key) return [key];
  if (keyword === 'onlyWith') return [];
  return (params.wanted as readonly (readonly string[])[]).filter((group) => group.length === 1).flat();
}

function addition(document: CycloneDxDocument, mistake: Mistake, { node }: Spot, key: string): Fix | undefined {
  const map = asMap(node);
  const { version, parsed } = document;
  const fields = mistake.schema && fieldsOf(mistake.schema, version);
  const field = fields?.get(key);
  if (!map || !field || (field.since ?? '') > version) return undefined;
  const value =
    mistake.path.length === 0 && key === 'specVersion'
      ? NEWEST
      : placeholder(field.schema, key, mistake.value, version);
  if (value === undefined) return undefined;
  // Where the schema has it: behind the last of the properties that go before it.
  const order = [...fields!.keys()];
  const before = map.entries.findLast((entry) => order.indexOf(entry.key.text) < order.indexOf(key));
  return {
    title: t('Add "{0}"', key),
    safe: false,
    edits: editorFor(parsed).addEntry(map, key, value, before ? { after: before } : 'first'),
  };
}
