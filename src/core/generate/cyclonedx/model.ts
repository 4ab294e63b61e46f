import { t } from '../../l10n';
import { isAddress } from '../../bom/convert/words';
import { type Json, type JsonObject } from '../../bom/view/json';
import {
  type DatasetStatement,
  type Emissions,
  type Energy,
  type Fact,
  type Inventory,
  type Link,
} from '../../modelfolder/inventory';
import { Described } from '../described';
import * as texts from '../facts/texts';
import { ARCHITECTURE_PREFIX, spdxEntry, spdxProperty, spdxRelationship } from './properties';

/** `bom-ref` of the model. */
export const MODEL_REF = 'model';

/** Kinds of link and of external reference. */
const REFERENCE_TYPE: Readonly<Record<Link['type'], string>> = {
  paper: 'documentation',
  documentation: 'documentation',
  usePolicy: 'other',
  demo: 'website',
  notice: 'documentation',
  citation: 'documentation',
  metrics: 'quality-metrics',
  trainingLog: 'log',
  dataSheet: 'documentation',
};

/** Activities of `energyConsumptions` by phase. */
const ACTIVITY: Readonly<Record<Energy['phase'], string>> = {
  training: 'training',
  finetuning: 'fine-tuning',
  inference: 'inference',
};

/** The model with its card. */
export function modelComponent(
  inventory: Inventory,
  datasets: readonly { fact: Fact<DatasetStatement>; component: Described }[],
): Described {
  const { name, version: versions, description, suppliers, authors, identifiers, baseModels } = inventory;
  const purl = identifiers.find(({ value }) => value.type === 'purl');
  const model = new Described({ type: 'machine-learning-model', 'bom-ref': MODEL_REF })
    .set('name', name[0]?.value ?? inventory.root, name.slice(0, 1))
    .set('version', versions[0]?.value, versions.slice(0, 1))
    .set('description', description[0]?.value, description.slice(0, 1));
  const [supplier] = suppliers;
  if (supplier) {
    const { name: title, url } = supplier.value;
    model.set('supplier', { name: title, ...(url === undefined ? {} : { url: [url] }) }, [supplier]);
  }
  model
    .set(
      'authors',
      authors.map(({ value: { name: author, email } }) => ({
        name: author,
        ...(email === undefined ? {} : { email }),
      })),
      authors,
    )
    .set('purl', purl?.value.value, purl ? [purl] : [])
    .set('pedigree', pedigree(baseModels), baseModels);
  references(model, inventory);
  // A model has a card, also where there is nothing to say in it yet.
  model.set('modelCard', modelCard(inventory, datasets) ?? {}, cardFacts(inventory));
  model.set('properties', properties(inventory, datasets), propertyFacts(inventory));
  questions(model, inventory);
  return model;
}

function pedigree(baseModels: Inventory['baseModels']): JsonObject | undefined {
  if (!baseModels.length) return undefined;
  const ancestors = baseModels.map(({ value: { id, purl, revision, relation, url } }) => ({
    type: 'machine-learning-model',
    'bom-ref': `base-model/${id}`,
    name: id,
    ...(revision === undefined ? {} : { version: revision }),
    ...(purl === undefined ? {} : { purl }),
    ...(url === undefined ? {} : { externalReferences: [{ type: 'website', url }] }),
    ...(relation === undefined ? {} : { properties: [{ name: 'model-openness:relation', value: relation }] }),
  }));
  return { ancestors };
}

function references(model: Described, { downloadLocation, homePage, repository, links, identifiers }: Inventory): void {
  const facts: Fact<unknown>[] = [];
  const found: Json[] = [];
  const add = (type: string, url: string, fact: Fact<unknown>, comment?: string) => {
    if (!isAddress(url)) return;
    found.push({ type, url, ...(comment === undefined ? {} : { comment }) });
    facts.push(fact);
  };
  for (const fact of downloadLocation.slice(0, 1)) add('distribution', fact.value, fact);
  for (const fact of homePage.slice(0, 1)) add('website', fact.value, fact);
  for (const fact of repository) add('vcs', fact.value, fact);
  for (const fact of links)
    add(REFERENCE_TYPE[fact.value.type], fact.value.target, fact, fact.value.title ?? fact.value.type);
  for (const fact of identifiers) {
    if (fact.value.type === 'doi') add('documentation', `https://doi.org/${fact.value.value}`, fact, 'DOI');
    if (fact.value.type === 'arxiv') add('documentation', `https://arxiv.org/abs/${fact.value.value}`, fact, 'arXiv');
  }
  // The same address under the same type says nothing more.
  const unique = new Map(
    found.map((item) => [`${String((item as JsonObject)['type'])} ${String((item as JsonObject)['url'])}`, item]),
  );
  model.set('externalReferences', [...unique.values()], facts);
}

function modelCard(inventory: Inventory, datasets: readonly { component: Described }[]): JsonObject | undefined {
  const { domains, architecture, modelTypes, inputs, outputs, metrics } = inventory;
  const formats = (facts: readonly Fact<string>[]) => facts.map(({ value }) => ({ format: value }));
  const parameters = compact({
    task: domains[0]?.value,
    architectureFamily: architecture[0]?.value ?? modelTypes[1]?.value,
    modelArchitecture: modelTypes[0]?.value,
    datasets: datasets.map(({ component }) => ({ ref: component.value['bom-ref']! })),
    inputs: formats(inputs),
    outputs: formats(outputs),
  });
  const performanceMetrics = metrics.map(({ value: metric }) =>
    compact({
      type: metric.unit ? `${metric.name} [${metric.unit}]` : metric.name,
      value: String(metric.value),
      slice: texts.sliceOf(metric),
    }),
  );
  return nonEmpty({
    modelParameters: nonEmpty(parameters),
    quantitativeAnalysis: performanceMetrics.length ? { performanceMetrics } : undefined,
    considerations: considerations(inventory),
  });
}

