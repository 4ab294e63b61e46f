import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { type TextEdit } from '../../../text/edit';
import { editorFor } from '../../../text/editor';
import { type Span } from '../../../text/position';
import { asScalar, entryOf } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Mistake } from '../mistakes';
import { firstLine } from './reporting';

/** What the schema of a version has and those before it have not (schemas 1.5, 1.6 and 1.7, compared). */
export const newerVersion: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/newer-version',
  title: 'Property or value of a newer version',
  help: 'The document says that it is of a version of CycloneDX that does not have this yet, so validators reject it.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const [first, ...others] of kinds(document.mistakes['newer-version'] ?? []))
      report(() => {
        const { keyword, params, value, key } = first!;
        const word = keyword === 'since' ? key! : String(value);
        return {
          at: spanOf(document, first!),
          message: t('"{0}" is CycloneDX {1}; this document is {2}.', word, String(params.wanted), document.version),
          related: others
            .slice(0, RELATED)
            .map((other) => ({ at: spanOf(document, other), message: t('It is used here as well.') })),
          fix: () => [upgrade(document)],
        };
      });
  },
};

/** Other places of one mistake that are listed. */
export const RELATED = 20;

/** One mistake for each property or value, however often it is used. */
function kinds(all: readonly Mistake[]): Mistake[][] {
  const kinds = new Map<string, Mistake[]>();
  for (const mistake of all) {
    const { keyword, key, value, params } = mistake;
    const kind = JSON.stringify([keyword, key, params.wanted, keyword === 'since' ? '' : value]);
    const same = kinds.get(kind);
    if (same) same.push(mistake);
    else kinds.set(kind, [mistake]);
  }
  return [...kinds.values()];
}

/** The key of a property, or a value. */
function spanOf(document: CycloneDxDocument, { keyword, path }: Mistake): Span {
  const { holder, node } = document.spot(path);
  return keyword === 'since' && holder && 'key' in holder ? holder.key : firstLine(document.parsed, node!);
}

/** Makes the document one of the oldest version that has all that is used. */
export function upgrade(document: CycloneDxDocument, atLeast = ''): Fix | undefined {
  const { root, versionEntry, parsed } = document;
  const node = asScalar(versionEntry?.value);
  if (!root || !node) return undefined;
  const wanted = (document.mistakes['newer-version'] ?? []).map(({ params }) => String(params.wanted));
  const version = [atLeast, ...wanted].sort().at(-1)!;
  const edits: TextEdit[] = editorFor(parsed).setText(node, version);
  const schema = asScalar(entryOf(root, '$schema')?.value);
  if (schema && schema.text.includes(`bom-${document.version}.`))
    edits.push(
      ...editorFor(parsed).setText(schema, schema.text.replace(`bom-${document.version}.`, `bom-${version}.`)),
    );
  return { title: t('Change the document to CycloneDX {0}', version), safe: false, edits };
}
