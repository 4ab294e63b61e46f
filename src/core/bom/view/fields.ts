import { t } from '../../l10n';

/** Formats of a bill of materials that are read. */
export type BomFormat = 'spdx' | 'cyclonedx';

/** What people call a format. */
export const FORMAT_TITLE: Readonly<Record<BomFormat, string>> = { spdx: 'SPDX', cyclonedx: 'CycloneDX' };

/** A thing that a BOM can say, and where each format says it; a format without a place for it has no entry. */
export interface Field {
  title: () => string;
  spdx?: string;
  cyclonedx?: string;
}

/** What a BOM can say of itself. */
const DOCUMENT = {
  docAuthor: { title: () => t('author of the BOM'), spdx: 'createdBy', cyclonedx: 'metadata.authors' },
  docTool: { title: () => t('tool that made the BOM'), spdx: 'createdUsing', cyclonedx: 'metadata.tools' },
  docToolVersion: { title: () => t('version of that tool'), cyclonedx: 'metadata.tools.components[].version' },
  docCreated: { title: () => t('time of the BOM'), spdx: 'created', cyclonedx: 'metadata.timestamp' },
  docId: { title: () => t('identifier of the BOM'), spdx: 'spdxId', cyclonedx: 'serialNumber' },
  docName: { title: () => t('name of the BOM'), spdx: 'name' },
  docVersion: { title: () => t('version of the BOM'), cyclonedx: 'version' },
  docFormat: { title: () => t('format'), spdx: '@context', cyclonedx: 'bomFormat' },
  docFormatVersion: { title: () => t('version of the format'), spdx: 'specVersion', cyclonedx: 'specVersion' },
  docContext: {
    title: () => t('stage at which the BOM was made'),
    spdx: 'software_sbomType',
    cyclonedx: 'metadata.lifecycles',
  },
  docSignature: { title: () => t('signature of the BOM'), cyclonedx: 'signature' },
  docLicense: { title: () => t('licence of the BOM'), spdx: 'dataLicense', cyclonedx: 'metadata.licenses' },
  software: {
    title: () => t('software'),
    spdx: 'software_Package',
    cyclonedx: 'components[].type library, framework, container, …',
  },
  hardware: { title: () => t('hardware'), cyclonedx: 'components[].type device' },
  vulnerability: { title: () => t('vulnerabilities'), spdx: 'security_Vulnerability', cyclonedx: 'vulnerabilities' },
} as const satisfies Record<string, Field>;

/** What a BOM can say of any component. */
const COMPONENT = {
  name: { title: () => t('name'), spdx: 'name', cyclonedx: 'name' },
  version: { title: () => t('version'), spdx: 'software_packageVersion', cyclonedx: 'version' },
  description: { title: () => t('description'), spdx: 'description', cyclonedx: 'description' },
  supplier: { title: () => t('supplier'), spdx: 'suppliedBy', cyclonedx: 'supplier' },
  originator: { title: () => t('originator'), spdx: 'originatedBy', cyclonedx: 'manufacturer' },
  purl: { title: () => t('package URL'), spdx: 'software_packageUrl', cyclonedx: 'purl' },
  identifier: { title: () => t('identifier'), spdx: 'externalIdentifier', cyclonedx: 'cpe, swhid, omniborId' },
  hash: { title: () => t('hash'), spdx: 'verifiedUsing', cyclonedx: 'hashes' },
  download: {
    title: () => t('download location'),
    spdx: 'software_downloadLocation',
    cyclonedx: 'externalReferences (distribution)',
  },
  homePage: { title: () => t('home page'), spdx: 'software_homePage', cyclonedx: 'externalReferences (website)' },
  purpose: { title: () => t('purpose'), spdx: 'software_primaryPurpose', cyclonedx: 'type' },
  released: { title: () => t('release time'), spdx: 'releaseTime' },
  built: { title: () => t('build time'), spdx: 'builtTime' },
  validUntil: { title: () => t('valid until'), spdx: 'validUntilTime' },
  support: { title: () => t('support level'), spdx: 'supportLevel' },
  copyright: { title: () => t('copyright'), spdx: 'software_copyrightText', cyclonedx: 'copyright' },
  declaredLicense: { title: () => t('declared licence'), spdx: 'hasDeclaredLicense', cyclonedx: 'licenses (declared)' },
  concludedLicense: {
    title: () => t('concluded licence'),
    spdx: 'hasConcludedLicense',
    cyclonedx: 'licenses (concluded)',
  },
  reference: { title: () => t('external reference'), spdx: 'externalRef', cyclonedx: 'externalReferences' },
  contentType: { title: () => t('media type'), spdx: 'contentType', cyclonedx: 'mime-type' },
  sourceInfo: { title: () => t('source information'), spdx: 'software_sourceInfo' },
  attribution: { title: () => t('attribution'), spdx: 'software_attributionText' },
  comment: { title: () => t('comment'), spdx: 'comment' },
  property: { title: () => t('property'), spdx: 'extension (CdxPropertiesExtension)', cyclonedx: 'properties' },
  securityPolicy: {
    title: () => t('security policy'),
    spdx: 'externalRef (securityPolicy)',
    cyclonedx: 'externalReferences (security-contact, rfc-9116)',
  },
  securityEvidence: {
    title: () => t('security assessment'),
    spdx: 'externalRef (riskAssessment, certificationReport, …)',
    cyclonedx: 'externalReferences (threat-model, attestation, …)',
  },
} as const satisfies Record<string, Field>;

