import { t } from '../../../l10n';

// Own words for what the format means (CycloneDX 1.5 to 1.7, bom-*.schema.json).

/** By the definition of the map or the key that it stands behind, and by its property. */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  bom: {
    bomFormat: () => t('Says that this is CycloneDX.'),
    specVersion: () => t('Version of CycloneDX that the document follows.'),
    serialNumber: () => t('Identifies the document: "urn:uuid:" and a UUID. Other documents refer to it by this.'),
    version: () => t('Counts the editions of the document with this serial number, from 1.'),
    metadata: () => t('Who made the document, when and with what, and what it is about.'),
    components: () => t('What the subject consists of: models, data, libraries, files.'),
    services: () => t('Services that are called, such as an inference API.'),
    dependencies: () => t('Which component directly needs which others, by "bom-ref".'),
    compositions: () => t('How complete the lists are: a part that is not listed may be unknown or left out.'),
    vulnerabilities: () => t('Known weaknesses, and what they mean for the subject.'),
    annotations: () => t('Remarks of people or tools about parts of the document.'),
    formulation: () => t('How the subject was made: workflows, tasks and their inputs and outputs.'),
    declarations: () => t('Claims of conformance with a standard, and the evidence for them.'),
    definitions: () => t('Standards and patents that other parts refer to.'),
    citations: () => t('Who said what in the document.'),
    externalReferences: () => t('Addresses with more about the subject.'),
    properties: () => t('Own data, as names and values.'),
    signature: () => t('Signature of the document (JSON Signature Format).'),
  },
  metadata: {
    timestamp: () => t('When the document was made.'),
    component: () => t('What the document is about: for an AI BOM, the model.'),
    tools: () => t('With what the document was made.'),
    authors: () => t('Who wrote the document.'),
    licenses: () => t('Licence of this document itself, not of its subject.'),
    lifecycles: () => t('At which stage the document was made.'),
    supplier: () => t('Who delivers the subject.'),
    manufacturer: () => t('Who made the document.'),
    manufacture: () => t('Replaced by the manufacturer of the component.'),
  },
  component: {
    type: () =>
      t('What kind of thing it is; "machine-learning-model" for models, "data" for datasets and configuration.'),
    'bom-ref': () => t('Name by which other parts of this document refer to it; unique in the document.'),
    name: () => t('Name without its group.'),
    group: () => t('Who it belongs to, such as the organisation on Hugging Face.'),
    version: () => t('Version, tag or commit.'),
    purl: () => t('Package URL; for models pkg:huggingface/<owner>/<name>@<commit>.'),
    licenses: () => t('Licences of the component.'),
    modelCard: () => t('What a model is made for, made with, and how well it does. For models only.'),
    data: () => t('What a component of type "data" holds.'),
    pedigree: () => t('Where it comes from: ancestors are the models that it is derived from.'),
    hashes: () => t('Checksums.'),
    supplier: () => t('Who delivers it.'),
    manufacturer: () => t('Who made it.'),
    authors: () => t('Who wrote it.'),
    publisher: () => t('Who published it.'),
    evidence: () => t('How its identity and licences were found.'),
    components: () => t('What it consists of.'),
    externalReferences: () => t('Addresses with more about it: model card, sources, documentation.'),
    scope: () => t('Whether it is needed at run time.'),
    cryptoProperties: () => t('Details of a cryptographic asset.'),
    isExternal: () => t('Whether it is expected to be there already, rather than delivered.'),
    versionRange: () => t('Versions that may be used in place of one, for external components.'),
    properties: () => t('Own data, as names and values; training settings have no place of their own.'),
    tags: () => t('Words to find it by.'),
    description: () => t('What it is.'),
    copyright: () => t('Notice of copyright.'),
  },
  modelCard: {
    'bom-ref': () => t('Name by which other parts of this document refer to it.'),
    modelParameters: () => t('How the model is built and what it was trained on.'),
    quantitativeAnalysis: () => t('How well the model does, in figures.'),
    considerations: () => t('For whom and what the model is meant, its limits and its effects.'),
    properties: () => t('Own data about the model.'),
  },
  modelParameters: {
    approach: () => t('How the model learns.'),
    task: () => t('What it does, such as text generation or object detection.'),
    architectureFamily: () => t('Family of its architecture, such as transformer.'),
    modelArchitecture: () => t('Its architecture, such as LlamaForCausalLM.'),
    datasets: () =>
      t('Data that it was trained and evaluated on: described here, or a "ref" to a component of type "data".'),
    inputs: () => t('Formats that it takes.'),
    outputs: () => t('Formats that it gives.'),
  },
  approach: {
    type: () => t('Whether it learns with labels, without, by reward or from the data themselves.'),
  },
  inputOutputMLParameters: {
    format: () => t('Format of the data, such as text or image/png.'),
  },
  quantitativeAnalysis: {
    performanceMetrics: () => t('Metrics with their values.'),
    graphics: () => t('Pictures of results.'),
  },
  performanceMetric: {
    type: () => t('Which metric it is, such as accuracy.'),
    value: () => t('Its value, as a text.'),
    slice: () => t('Part of the data it was measured on.'),
    confidenceInterval: () => t('Bounds between which the true value lies.'),
  },
  considerations: {
    users: () => t('For whom it is meant.'),
    useCases: () => t('What it is meant for.'),
    technicalLimitations: () => t('What it cannot do, or not well.'),
    performanceTradeoffs: () => t('What was given up for what.'),
    ethicalConsiderations: () => t('Risks to people, and what is done about them.'),
    environmentalConsiderations: () => t('Energy used, and the carbon dioxide that came of it.'),
    fairnessAssessments: () => t('Groups that may be treated unfairly.'),
  },
  risk: {
    name: () => t('The risk.'),
    mitigationStrategy: () => t('What is done about it.'),
  },
  fairnessAssessment: {
    groupAtRisk: () => t('The group.'),
    benefits: () => t('What it gains.'),
    harms: () => t('What harms it.'),
    mitigationStrategy: () => t('What is done against that.'),
  },
  environmentalConsiderations: {
    energyConsumptions: () => t('Energy by activity, such as training.'),
  },
  energyConsumption: {
    activity: () => t('Stage of its life in which the energy is used.'),
    energyProviders: () => t('Who provides the energy, and from what source.'),
    activityEnergyCost: () => t('Energy used, in kWh.'),
    co2CostEquivalent: () => t('Greenhouse gases, in tonnes of CO2 equivalent.'),
    co2CostOffset: () => t('What of them is offset.'),
  },
  energyProvider: {
    energySource: () => t('Where the energy comes from.'),
    energyProvided: () => t('How much of it, in kWh.'),
    organization: () => t('Who provides it.'),
  },
  componentData: {
    type: () => t('What the data are: a dataset, configuration, source code or a definition.'),
    name: () => t('Name of the data.'),
    contents: () => t('The data themselves, or where they are.'),
    classification: () => t('How sensitive they are, in the words of the organisation.'),
    sensitiveData: () => t('Which sensitive data are in them.'),
    governance: () => t('Who is responsible for them.'),
    graphics: () => t('Pictures of the data.'),
    description: () => t('What the data are.'),
    ref: () => t('A component of type "data" of this document.'),
  },
  dataGovernance: {
    custodians: () => t('Who keeps the data.'),
    stewards: () => t('Who is answerable for their content.'),
    owners: () => t('Who owns them.'),
  },
  license: {
    id: () => t('Id of the SPDX list, compared exactly.'),
    name: () => t('Name of a licence that is not on the SPDX list.'),
    text: () => t('Text of the licence.'),
    url: () => t('Address of its text.'),
    licensing: () => t('Terms of a commercial licence.'),
    acknowledgement: () => t('Whether the author says so, or somebody found it out.'),
  },
  licenses: {
    license: () => t('One licence, by id or name.'),
    expression: () => t('A licence expression of SPDX, such as "MIT OR Apache-2.0".'),
    acknowledgement: () => t('Whether the author says so, or somebody found it out.'),
    expressionDetails: () => t('Texts of the licences of the expression.'),
  },
  dependency: {
    ref: () => t('The component or service that needs others.'),
    dependsOn: () => t('What it directly needs; an empty list says that it needs nothing.'),
    provides: () => t('What it implements, such as a specification or an algorithm.'),
  },
  pedigree: {
    ancestors: () => t('What it is derived from: for a fine-tuned model, its base model.'),
    descendants: () => t('What is derived from it.'),
    variants: () => t('Relatives with a common ancestor.'),
    commits: () => t('Commits that changed it.'),
    patches: () => t('Changes that were applied.'),
    notes: () => t('Remarks.'),
  },
};

