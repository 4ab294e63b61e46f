import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { licenseById } from '../../../licenses/catalogue';
import { editorFor } from '../../../text/editor';
import { asMap, type TreeNode } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Mistake } from '../mistakes';
import { type Spot } from '../place';
import { definitionName, fieldsOf, itemSchema, resolve, type Schema } from '../schema';
import { firstLine, kindOf, nameOf, schemaRule, typeName } from './reporting';

const ofSchema = schemaRule(
  'wrong-type',
  {
    title: 'Value of the wrong type',
    help: 'The CycloneDX schema wants a text, number, map or list here and the document has something else, so validators reject it.',
    fixable: true,
  },
  (document, mistake, spot) => {
    const wanted = String(mistake.params.type);
    const item = typeof mistake.path.at(-1) === 'number';
    return {
      at: firstLine(document.parsed, spot.node!),
      message: item
        ? t('An item of "{0}" must be {1}, not {2}.', nameOf(mistake), typeName(wanted), kindOf(spot.node))
        : t('"{0}" must be {1}, not {2}.', nameOf(mistake), typeName(wanted), kindOf(spot.node)),
      fix: () => [fixOf(document, mistake, spot, wanted)],
    };
  },
);

/** Schemas 1.5 to 1.7: the `type` of each value. */
export const wrongType: Rule<CycloneDxDocument> = {
  ...ofSchema,
  check(document, report, context) {
    const { root } = document.parsed;
    if (root && root.kind !== 'map')
      report({ at: firstLine(document.parsed, root), message: t('A CycloneDX document is a map with "bomFormat".') });
    else ofSchema.check(document, report, context);
  },
};

/** A change that keeps all that is said, and says it as the type that is wanted. */
function fixOf(document: CycloneDxDocument, mistake: Mistake, spot: Spot, wanted: string): Fix | undefined {
  const node = spot.node!;
  const { text } = document.parsed;
  const written = text.slice(node.start, node.end);
  const put = (title: string, newText: string): Fix => ({
    title,
    safe: true,
    edits: [{ start: node.start, end: node.end, newText }],
  });
  if (node.kind === 'scalar' && node.value === null) return removal(document, mistake, spot);
  if (definitionName(mistake.schema) === 'licenseChoice' && node.kind === 'scalar')
    return put(t('Write as a list of licences'), `[${licenseItem(node.text)}]`);
  if (mistake.path.at(-2) === 'licenses' && typeof node === 'object' && node.kind === 'scalar')
    return put(t('Write as a licence'), licenseItem(node.text));
  if (wanted === 'array' && fitsItem(document, mistake.schema, node)) return put(t('Put in a list'), `[${written}]`);
  if (node.kind === 'list') {
    const [only, more] = node.items;
    const single = only?.value && !more && fits(only.value, wanted) ? only.value : undefined;
    return single && put(t('Take out of the list'), text.slice(single.start, single.end));
  }
  if (node.kind !== 'scalar') return undefined;
  if (wanted === 'string') return put(t('Put in quotes'), JSON.stringify(node.text));
  if (wanted === 'object') return named(document, mistake.schema, node.text, put);
  const plain = node.text.trim();
  const unquoted =
    wanted === 'boolean'
      ? /^(?:true|false)$/i.test(plain)
      : (wanted === 'integer' ? /^-?(?:0|[1-9]\d{0,14})$/ : /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/).test(plain);
  return unquoted ? put(t('Write without quotes'), plain.toLowerCase()) : undefined;
}

/** Null says no more than nothing. */
function removal(document: CycloneDxDocument, mistake: Mistake, { holder, parent }: Spot): Fix | undefined {
  const map = asMap(parent);
  if (!map || !holder || !('key' in holder)) return undefined;
  return {
    title: t('Remove "{0}"', nameOf(mistake)),
    safe: false,
    edits: editorFor(document.parsed).removeEntry(map, holder),
  };
}

/** A map that says what a text says: `"Acme"` is the name of an organisation. */
function named(
  { version }: CycloneDxDocument,
  schema: Schema | undefined,
  text: string,
  put: (title: string, newText: string) => Fix,
): Fix | undefined {
  const fields = schema && fieldsOf(schema, version);
  const key = ['name', 'content'].find((name) => fields?.has(name));
  const others = [...(fields?.values() ?? [])].some((field) => field.required && field.key !== key);
  if (!key || others) return undefined;
  return { ...put(t('Write as a map with "{0}"', key), JSON.stringify({ [key]: text })), safe: false };
}

function licenseItem(text: string): string {
  if (licenseById(text)) return JSON.stringify({ license: { id: text } });
  return JSON.stringify(/ (?:AND|OR|WITH) /i.test(text) ? { expression: text } : { license: { name: text } });
}

function fitsItem({ version }: CycloneDxDocument, schema: Schema | undefined, node: TreeNode): boolean {
  const items = schema && itemSchema(schema, version);
  const type = items && resolve(items, version).type;
  return type !== undefined && fits(node, type);
}

function fits(node: TreeNode, type: string): boolean {
  if (node.kind === 'map') return type === 'object';
  if (node.kind === 'list') return type === 'array';
  if (type === 'integer') return Number.isInteger(node.value);
  return typeof node.value === type;
}
