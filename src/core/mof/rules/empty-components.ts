import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { requiredAt } from '../components';
import { type MofDocument } from '../document';
import { addComponentEdits } from '../add-components';

/** The importer turns `[]` into `{}`, which is no list (src/ModelValidator.php:54); the command-line validator accepts it. */
export const emptyComponents: Rule<MofDocument> = {
  id: 'mof/empty-components',
  title: 'No components',
  help: 'An empty list of components passes the schema, but the import of the Model Openness Tool rejects it.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    if (!document.list || document.list.items.length) return;
    report({
      at: document.componentsEntry!.key,
      message: t('The list of components is empty; the Model Openness Tool rejects the file.'),
      fix: () => [
        {
          title: t('Add the components of Class III'),
          safe: false,
          edits: addComponentEdits(
            document,
            requiredAt(3).map((c) => c.id),
          ),
        },
      ],
    });
  },
};
