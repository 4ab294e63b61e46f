import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { hasComment } from '../../text/tree';
import { type MofDocument } from '../document';

/** src/ModelUpdater.php:118-140: components are collected by number, so of two the last one stays. */
export const duplicateComponent: Rule<MofDocument> = {
  id: 'mof/duplicate-component',
  title: 'Component listed twice',
  help: 'Of components with the same name the Model Openness Tool counts the last one only; what the others say is lost.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const component of document.components) {
      if (!component.definition || !component.nameEntry?.value) continue;
      const last = document.components.findLast((c) => c.name === component.name)!;
      if (last === component) continue;
      const text = (c: typeof component): string => document.parsed.text.slice(c.item.start, c.item.end).trim();
      report({
        at: component.nameEntry.value,
        message: t('"{0}" is listed again further down; only the last one counts.', component.definition.name),
        related: [{ at: last.nameEntry!.value!, message: t('This one counts.') }],
        tag: 'unnecessary',
        fix: () => [
          {
            title: t('Remove this component'),
            safe: text(component) === text(last) && !hasComment(document.parsed, component.item),
            edits: editorFor(document.parsed).removeItems(document.list!, [component.item]),
          },
        ],
      });
    }
  },
};
