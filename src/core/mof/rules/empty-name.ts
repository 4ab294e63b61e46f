import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { asScalar } from '../../text/tree';
import { type MofDocument } from '../document';

/** schema/mof_schema.json: `release.name` has a minimum length of one. */
export const emptyName: Rule<MofDocument> = {
  id: 'mof/empty-name',
  title: 'Release without a name',
  help: 'release.name is the label under which the Model Openness Tool lists the model. It may not be empty.',
  severity: 'error',
  fixable: false,
  check(document, report) {
    const node = asScalar(document.nameEntry?.value);
    if (node && !document.isNull(node) && node.text.trim() === '')
      report({ at: node, message: t('Give the release a name; it is the label of the model.') });
  },
};
