import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { effectiveLicense } from '../classify';
import { countedAs } from '../components';
import { type MofDocument } from '../document';

/** src/ModelEvaluator.php:157-182: `''` is a value, so nothing is inherited. */
export const emptyLicense: Rule<MofDocument> = {
  id: 'mof/empty-license',
  title: 'Empty licence',
  help: 'An empty text as licence counts as none and keeps the component from inheriting. Leave the key out to inherit, or write "unlicensed".',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const component of document.components) {
      const { license, map } = component;
      if (!map || !license?.node || license.id === null || license.id.trim() !== '') continue;
      const inherited = effectiveLicense(null, countedAs(component.name ?? '').type, document.globalNames).id;
      const editor = editorFor(document.parsed);
      report({
        at: license.node,
        message: inherited
          ? t('An empty licence counts as none and keeps this component from inheriting {0}.', inherited)
          : t('An empty licence counts as none; say so with "unlicensed".'),
        fix: () => [
          inherited
            ? {
                title: t('Remove "license" to inherit {0}', inherited),
                safe: false,
                edits: editor.removeEntry(map, license.entry),
              }
            : {
                title: t('Change to "{0}"', 'unlicensed'),
                safe: true,
                edits: editor.setText(license.node!, 'unlicensed'),
              },
        ],
      });
    }
  },
};
