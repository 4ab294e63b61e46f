import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar } from '../../text/tree';
import { isCertain, meantComponent } from '../component-spelling';
import { type MofComponent, type MofDocument } from '../document';

/** Whether another component has a name, or will have it once it is mended. */
function isListedBeside(document: MofDocument, component: MofComponent, name: string): boolean {
  return document.components.some(
    (c) => c !== component && c.name !== undefined && (c.definition ? c.name : meantComponent(c.name)) === name,
  );
}

/** ComponentManager.php:41 — `array_search` returns false for an unknown name, which indexes the first entry. */
export const unknownComponent: Rule<MofDocument> = {
  id: 'mof/unknown-component',
  title: 'Unknown component name',
  help: 'The Model Openness Framework has 17 components, and their names are compared character by character. The Model Openness Tool silently counts any other name as "Datasets".',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const component of document.components) {
      const node = asScalar(component.nameEntry?.value);
      if (component.name === undefined || component.definition || !node || component.name === '') continue;
      const meant = meantComponent(component.name);
      report({
        at: node,
        message: meant
          ? t(
              'Unknown component "{0}"; the Model Openness Tool counts it as "Datasets". Did you mean "{1}"?',
              component.name,
              meant,
            )
          : t('Unknown component "{0}"; the Model Openness Tool counts it as "Datasets".', component.name),
        fix: () => [
          meant
            ? {
                title: t('Change to "{0}"', meant),
                safe: isCertain(component.name!, meant) && !isListedBeside(document, component, meant),
                edits: editorFor(document.parsed).setText(node, meant),
              }
            : undefined,
        ],
      });
    }
  },
};
