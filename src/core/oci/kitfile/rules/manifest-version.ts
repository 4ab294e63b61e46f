import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asScalar, entryOf } from '../../../text/tree';
import { type KitfileDocument } from '../document';
import { MANIFEST_VERSION } from '../fields';

/** Spellings of the same version. */
const SAME = /^v?1(?:\.0){0,2}$/i;

/** KitOps warns of every other version and reads the file as 1.0.0 (v1.15.0, pkg/artifact/kitfile.go, `Validate`). */
export const manifestVersion: Rule<KitfileDocument> = {
  id: 'kitfile/manifest-version',
  title: 'No or another version of the format',
  help: 'A Kitfile says which version of the format it follows: manifestVersion: 1.0.0. KitOps reads every other one as if it were that, and warns.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    const { root, parsed } = document;
    if (!root) return;
    const entry = entryOf(root, 'manifestVersion');
    const node = asScalar(entry?.value);
    const editor = editorFor(parsed);
    if (!entry || document.isNull(entry.value)) {
      report({
        at: entry?.key ?? { start: root.start, end: root.entries[0]?.key.end ?? root.end },
        message: t('"manifestVersion" is missing. Write {0}.', `manifestVersion: ${MANIFEST_VERSION}`),
        fix: () => [
          {
            title: t('Add "{0}"', 'manifestVersion'),
            safe: true,
            edits: entry
              ? editor.setValue(root, entry, MANIFEST_VERSION)
              : editor.addEntry(root, 'manifestVersion', MANIFEST_VERSION, 'first'),
          },
        ],
      });
      return;
    }
    if (!node || node.text === MANIFEST_VERSION) return;
    report({
      at: node,
      message: t('No Kitfile has version "{0}"; KitOps reads it as {1}.', node.text, MANIFEST_VERSION),
      fix: () => [
        {
          title: t('Change to "{0}"', MANIFEST_VERSION),
          safe: SAME.test(node.text),
          edits: editor.setText(node, MANIFEST_VERSION),
        },
      ],
    });
  },
};
