import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asList } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Path } from '../place';
import { firstLine } from './reporting';

/** Schemas 1.5 to 1.7: `uniqueItems`. */
export const duplicateItem: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/duplicate-item',
  title: 'The same item twice in a list',
  help: 'The items of this list must differ from each other by the CycloneDX schema; validators reject a document with two equal ones.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { path, first, index } of repetitions(document))
      report(() => {
        const list = asList(document.spot(path).node)!;
        const item = list.items[index]!;
        return {
          at: firstLine(document.parsed, item),
          message: t('This item of "{0}" is there already.', String(path.at(-1))),
          related: [{ at: firstLine(document.parsed, list.items[first]!), message: t('It stands here first.') }],
          fix: () => [
            {
              title: t('Remove the repeated item'),
              safe: true,
              edits: editorFor(document.parsed).removeItems(list, [item]),
            },
          ],
        };
      });
  },
};

/** The items that are there already: their list, the first of the equal ones, and the later one. */
export function repetitions({ mistakes }: CycloneDxDocument): { path: Path; first: number; index: number }[] {
  return (mistakes['duplicate-item'] ?? []).flatMap(({ path, params }) =>
    (params.twice as readonly [number, number][]).map(([first, index]) => ({ path, first, index })),
  );
}