/** What a BOM can say of a model. */
const MODEL = {
  modelType: { title: () => t('type of model'), spdx: 'ai_typeOfModel', cyclonedx: 'modelParameters.approach' },
  architecture: { title: () => t('architecture'), cyclonedx: 'modelParameters.modelArchitecture' },
  task: { title: () => t('task'), cyclonedx: 'modelParameters.task' },
  domain: { title: () => t('domain'), spdx: 'ai_domain' },
  input: { title: () => t('input'), cyclonedx: 'modelParameters.inputs' },
  output: { title: () => t('output'), cyclonedx: 'modelParameters.outputs' },
  hyperparameter: { title: () => t('hyperparameter'), spdx: 'ai_hyperparameter' },
  metric: { title: () => t('metric'), spdx: 'ai_metric', cyclonedx: 'quantitativeAnalysis.performanceMetrics' },
  threshold: { title: () => t('decision threshold'), spdx: 'ai_metricDecisionThreshold' },
  preprocessing: {
    title: () => t('preprocessing'),
    spdx: 'ai_modelDataPreprocessing, dataset_dataPreprocessing',
  },
  limitation: { title: () => t('limitation'), spdx: 'ai_limitation', cyclonedx: 'considerations.technicalLimitations' },
  application: {
    title: () => t('intended application'),
    spdx: 'ai_informationAboutApplication',
    cyclonedx: 'considerations.useCases',
  },
  users: { title: () => t('users'), cyclonedx: 'considerations.users' },
  training: { title: () => t('training'), spdx: 'ai_informationAboutTraining' },
  explainability: { title: () => t('explainability'), spdx: 'ai_modelExplainability' },
  standard: { title: () => t('standard'), spdx: 'ai_standardCompliance' },
  autonomy: { title: () => t('autonomy'), spdx: 'ai_autonomyType' },
  safetyRisk: { title: () => t('safety risk'), spdx: 'ai_safetyRiskAssessment' },
  sensitiveUse: { title: () => t('use of sensitive personal data'), spdx: 'ai_useSensitivePersonalInformation' },
  energy: {
    title: () => t('energy'),
    spdx: 'ai_energyConsumption',
    cyclonedx: 'considerations.environmentalConsiderations',
  },
  tradeoff: { title: () => t('trade-off'), cyclonedx: 'considerations.performanceTradeoffs' },
  ethics: { title: () => t('ethical consideration'), cyclonedx: 'considerations.ethicalConsiderations' },
  fairness: { title: () => t('fairness assessment'), cyclonedx: 'considerations.fairnessAssessments' },
} as const satisfies Record<string, Field>;

/** What a BOM can say of a dataset. */
const DATASET = {
  dataType: { title: () => t('type of data'), spdx: 'dataset_datasetType' },
  size: { title: () => t('size'), spdx: 'dataset_datasetSize' },
  availability: { title: () => t('availability'), spdx: 'dataset_datasetAvailability' },
  collection: { title: () => t('collection'), spdx: 'dataset_dataCollectionProcess' },
  noise: { title: () => t('noise'), spdx: 'dataset_datasetNoise' },
  updates: { title: () => t('updates'), spdx: 'dataset_datasetUpdateMechanism' },
  bias: { title: () => t('known bias'), spdx: 'dataset_knownBias' },
  sensitiveData: {
    title: () => t('sensitive data'),
    spdx: 'dataset_hasSensitivePersonalInformation',
    cyclonedx: 'data[].sensitiveData',
  },
  confidentiality: {
    title: () => t('confidentiality'),
    spdx: 'dataset_confidentialityLevel',
    cyclonedx: 'data[].classification',
  },
  anonymization: { title: () => t('anonymization'), spdx: 'dataset_anonymizationMethodUsed' },
  intendedUse: { title: () => t('intended use'), spdx: 'dataset_intendedUse' },
  sensor: { title: () => t('sensor'), spdx: 'dataset_sensor' },
  governance: { title: () => t('governance'), cyclonedx: 'data[].governance' },
} as const satisfies Record<string, Field>;

