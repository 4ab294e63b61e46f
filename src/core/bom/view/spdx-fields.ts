import { type FactName } from './fields';
import { type ComponentKind } from './view';

/** Properties of SPDX packages and files whose value is the fact. What needs a look behind a reference is read apart. */
export const SPDX_FACTS: Readonly<Record<string, FactName>> = {
  name: 'name',
  description: 'description',
  comment: 'comment',
  software_packageVersion: 'version',
  software_packageUrl: 'purl',
  software_downloadLocation: 'download',
  software_homePage: 'homePage',
  software_primaryPurpose: 'purpose',
  software_copyrightText: 'copyright',
  software_sourceInfo: 'sourceInfo',
  software_attributionText: 'attribution',
  releaseTime: 'released',
  builtTime: 'built',
  validUntilTime: 'validUntil',
  supportLevel: 'support',
  contentType: 'contentType',
  ai_typeOfModel: 'modelType',
  ai_domain: 'domain',
  ai_hyperparameter: 'hyperparameter',
  ai_metric: 'metric',
  ai_metricDecisionThreshold: 'threshold',
  ai_modelDataPreprocessing: 'preprocessing',
  ai_limitation: 'limitation',
  ai_informationAboutApplication: 'application',
  ai_informationAboutTraining: 'training',
  ai_modelExplainability: 'explainability',
  ai_standardCompliance: 'standard',
  ai_autonomyType: 'autonomy',
  ai_safetyRiskAssessment: 'safetyRisk',
  ai_useSensitivePersonalInformation: 'sensitiveUse',
  dataset_datasetType: 'dataType',
  dataset_datasetSize: 'size',
  dataset_datasetAvailability: 'availability',
  dataset_dataCollectionProcess: 'collection',
  dataset_dataPreprocessing: 'preprocessing',
  dataset_datasetNoise: 'noise',
  dataset_datasetUpdateMechanism: 'updates',
  dataset_knownBias: 'bias',
  dataset_hasSensitivePersonalInformation: 'sensitiveData',
  dataset_confidentialityLevel: 'confidentiality',
  dataset_anonymizationMethodUsed: 'anonymization',
  dataset_intendedUse: 'intendedUse',
  dataset_sensor: 'sensor',
};

/** The parts of `ai_energyConsumption` and the activity that each is about, in the words of CycloneDX. */
export const ENERGY_ACTIVITY: Readonly<Record<string, string>> = {
  ai_trainingEnergyConsumption: 'training',
  ai_finetuningEnergyConsumption: 'fine-tuning',
  ai_inferenceEnergyConsumption: 'inference',
};

/** Kinds of package by `software_primaryPurpose`, where they have a kind of their own. */
export const KIND_OF_PURPOSE: Readonly<Record<string, ComponentKind>> = {
  application: 'application',
  container: 'container',
  data: 'dataset',
  device: 'device',
  file: 'file',
  firmware: 'firmware',
  framework: 'framework',
  library: 'library',
  operatingSystem: 'operating-system',
  platform: 'platform',
};

/** `software_sbomType` and the phase of CycloneDX that says the same; the others have no counterpart. */
export const PHASE_OF_SBOM_TYPE: Readonly<Record<string, string>> = {
  design: 'design',
  source: 'pre-build',
  build: 'build',
  analyzed: 'post-build',
  deployed: 'operations',
  runtime: 'discovery',
};
