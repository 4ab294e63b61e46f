import { decimal } from '../../bom/convert/to-cyclonedx';
import { type Json, type JsonObject } from '../../bom/view/json';
import { t } from '../../l10n';
import { type Energy, type Fact, type Identifier, type Inventory, type Link } from '../../modelfolder/inventory';
import { type Described } from '../described';
import { ARCHITECTURE_PREFIX } from '../cyclonedx/properties';
import * as texts from '../facts/texts';
import { trainingEnd } from '../facts/times';
import { identifier, type SpdxAgents } from './agents';
import { type SpdxGraph } from './graph';

/** Parts of `ai_energyConsumption` by phase (EnergyConsumption.md). */
const ENERGY_PART: Readonly<Record<Energy['phase'], string>> = {
  training: 'ai_trainingEnergyConsumption',
  finetuning: 'ai_finetuningEnergyConsumption',
  inference: 'ai_inferenceEnergyConsumption',
};

/** Kinds of link and `ExternalRefType` of SPDX. */
const REFERENCE_TYPE: Readonly<Record<Link['type'], string>> = {
  paper: 'documentation',
  documentation: 'documentation',
  usePolicy: 'other',
  demo: 'altWebPage',
  notice: 'documentation',
  citation: 'documentation',
  metrics: 'metrics',
  trainingLog: 'buildMeta',
  dataSheet: 'documentation',
};

/** The model itself, with everything that the AI profile can say of it and the folder tells. */
export function modelElement(graph: SpdxGraph, agents: SpdxAgents, inventory: Inventory): Described {
  const { name, version, releaseTime, downloadLocation, homePage, description } = inventory;
  const built = trainingEnd(inventory);
  const model = graph.add('ai_AIPackage', graph.id('Model'));
  model
    .set('name', name[0]?.value ?? inventory.root, name.slice(0, 1))
    .set('description', description[0]?.value, description.slice(0, 1))
    .set('comment', texts.emissions(inventory)?.text, texts.emissions(inventory)?.facts ?? []);
  suppliedBy(model, agents, inventory);
  model
    .need('releaseTime', releaseTime[0], 'time', {
      words: 'release time',
      message: t('Say when the model was released, or will be.'),
    })
    .set('builtTime', built[0]?.value, built)
    .need('software_packageVersion', version[0], 'text', {
      words: 'the version of the model',
      message: t('Give the model a version.'),
    })
    .need('software_downloadLocation', downloadLocation[0] ?? homePage[0], 'address', {
      words: 'download location',
      message: t('Say where the model can be downloaded.'),
    })
    .set('software_homePage', homePage[0]?.value, homePage.slice(0, 1));
  model.value['software_primaryPurpose'] = 'model';
  identifiers(model, inventory);
  references(model, inventory);
  profile(model, inventory);
  return model;
}

function suppliedBy(model: Described, agents: SpdxAgents, { suppliers, authors }: Inventory): void {
  const [supplier] = suppliers;
  if (supplier) model.set('suppliedBy', agents.of(supplier.value, [supplier]), [supplier]);
  else {
    const message = t('Say who supplies the model: a person or an organization.');
    model.set('suppliedBy', agents.open('Supplier', 'who supplies the model', message), []);
  }
  const makers = authors.map((fact) => agents.of(fact.value, [fact]));
  model.set('originatedBy', [...new Set(makers)], authors);
}

function identifiers(model: Described, { identifiers: all }: Inventory): void {
  const [purl, ...others] = all.filter(({ value }) => value.type === 'purl');
  if (purl) model.set('software_packageUrl', purl.value.value, [purl]);
  const rest = [...others, ...all.filter(({ value }) => value.type !== 'purl')];
  model.set(
    'externalIdentifier',
    rest.map(({ value }) => spdxIdentifier(value)),
    rest,
  );
}

/** An identifier by the words of SPDX, which has no type for DOI and arXiv (ExternalIdentifierType.md). */
function spdxIdentifier({ type, value }: Identifier): JsonObject {
  switch (type) {
    case 'purl':
      return identifier('packageUrl', value);
    case 'doi':
      return identifier('other', value, {
        identifierLocator: [`https://doi.org/${encodeURI(value)}`],
        issuingAuthority: 'DOI',
      });
    case 'arxiv':
      return identifier('other', value, {
        identifierLocator: [`https://arxiv.org/abs/${encodeURI(value)}`],
        issuingAuthority: 'arXiv',
      });
    case 'commit':
      return /^[0-9a-f]{40}$/.test(value)
        ? identifier('gitoid', `gitoid:commit:sha1:${value}`)
        : identifier('other', value);
    default:
      return identifier('other', value);
  }
}

function references(model: Described, { repository, links }: Inventory): void {
  const refs: Json[] = [
    ...repository.map(({ value }) => reference('vcs', value)),
    ...links.map(({ value: { type, target, title } }) => reference(REFERENCE_TYPE[type], target, title ?? type)),
  ];
  model.set('externalRef', refs, [...repository, ...links]);
}

