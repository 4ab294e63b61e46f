import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar, entryOf } from '../../text/tree';
import { FRAMEWORK_NAME, type MofDocument } from '../document';

/** schema/mof_schema.json: `framework.name` is an enumeration of one. */
export const frameworkName: Rule<MofDocument> = {
  id: 'mof/framework-name',
  title: 'Wrong framework name',
  help: 'framework.name says which framework the file follows. The schema allows one value, character by character.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const node = asScalar(entryOf(document.framework?.value, 'name')?.value);
    if (!node || document.isNull(node) || node.text === FRAMEWORK_NAME) return;
    report({
      at: node,
      message: t('The framework name must be "{0}".', FRAMEWORK_NAME),
      fix: () => [
        {
          title: t('Change to "{0}"', FRAMEWORK_NAME),
          safe: true,
          edits: editorFor(document.parsed).setText(node, FRAMEWORK_NAME),
        },
      ],
    });
  },
};