function considerations(inventory: Inventory): JsonObject | undefined {
  const { sections } = inventory;
  const of = (...roles: string[]) =>
    sections.filter(({ value }) => roles.includes(value.role)).map(({ value }) => value);
  return nonEmpty({
    useCases: of('uses').map(({ text }) => text),
    technicalLimitations: of('limitations', 'recommendations').map(({ text }) => text),
    ethicalConsiderations: of('ethics', 'outOfScope', 'privacy').map(({ text }) => ({ name: text })),
    environmentalConsiderations: nonEmpty({ energyConsumptions: energy(inventory) }),
  });
}

function energy({ energy: all, emissions }: Inventory): Json[] {
  return all.map(({ value: { kWh, phase } }) => {
    const emitted = emissions.find(({ value }) => value.phase === phase);
    return {
      activity: ACTIVITY[phase],
      energyProviders: [],
      activityEnergyCost: { value: kWh, unit: 'kWh' },
      ...(emitted ? { co2CostEquivalent: { value: tonnes(emitted.value), unit: 'tCO2eq' } } : {}),
    };
  });
}

const GRAMS_PER_TONNE = 1_000_000;

function tonnes({ gramsCO2eq }: Emissions): number {
  return gramsCO2eq / GRAMS_PER_TONNE;
}

/** What the model card of CycloneDX has no field for. */
function properties(
  inventory: Inventory,
  datasets: readonly { fact: Fact<DatasetStatement>; component: Described }[],
): Json[] {
  const { releaseTime, builtTime, hyperparameters, decisionThresholds, architectureSettings, parameters } = inventory;
  const one = (name: string, value: string | undefined): Json[] =>
    value === undefined ? [] : [spdxProperty(name, value)];
  const refs = (other: DatasetStatement['role']) =>
    datasets
      .filter(({ fact }) => fact.value.role !== other)
      .map(({ component }) => component.value['bom-ref'] as string);
  const trained = refs('tested');
  const tested = refs('trained');
  return [
    ...one('releaseTime', releaseTime[0]?.value),
    ...one('builtTime', builtTime[0]?.value),
    ...(parameters[0] ? [{ name: 'Number of parameters', value: String(parameters[0].value) }] : []),
    ...one('ai_informationAboutApplication', texts.application(inventory)?.text),
    ...one('ai_informationAboutTraining', texts.training(inventory)?.text),
    ...texts.preprocessing(inventory).map(({ text }) => spdxProperty('ai_modelDataPreprocessing', text)),
    ...texts.explainability(inventory).map(({ text }) => spdxProperty('ai_modelExplainability', text)),
    ...one('comment', texts.emissions(inventory)?.text),
    ...hyperparameters.map(({ value }) => spdxEntry('ai_hyperparameter', value.name, value.value)),
    ...decisionThresholds.map(({ value }) => spdxEntry('ai_metricDecisionThreshold', value.name, value.value)),
    ...architectureSettings.map(({ value }) => ({ name: `${ARCHITECTURE_PREFIX}${value.name}`, value: value.value })),
    ...(trained.length ? [spdxRelationship('trainedOn', trained)] : []),
    ...(tested.length ? [spdxRelationship('testedOn', tested)] : []),
  ];
}

/** What the card was put together from. */
function cardFacts(inventory: Inventory): Fact<unknown>[] {
  const { domains, modelTypes, architecture, inputs, outputs, metrics, sections, energy: used } = inventory;
  return [...domains, ...modelTypes, ...architecture, ...inputs, ...outputs, ...metrics, ...sections, ...used];
}

function propertyFacts(inventory: Inventory): Fact<unknown>[] {
  const { releaseTime, builtTime, parameters, hyperparameters, decisionThresholds, architectureSettings } = inventory;
  return [
    ...releaseTime,
    ...builtTime,
    ...parameters,
    ...hyperparameters,
    ...decisionThresholds,
    ...architectureSettings,
  ];
}

/** CycloneDX makes hardly anything mandatory, so that what is missing is asked for without a placeholder. */
function questions(model: Described, inventory: Inventory): void {
  if (!inventory.version.length) model.ask('version', 'text', t('Give the model a version.'));
  if (!inventory.suppliers.length)
    model.ask('supplier', 'text', t('Say who supplies the model: a person or an organization.'));
  if (!inventory.releaseTime.length) model.ask('properties', 'time', t('Say when the model was released, or will be.'));
  if (!inventory.downloadLocation.length)
    model.ask('externalReferences', 'address', t('Say where the model can be downloaded.'));
  if (!inventory.licenses.length) model.ask('licenses', 'license', t('Say under which licence the model is released.'));
}

/** An object without what nothing is said of. */
function compact(value: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Json] => {
      const [, each] = entry;
      return each !== undefined && !(Array.isArray(each) && !each.length);
    }),
  );
}

function nonEmpty(value: Record<string, Json | undefined>): JsonObject | undefined {
  const found = compact(value);
  return Object.keys(found).length ? found : undefined;
}