/** What follows from how components are related. */
const RELATED = {
  dependency: { title: () => t('dependency'), spdx: 'Relationship dependsOn', cyclonedx: 'dependencies' },
  part: { title: () => t('part'), spdx: 'Relationship contains', cyclonedx: 'components' },
  partHash: { title: () => t('hash of a part'), spdx: 'verifiedUsing', cyclonedx: 'components[].hashes' },
  trainedOn: { title: () => t('training data'), spdx: 'Relationship trainedOn' },
  testedOn: { title: () => t('test data'), spdx: 'Relationship testedOn' },
  usesData: {
    title: () => t('training or test data'),
    spdx: 'Relationship trainedOn, testedOn',
    cyclonedx: 'modelParameters.datasets',
  },
  usedBy: {
    title: () => t('used by a model'),
    spdx: 'Relationship trainedOn, testedOn',
    cyclonedx: 'modelParameters.datasets',
  },
  baseModel: { title: () => t('base model'), spdx: 'Relationship descendantOf', cyclonedx: 'pedigree.ancestors' },
} as const satisfies Record<string, Field>;

/**
 * What no format has a field for and a reader can find all the same: the text behind a fixed label, such as
 * `Training compute: 3e23 FLOP` (docs/readiness.md).
 */
const LABELLED = {
  usePolicy: labelled(() => t('acceptable use policy'), 'Acceptable use policy', 'ai_informationAboutApplication'),
  parameterCount: labelled(() => t('number of parameters'), 'Number of parameters', 'ai_informationAboutTraining'),
  modalities: labelled(() => t('inputs and outputs'), 'Inputs and outputs', 'ai_informationAboutApplication'),
  dataFlow: labelled(() => t('data flow'), 'Data flow', 'ai_informationAboutApplication'),
  integration: labelled(() => t('means of integration'), 'Integration', 'ai_informationAboutApplication'),
  systemArchitecture: labelled(() => t('system architecture'), 'System architecture', 'ai_informationAboutApplication'),
  dataPoints: labelled(() => t('number of data points'), 'Number of data points', 'ai_informationAboutTraining'),
  compute: labelled(() => t('training compute'), 'Training compute', 'ai_informationAboutTraining'),
  evaluation: labelled(() => t('evaluation strategy'), 'Evaluation strategy', 'ai_informationAboutTraining'),
  redTeaming: labelled(() => t('adversarial testing'), 'Adversarial testing', 'ai_informationAboutTraining'),
} as const satisfies Record<string, Field>;

function labelled(title: () => string, label: string, spdx: string): Field & { label: string } {
  return { title, label, spdx: `${spdx} ("${label}: …")`, cyclonedx: `properties ("${label}")` };
}

const FIELDS = { ...DOCUMENT, ...COMPONENT, ...MODEL, ...DATASET, ...RELATED, ...LABELLED };

export type FactName = keyof typeof FIELDS;

/** The title of a field and its place in each format. */
export function fieldOf(name: FactName): Field {
  return FIELDS[name];
}

/** Where a format says something; undefined where it can't. */
export function placeOf(name: FactName, format: BomFormat): string | undefined {
  return fieldOf(name)[format];
}

/** Every fact about a component that stands in a field of its own, in the order in which people read them. */
export const COMPONENT_FACTS = [...Object.keys(COMPONENT), ...Object.keys(MODEL), ...Object.keys(DATASET)].filter(
  (name) => name !== 'securityPolicy' && name !== 'securityEvidence',
) as readonly FactName[];

/** Label to fact, for {@link LABELLED}. */
export const LABELS: ReadonlyMap<string, FactName> = new Map(
  Object.entries(LABELLED).map(([name, { label }]) => [label.toLowerCase(), name as FactName]),
);
