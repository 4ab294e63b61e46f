import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { effectiveLicense } from '../classify';
import { countedAs } from '../components';
import { type MofDocument } from '../document';

/** src/ModelEvaluator.php:157-182: a component's own licence, `unlicensed` included, goes before the global ones. */
export const unlicensedOverride: Rule<MofDocument> = {
  id: 'mof/unlicensed-override',
  title: 'Component marked unlicensed under a global licence',
  help: 'The release has a licence that would cover the component, but the component says "unlicensed", and that counts.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const component of document.components) {
      const { license, map } = component;
      if (!map || !license?.node || license.id !== 'unlicensed') continue;
      const inherited = effectiveLicense(null, countedAs(component.name ?? '').type, document.globalNames);
      if (!inherited.id || inherited.source === 'none' || inherited.source === 'component') continue;
      const place = document.globals[inherited.source]!.name!.node!;
      report({
        at: license.node,
        message: t('"unlicensed" keeps this component from the licence of the release, {0}.', inherited.id),
        related: [{ at: place, message: t('The licence that would apply.') }],
        fix: () => [
          {
            title: t('Remove "license" to inherit {0}', inherited.id!),
            safe: false,
            edits: editorFor(document.parsed).removeEntry(map, license.entry),
          },
        ],
      });
    }
  },
};
