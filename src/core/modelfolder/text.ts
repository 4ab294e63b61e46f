import { t } from '../l10n';
import { isObject, own } from '../signing/json';
import { printable } from '../report/printable';
import { FACT_FIELDS } from './draft';
import {
  type Certainty,
  type Fact,
  type FactField,
  type FactSource,
  type FolderProblem,
  type Inventory,
} from './inventory';

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

/** Values of one field that are printed; the others are counted. */
const MOST_PRINTED = 25;

/** Everything that was found out, for a terminal: a heading for each field, and each value with its source and how sure it is. */
export function inventoryText(inventory: Inventory): string {
  const bytes = inventory.files.reduce((sum, file) => sum + file.bytes, 0);
  const lines = [
    t('{0}: {1} files, {2} bytes', inventory.root, inventory.files.length, bytes),
    '',
    ...FACT_FIELDS.flatMap((field) => fieldLines(field, inventory[field])),
    ...problemLines(inventory.problems),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function fieldLines(field: FactField, facts: readonly Fact<unknown>[]): string[] {
  if (!facts.length) return [];
  const shown = facts.slice(0, MOST_PRINTED).map(({ value, source, certainty, also = [] }) => {
    const places = [source, ...also].slice(0, 3).map(shownSource).join(', ');
    return `  ${shownFact(field, value)}  [${certaintyWord(certainty)}: ${places}${also.length > 2 ? ', …' : ''}]`;
  });
  const more = facts.length - shown.length;
  return [fieldName(field), ...shown, ...(more > 0 ? [`  ${t('and {0} more', more)}`] : []), ''];
}

/** A value as its field has it: settings and metrics with what they are of. */
function shownFact(field: FactField, value: unknown): string {
  if (!isObject(value)) return shownValue(value);
  const part = (key: string) => {
    const found = own(value, key);
    return found === undefined ? '' : shownValue(found);
  };
  switch (field) {
    case 'hyperparameters':
    case 'architectureSettings':
    case 'decisionThresholds':
      return `${part('name')} = ${part('value')}`;
    case 'metrics':
      return [part('dataset') || part('task'), `${part('name')} = ${part('value')}${part('unit')}`]
        .filter(Boolean)
        .join(': ');
    case 'licenses':
      return part('scope') === 'model' ? shownValue(value) : `${shownValue(value)} (${part('scope')})`;
    case 'identifiers':
      return `${part('type')} ${part('value')}`;
    case 'sections':
      return `${part('role')}: ${part('text')}`;
    case 'datasets':
      return `${part('name')} (${part('role')})`;
    case 'baseModels':
      return [part('id'), part('relation') && `(${part('relation')})`].filter(Boolean).join(' ');
    case 'dependencies':
      return [part('name'), part('version') || part('range')].filter(Boolean).join(' ');
    case 'energy':
      return `${part('kWh')} kWh (${part('phase')})`;
    case 'emissions':
      return `${part('gramsCO2eq')} g CO2eq`;
    case 'links':
      return `${part('type')}: ${part('target')}`;
    default:
      return shownValue(value);
  }
}

/** How sure a fact is, in a word. */
export function certaintyWord(certainty: Certainty): string {
  switch (certainty) {
    case 'stated':
      return t('stated');
    case 'measured':
      return t('measured');
    case 'derived':
      return t('follows from');
    case 'guessed':
      return t('guessed from');
  }
}

function problemLines(problems: readonly FolderProblem[]): string[] {
  return problems.map(({ path, line, severity, message, rule }) => {
    const place = path === '' ? '.' : path;
    return `${place}${line === undefined ? '' : `:${line + 1}`}: ${severity}: ${message} [${rule}]`;
  });
}