const VALUES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'component.type': {
    'machine-learning-model': () => t('A model: its architecture with its parameters.'),
    data: () => t('Datasets, configuration, templates and other data.'),
    library: () => t('A library; also for what fits no other type.'),
    framework: () => t('A framework, such as one for training.'),
    application: () => t('A program.'),
    container: () => t('A container image.'),
    platform: () => t('Something that others run on.'),
    'operating-system': () => t('An operating system.'),
    device: () => t('A device, such as an accelerator.'),
    'device-driver': () => t('Software for a device.'),
    firmware: () => t('Software inside of a device.'),
    file: () => t('A file, such as one with weights.'),
    'cryptographic-asset': () => t('A key, a certificate, an algorithm or a protocol.'),
  },
  'approach.type': {
    supervised: () => t('It learns from labelled examples.'),
    unsupervised: () => t('It finds structure in data without labels.'),
    'reinforcement-learning': () => t('It learns by reward.'),
    'semi-supervised': () => t('It learns from few labelled and many other examples.'),
    'self-supervised': () => t('It makes its own labels from the data, as language models do.'),
  },
  'componentData.type': {
    'source-code': () => t('Code.'),
    configuration: () => t('Parameters that steer a model.'),
    dataset: () => t('Data to train, test or evaluate with.'),
    definition: () => t('Data that tell how something is made.'),
    other: () => t('Anything else.'),
  },
  'compositions.aggregate': {
    complete: () => t('Nothing is missing.'),
    incomplete: () => t('Something is missing.'),
    unknown: () => t('Nobody knows whether something is missing.'),
    not_specified: () => t('Nothing is said about it.'),
  },
};

/** What a property means in a map; undefined for all that speaks for itself. */
export function meaningOf(holder: string, key: string): string | undefined {
  return lookUp(MEANINGS, holder, key);
}

/** What a value of a property means. */
export function valueMeaning(holder: string, key: string, value: string): string | undefined {
  return lookUp(VALUES, `${holder}.${key}`, value);
}

function lookUp(
  table: Readonly<Record<string, Readonly<Record<string, () => string>>>>,
  first: string,
  second: string,
): string | undefined {
  const row = Object.hasOwn(table, first) ? table[first]! : {};
  return Object.hasOwn(row, second) ? row[second]!() : undefined;
}