function reference(externalRefType: string, locator: string, comment?: string): JsonObject {
  return { type: 'ExternalRef', externalRefType, locator: [locator], ...(comment === undefined ? {} : { comment }) };
}

/** Properties of the AI profile. What no file can tell, such as the safety risk, is asked for and never guessed. */
function profile(model: Described, inventory: Inventory): void {
  const { domains, modelTypes, hyperparameters, metrics } = inventory;
  const types = [...modelTypes, ...inventory.architecture];
  const tell = (property: string, told: texts.Told | undefined) => model.set(property, told?.text, told?.facts ?? []);
  const list = (property: string, all: readonly texts.Told[]) =>
    model.set(
      property,
      all.map(({ text }) => text),
      all.flatMap(({ facts }) => facts),
    );
  model.set('ai_domain', unique(domains), domains).set('ai_typeOfModel', unique(types), types);
  tell('ai_informationAboutApplication', texts.application(inventory));
  tell('ai_informationAboutTraining', texts.training(inventory));
  tell('ai_limitation', texts.limitations(inventory));
  list('ai_modelDataPreprocessing', texts.preprocessing(inventory));
  list('ai_modelExplainability', texts.explainability(inventory));
  model
    .set(
      'ai_hyperparameter',
      hyperparameters.map(({ value }) => entry(value.name, value.value)),
      hyperparameters,
    )
    .set(
      'ai_metric',
      metrics.map(({ value }) => entry(texts.metricKey(value), String(value.value))),
      metrics,
    );
  thresholds(model, inventory);
  model.set('extension', architecture(inventory), inventory.architectureSettings);
  model.set('ai_energyConsumption', energy(inventory.energy), inventory.energy);
  questions(model);
}

/**
 * Settings of the network. They are no hyperparameters, which are those of the training (hyperparameter.md), and SPDX has no other
 * property for them: they go where properties of CycloneDX do.
 */
function architecture({ architectureSettings }: Inventory): Json[] {
  if (!architectureSettings.length) return [];
  const entries = architectureSettings.map(({ value: { name, value } }) => ({
    type: 'extension_CdxPropertyEntry',
    extension_cdxPropName: `${ARCHITECTURE_PREFIX}${name}`,
    extension_cdxPropValue: value,
  }));
  return [{ type: 'extension_CdxPropertiesExtension', extension_cdxProperty: entries }];
}

/** The key of a threshold is that of a metric (metricDecisionThreshold.md); one for something else has no place. */
function thresholds(model: Described, { metrics, decisionThresholds }: Inventory): void {
  const found = decisionThresholds.flatMap((fact) => {
    const metric = metrics.find(({ value }) => value.name === fact.value.name);
    return metric ? [{ fact, item: entry(texts.metricKey(metric.value), fact.value.value) }] : [];
  });
  model.set(
    'ai_metricDecisionThreshold',
    found.map(({ item }) => item),
    found.map(({ fact }) => fact),
  );
}

function energy(all: readonly Fact<Energy>[]): JsonObject | undefined {
  const result: JsonObject = { type: 'ai_EnergyConsumption' };
  for (const { value } of all) {
    const part = ENERGY_PART[value.phase];
    const description = {
      type: 'ai_EnergyConsumptionDescription',
      ai_energyQuantity: decimal(value.kWh),
      ai_energyUnit: 'kilowattHour',
    };
    result[part] = [...((result[part] as Json[] | undefined) ?? []), description];
  }
  return all.length ? result : undefined;
}

/** What people coded for 0 to 2 of 25 models only (AIkaBoOM, Golden_Set): no file says it. */
function questions(model: Described): void {
  const ask = (property: string, message: string) => {
    if (!(property in model.value)) model.ask(property, 'text', message);
  };
  ask('ai_limitation', t('Describe the limits of the model ("ai_limitation").'));
  ask(
    'ai_safetyRiskAssessment',
    t('Assess the safety risk ("ai_safetyRiskAssessment": serious, high, medium or low).'),
  );
  ask('ai_autonomyType', t('Say whether the model decides without people ("ai_autonomyType": yes or no).'));
  ask(
    'ai_useSensitivePersonalInformation',
    t('Say whether sensitive personal data are used ("ai_useSensitivePersonalInformation": yes or no).'),
  );
  ask('ai_standardCompliance', t('Name the standards that are followed ("ai_standardCompliance").'));
  ask('ai_energyConsumption', t('Measure the energy of the training ("ai_energyConsumption").'));
}

function entry(key: string, value: string): JsonObject {
  return { type: 'DictionaryEntry', key, value };
}

function unique(facts: readonly Fact<string>[]): string[] {
  return [...new Set(facts.map(({ value }) => value))];
}
