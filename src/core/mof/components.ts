import { t } from '../l10n';
import { type ContentType } from '../licenses/openness';

/** What a component is made of. It decides which of the global licences applies. */
export type { ContentType };

/** The three classes of the Model Openness Framework; III is the first step and I the highest. */
export type ClassLevel = 3 | 2 | 1;

/** Levels in the order in which they are climbed. */
export const LEVELS: readonly ClassLevel[] = [3, 2, 1];

/** One of the 17 components that a release may list. */
export interface ComponentDefinition {
  /** Number of the component in the Model Openness Tool. */
  id: number;
  /** Exact name; the tool compares character by character. */
  name: string;
  type: ContentType;
  /** First class that counts it; every higher class counts it too. */
  level: ClassLevel;
  required: boolean;
}

/**
 * The components in the order of the Model Openness Tool, which matters twice: buckets are listed in it, and an unknown
 * name is taken for the first entry (model_openness_tool, web/modules/mof/config/install/mof.settings.yml).
 */
export const COMPONENTS: readonly ComponentDefinition[] = [
  { id: 15, name: 'Datasets', type: 'data', level: 1, required: true },
  { id: 9, name: 'Model architecture', type: 'code', level: 3, required: true },
  { id: 10, name: 'Model parameters (Final)', type: 'data', level: 3, required: true },
  { id: 12, name: 'Evaluation results', type: 'document', level: 3, required: true },
  { id: 13, name: 'Model card', type: 'document', level: 3, required: true },
  { id: 14, name: 'Data card', type: 'document', level: 3, required: true },
  { id: 11, name: 'Technical report', type: 'document', level: 3, required: true },
  { id: 20, name: 'Sample model outputs', type: 'document', level: 3, required: false },
  { id: 7, name: 'Training code', type: 'code', level: 2, required: true },
  { id: 8, name: 'Inference code', type: 'code', level: 2, required: true },
  { id: 18, name: 'Evaluation code', type: 'code', level: 2, required: true },
  { id: 19, name: 'Evaluation data', type: 'data', level: 2, required: true },
  { id: 22, name: 'Supporting libraries and tools', type: 'code', level: 2, required: false },
  { id: 16, name: 'Data preprocessing code', type: 'code', level: 1, required: true },
  { id: 24, name: 'Model parameters (Intermediate)', type: 'data', level: 1, required: true },
  { id: 21, name: 'Research paper', type: 'document', level: 1, required: true },
  { id: 17, name: 'Model metadata', type: 'data', level: 1, required: false },
];

/** The two components that stand in for one another in classes III and II. */
export const TECHNICAL_REPORT = 11;
export const RESEARCH_PAPER = 21;

/** The two components that are the model itself. */
export const FINAL_PARAMETERS = 10;
export const INTERMEDIATE_PARAMETERS = 24;

const byName = new Map(COMPONENTS.map((c) => [c.name, c]));
const byId = new Map(COMPONENTS.map((c) => [c.id, c]));

/** The component with exactly this name, or undefined. */
export function componentNamed(name: string): ComponentDefinition | undefined {
  return byName.get(name);
}

/** The component with this number. */
export function component(id: number): ComponentDefinition {
  return byId.get(id)!;
}

/** What the Model Openness Tool takes a name for: an unknown one becomes "Datasets" (ComponentManager.php:41). */
export function countedAs(name: string): ComponentDefinition {
  return byName.get(name) ?? COMPONENTS[0]!;
}

/** The required components that a class adds to the ones below it. */
export function requiredAt(level: ClassLevel): ComponentDefinition[] {
  return COMPONENTS.filter((c) => c.level === level && c.required);
}

const ROMAN: Record<ClassLevel, string> = { 3: 'III', 2: 'II', 1: 'I' };

/** `III`, `II` or `I`. */
export function roman(level: ClassLevel): string {
  return ROMAN[level];
}

/** What a component is, in a few words. Also used as the description of components that are inserted. */
export function componentMeaning(id: number): string {
  switch (id) {
    case 15:
      return t('The data the model was trained, validated and tested on');
    case 9:
      return t('The source code that defines the network');
    case 10:
      return t('The released weights');
    case 12:
      return t('The measured results of the model');
    case 13:
      return t('What the model is for, how well it does it, and its limits');
    case 14:
      return t('Where the data come from and how they were handled');
    case 11:
      return t('A report on how the model was built and what it can do');
    case 20:
      return t('Examples of what the model produces');
    case 7:
      return t('The code the model was trained with');
    case 8:
      return t('The code that runs the model');
    case 18:
      return t('The code that measures the model');
    case 19:
      return t('The test and benchmark data the results were measured on');
    case 22:
      return t('Libraries and tools the work was done with');
    case 16:
      return t('The code that cleans, filters and tokenizes the data');
    case 24:
      return t('Checkpoints and optimizer states from during the training');
    case 21:
      return t('A paper on the research behind the model; it stands in for the technical report in classes III and II');
    default:
      return t('Configuration and metadata of the training');
  }
}
