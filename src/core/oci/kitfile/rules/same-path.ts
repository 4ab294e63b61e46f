import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asList, entryOf, hasComment, type Item, type ListNode } from '../../../text/tree';
import { type KitfileDocument, type KitLayer } from '../document';

/** KitOps, pkg/artifact/kitfile.go, `Validate`: two layers may not use the same path. Prompts are not compared. */
export const samePath: Rule<KitfileDocument> = {
  id: 'kitfile/same-path',
  title: 'Path in two layers',
  help: 'A file or folder is packed by one layer. KitOps refuses a file in which two have the same path, also when it is written differently.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const [clean, [first, ...rest]] of document.byPath())
      for (const layer of rest) {
        const { node } = layer.path!;
        // An anchor gives two layers one path; it is wrong where it is used.
        const shared = node === first!.path!.node;
        report({
          at: shared ? layer.holder : node,
          message: t('"{0}" is packed by another layer already.', clean),
          related: [{ at: first!.path!.node, message: t('This layer has it.') }],
          fix: () => [removal(document, first!, layer)],
        });
      }
  },
};

/** Removes the later layer; without asking where it says nothing that the first does not. */
function removal(document: KitfileDocument, first: KitLayer, { holder, section }: KitLayer): Fix | undefined {
  const list = 'key' in holder ? undefined : listWith(document, holder);
  if (!list || 'key' in holder) return undefined;
  const { parsed } = document;
  const written = (each: KitLayer['holder']) => parsed.text.slice(each.start, each.end).trim();
  return {
    title: t('Remove this item'),
    safe: section === first.section && written(first.holder) === written(holder) && !hasComment(parsed, holder),
    edits: editorFor(parsed).removeItems(list, [holder]),
  };
}

/** The list that an item is in. */
export function listWith({ root }: KitfileDocument, item: Item): ListNode | undefined {
  const lists = [
    ...(root?.entries ?? []).map(({ value }) => asList(value)),
    asList(entryOf(entryOf(root, 'model')?.value, 'parts')?.value),
  ];
  return lists.find((list) => list?.items.includes(item));
}
