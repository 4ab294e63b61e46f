import { asList, asMap, asScalar, entryOf, type TreeNode } from '../../text/tree';
import { LICENSE_SCOPES, type MofDocument } from '../document';
import { FIELDS_OF, type Fields } from '../fields';

type Json = string | null | Json[] | { [key: string]: Json };

/**
 * A MOF configuration as the JSON that the Model Openness Tool exchanges: the known keys in their usual order, and every
 * value a text, also where the YAML forgot the quotes of a date or a version.
 */
export function exportJson(document: MofDocument): string {
  const { root, release, licenseMap, list } = document;
  const value = {
    framework: fields(document, entryOf(root, 'framework')?.value, FIELDS_OF.framework),
    release: {
      ...fields(document, release, FIELDS_OF.release),
      license: Object.fromEntries(
        LICENSE_SCOPES.flatMap((scope) => {
          const map = asMap(entryOf(licenseMap, scope)?.value);
          return map ? [[scope, fields(document, map, FIELDS_OF['global-license'])]] : [];
        }),
      ),
      components: (list?.items ?? []).map((item) => fields(document, item.value, FIELDS_OF.component)),
    },
  };
  // Four blanks: what PHP's JSON_PRETTY_PRINT writes.
  return `${JSON.stringify(value, null, 4)}\n`;
}

/** The fields of a map that are plain values, in the order of the format. */
function fields(document: MofDocument, node: TreeNode | undefined, known: Fields): { [key: string]: Json } {
  const map = asMap(node);
  return Object.fromEntries(
    Object.keys(known).flatMap((key) => {
      const value = plain(document, entryOf(map, key)?.value);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** A text, null, or a list of them, as links may be; undefined for what the format has no such value for. */
function plain(document: MofDocument, node: TreeNode | undefined): Json | undefined {
  const scalar = asScalar(node);
  if (scalar) return document.isNull(scalar) ? null : scalar.text;
  const items = asList(node)?.items.map((item) => asScalar(item.value)?.text);
  return items?.length && items.every((item) => item !== undefined) ? items : undefined;
}
