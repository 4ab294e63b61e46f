import { editDistance, nearest } from '../text/similar';
import { COMPONENTS } from './components';

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
export function isCertain(name: string, meant: string): boolean {
  const folded = fold(name);
  return Object.hasOwn(ALIASES, folded) || editDistance(folded, fold(meant)) <= 1;
}

function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}
