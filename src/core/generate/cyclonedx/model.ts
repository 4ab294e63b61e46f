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
  type Metric,
  type Section,
  type SectionRole,
} from '../../modelfolder/inventory';
import { Described } from '../described';
import * as texts from '../facts/texts';
import { trainingEnd } from '../facts/times';
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

/** A dataset that the model was trained or tested on. */
interface UsedDataset {
  fact: Fact<DatasetStatement>;
  component: Described;
}

/** The model with its card. */
export function modelComponent(inventory: Inventory, datasets: readonly UsedDataset[]): Described {
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
    .set('pedigree/ancestors', ancestors(baseModels), baseModels);
  references(model, inventory);
  modelCard(model, inventory, datasets);
  model.set('properties', properties(inventory, datasets), propertyFacts(inventory));
  questions(model, inventory);
  return model;
}

function ancestors(baseModels: Inventory['baseModels']): Json[] {
  return baseModels.map(({ value: { id, purl, revision, relation, url } }) => ({
    type: 'machine-learning-model',
    'bom-ref': `base-model/${id}`,
    name: id,
    ...(revision === undefined ? {} : { version: revision }),
    ...(purl === undefined ? {} : { purl }),
    ...(url === undefined ? {} : { externalReferences: [{ type: 'website', url }] }),
    ...(relation === undefined ? {} : { properties: [{ name: 'model-openness:relation', value: relation }] }),
  }));
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

/** The card of the model, each of its parts with where it comes from. */
function modelCard(model: Described, inventory: Inventory, datasets: readonly UsedDataset[]): void {
  const { domains, architecture, modelTypes, inputs, outputs, metrics, sections } = inventory;
  const parameters = (key: string) => `modelCard/modelParameters/${key}`;
  const considerations = (key: string) => `modelCard/considerations/${key}`;
  const formats = (facts: readonly Fact<string>[]) => facts.map(({ value }) => ({ format: value }));
  const family = architecture[0] ?? modelTypes[1];
  const of = (...roles: SectionRole[]) => sections.filter(({ value }) => roles.includes(value.role));
  const textsOf = (facts: readonly Fact<Section>[]) => facts.map(({ value }) => value.text);
  // A model has a card, also where there is nothing to say in it yet.
  model.value['modelCard'] = {};
  model
    .set(parameters('task'), domains[0]?.value, domains.slice(0, 1))
    .set(parameters('architectureFamily'), family?.value, family ? [family] : [])
    .set(parameters('modelArchitecture'), modelTypes[0]?.value, modelTypes.slice(0, 1))
    .set(
      parameters('datasets'),
      datasets.map(({ component }) => ({ ref: component.value['bom-ref']! })),
      datasets.map(({ fact }) => fact),
    )
    .set(parameters('inputs'), formats(inputs), inputs)
    .set(parameters('outputs'), formats(outputs), outputs)
    .set('modelCard/quantitativeAnalysis/performanceMetrics', metrics.map(performanceMetric), metrics)
    .set(considerations('useCases'), textsOf(of('uses')), of('uses'))
    .set(
      considerations('technicalLimitations'),
      textsOf(of('limitations', 'recommendations')),
      of('limitations', 'recommendations'),
    )
    .set(
      considerations('ethicalConsiderations'),
      textsOf(of('ethics', 'outOfScope', 'privacy')).map((name) => ({ name })),
      of('ethics', 'outOfScope', 'privacy'),
    )
    .set(considerations('environmentalConsiderations/energyConsumptions'), energy(inventory), inventory.energy);
}

function performanceMetric({ value: metric }: Fact<Metric>): JsonObject {
  const slice = texts.sliceOf(metric);
  return {
    type: metric.unit ? `${metric.name} [${metric.unit}]` : metric.name,
    value: String(metric.value),
    ...(slice === undefined ? {} : { slice }),
  };
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
  // A division of binary fractions has digits that nobody measured.
  return Number((gramsCO2eq / GRAMS_PER_TONNE).toPrecision(12));
}

/** What the model card of CycloneDX has no field for. */
function properties(inventory: Inventory, datasets: readonly UsedDataset[]): Json[] {
  const { releaseTime, hyperparameters, decisionThresholds, architectureSettings, parameters } = inventory;
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
    ...one('builtTime', trainingEnd(inventory)[0]?.value),
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

function propertyFacts(inventory: Inventory): Fact<unknown>[] {
  const { releaseTime, parameters, hyperparameters, decisionThresholds, architectureSettings } = inventory;
  return [
    ...releaseTime,
    ...trainingEnd(inventory),
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
