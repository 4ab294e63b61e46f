import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar, entryOf } from '../../text/tree';
import { type MofDocument } from '../document';
import { isDate } from './invalid-date';

/** scripts/hide-models.php:24 */
const FIRST_SHOWN = '2025-01-01';

export const hiddenRelease: Rule<MofDocument> = {
  id: 'mof/hidden-release',
  title: 'Release that the site hides',
  help: 'The site of the Model Openness Tool, mot.isitopen.ai, shows releases dated 2025-01-01 or later; older ones stay hidden until their file is updated.',
  severity: 'info',
  fixable: true,
  check(document, report, context) {
    const node = asScalar(entryOf(document.release, 'date')?.value);
    if (!node || !isDate(node.text) || node.text >= FIRST_SHOWN) return;
    const today = context.today.toISOString().slice(0, 10);
    report({
      at: node,
      message: t('Releases dated before {0} are hidden on mot.isitopen.ai.', FIRST_SHOWN),
      fix: () => [
        {
          title: t('Change to today, {0}', today),
          safe: false,
          edits: editorFor(document.parsed).setText(node, today),
        },
      ],
    });
  },
};
