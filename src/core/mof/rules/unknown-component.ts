import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar } from '../../text/tree';
import { editDistance, nearest } from '../../text/similar';
import { COMPONENTS } from '../components';
import { type MofComponent, type MofDocument } from '../document';

/** Names that people use for a component, beside near spellings of its own. */
const ALIASES: Record<string, string> = {
  'training dataset': 'Datasets',
  'training datasets': 'Datasets',
  'training data': 'Datasets',
  dataset: 'Datasets',
  data: 'Datasets',
  'model weights': 'Model parameters (Final)',
  weights: 'Model parameters (Final)',
  'model parameters': 'Model parameters (Final)',
  'final model parameters': 'Model parameters (Final)',
  'intermediate model parameters': 'Model parameters (Intermediate)',
  checkpoints: 'Model parameters (Intermediate)',
  'model checkpoints': 'Model parameters (Intermediate)',
  'preprocessing code': 'Data preprocessing code',
  'data pre processing code': 'Data preprocessing code',
  paper: 'Research paper',
  'libraries and tools': 'Supporting libraries and tools',
  'model outputs': 'Sample model outputs',
  'sample outputs': 'Sample model outputs',
};

/** The component that a name most likely means. */
export function meantComponent(name: string): string | undefined {
  const folded = fold(name);
  return Object.hasOwn(ALIASES, folded)
    ? ALIASES[folded]
    : nearest(
        name,
        COMPONENTS.map((c) => c.name),
      );
}

/** Whether a name can mean that component only: by another word for it, or but for one character. */
function isCertain(name: string, meant: string): boolean {
  const folded = fold(name);
  return Object.hasOwn(ALIASES, folded) || editDistance(folded, fold(meant)) <= 1;
}

function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

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
