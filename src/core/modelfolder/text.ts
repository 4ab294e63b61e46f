import { t } from '../l10n';
import { isObject, own } from '../signing/json';
import { type FactField, type FactSource } from './inventory';

/** Longest value that is shown, in UTF-16 code units. */
const MOST_SHOWN = 120;

/** Keys of values that say what they are, the best first. */
const NAMES = ['expression', 'candidates', 'written', 'name', 'id', 'target', 'gramsCO2eq', 'kWh', 'heading', 'value'];

/** A value of a fact in a few words. */
export function shownValue(value: unknown): string {
  const words = wordsOf(value).replace(/\s+/g, ' ').trim();
  return words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words;
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(' or ');
  if (!isObject(value)) return String(value);
  const name = NAMES.map((key) => own(value, key)).find((each) => each !== undefined);
  return name === undefined ? JSON.stringify(value) : wordsOf(name);
}

/** The place of a fact for people: `README.md:12 (license)`. */
export function shownSource({ path, key, line }: FactSource): string {
  const place = path === '' ? t('folder') : path;
  return `${place}${line === undefined ? '' : `:${line + 1}`}${key === undefined ? '' : ` (${key})`}`;
}

/** What a field is called, in the words of the card. */
export function fieldName(field: FactField): string {
  return NAMES_OF[field]();
}

const NAMES_OF: Readonly<Record<FactField, () => string>> = {
  name: () => t('Name'),
  version: () => t('Version'),
  releaseTime: () => t('Release'),
  builtTime: () => t('End of training'),
  description: () => t('Description'),
  suppliers: () => t('Supplier'),
  authors: () => t('Authors'),
  licenses: () => t('Licence'),
  identifiers: () => t('Identifiers'),
  homePage: () => t('Home page'),
  downloadLocation: () => t('Download'),
  repository: () => t('Repository'),
  modelTypes: () => t('Model type'),
  architecture: () => t('Architecture'),
  domains: () => t('Task'),
  inputs: () => t('Input'),
  outputs: () => t('Output'),
  languages: () => t('Languages'),
  libraries: () => t('Libraries'),
  tags: () => t('Tags'),
  parameters: () => t('Parameters'),
  precision: () => t('Precision'),
  quantization: () => t('Quantization'),
  contextLength: () => t('Context length'),
  hyperparameters: () => t('Hyperparameters'),
  architectureSettings: () => t('Settings of the network'),
  metrics: () => t('Metrics'),
  decisionThresholds: () => t('Decision thresholds'),
  datasets: () => t('Datasets'),
  baseModels: () => t('Base models'),
  energy: () => t('Energy'),
  emissions: () => t('Emissions'),
  sections: () => t('Sections of the card'),
  preprocessing: () => t('Preprocessing'),
  dependencies: () => t('Dependencies'),
  links: () => t('Links'),
};
