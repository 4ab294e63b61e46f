import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { entryOf } from '../../text/tree';
import { effectiveLicense } from '../classify';
import { countedAs } from '../components';
import { type MofDocument } from '../document';

/** src/ModelEvaluator.php:157-182: without its own licence the component would get the same one. */
export const redundantLicense: Rule<MofDocument> = {
  id: 'mof/redundant-license',
  title: 'Licence that would be inherited anyway',
  help: 'The component repeats the licence of the release. Without the line it has the same licence, and one place to change it.',
  severity: 'hint',
  fixable: true,
  check(document, report) {
    for (const { license, map, name } of document.components) {
      // A path of its own is a reason to repeat the licence.
      if (!map || !license?.node || !license.id || license.id === 'unlicensed' || entryOf(map, 'license_path'))
        continue;
      const inherited = effectiveLicense(null, countedAs(name ?? '').type, document.globalNames);
      if (inherited.id !== license.id) continue;
      report({
        at: license.node,
        message: t('{0} would be inherited from the release anyway.', license.id),
        tag: 'unnecessary',
        fix: () => [
          {
            title: t('Remove "license"'),
            safe: false,
            edits: editorFor(document.parsed).removeEntry(map, license.entry),
          },
        ],
      });
    }
  },
};
