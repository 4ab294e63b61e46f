import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { type MofDocument } from '../document';

/** The schema does not require a component's name, but the importer fails without one (facts of the format, components[].name). */
export const unnamedComponent: Rule<MofDocument> = {
  id: 'mof/unnamed-component',
  title: 'Component without a name',
  help: 'The schema lets a component go without a name, but the import of the Model Openness Tool fails on it.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const component of document.components) {
      const { map, nameEntry, name, item } = component;
      if (!map || (nameEntry && name !== '')) continue;
      report({
        at: nameEntry?.key ?? map.entries[0]?.key ?? { start: item.start, end: item.start + 1 },
        message: t('This component has no name; the Model Openness Tool cannot import the file.'),
        fix: () => [
          document.components.length > 1
            ? {
                title: t('Remove the component'),
                safe: false,
                edits: editorFor(document.parsed).removeItems(document.list!, [item]),
              }
            : undefined,
        ],
      });
    }
  },
};
