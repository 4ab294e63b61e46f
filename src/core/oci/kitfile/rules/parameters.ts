import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { scalarType } from '../../../text/scalars';
import { entryOf, type TreeNode } from '../../../text/tree';
import { type KitfileDocument } from '../document';

const NOT_IN_JSON = /^[-+]?\.inf$|^\.nan$/i;

/** KitOps stores the Kitfile as JSON: keys are texts, and there is no infinity (seen by running v1.15.0). */
export const parameters: Rule<KitfileDocument> = {
  id: 'kitfile/parameters',
  title: 'Parameter that JSON cannot hold',
  help: 'A Kitfile is stored as JSON, which has only texts as keys and neither infinity nor "not a number". KitOps fails when it packs the file.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { syntax } = document.parsed;
    const visit = (node: TreeNode | undefined): void => {
      if (node?.kind === 'scalar') {
        if (node.style === 'plain' && NOT_IN_JSON.test(node.text))
          report({ at: node, message: t('JSON has no {0}; KitOps cannot store it.', node.text) });
        return;
      }
      if (node?.kind === 'list') {
        for (const item of node.items) if (!item.alias) visit(item.value);
        return;
      }
      for (const entry of node?.entries ?? []) {
        if (entry.merged) continue;
        if (scalarType(entry.key, syntax) !== 'string')
          report({
            at: entry.key,
            message: t('The key "{0}" needs quotes: in JSON only texts are keys.', entry.key.text),
            fix: () => [
              {
                title: t('Put in quotes'),
                safe: true,
                edits: editorFor(document.parsed).renameKey(entry, entry.key.text),
              },
            ],
          });
        if (!entry.alias) visit(entry.value);
      }
    };
    for (const { area, map } of document.maps)
      if (area === 'model' || area === 'dataset') visit(entryOf(map, 'parameters')?.value);
  },
};
