import { t } from '../../l10n';
import { type DatasetStatement, type Fact } from '../../modelfolder/inventory';
import { type Described } from '../described';
import { datasetComment, datasetOwner } from '../facts/datasets';
import { licenseOf } from '../facts/licenses';
import { type SpdxAgents } from './agents';
import { type SpdxGraph } from './graph';
import { type SpdxLicenses } from './licenses';

/** A dataset of the document. */
export interface DatasetElement {
  element: Described;
  fact: Fact<DatasetStatement>;
}

/** A dataset with what the Dataset profile makes mandatory (DatasetPackage.md) and what is known of it. */
export function datasetElement(
  graph: SpdxGraph,
  agents: SpdxAgents,
  licenses: SpdxLicenses,
  fact: Fact<DatasetStatement>,
): DatasetElement {
  const { value: dataset } = fact;
  const facts = [fact];
  const element = graph.add('dataset_DatasetPackage', graph.freeId(`Dataset/${dataset.id ?? dataset.name}`));
  const own = (value: string | undefined): Fact<string> | undefined =>
    value === undefined ? undefined : { ...fact, value };
  const { name } = dataset;
  element.set('name', name, facts).set('description', dataset.description, facts);
  element.set('originatedBy', [originator(agents, dataset, fact)], facts);
  element
    .need('builtTime', own(dataset.created), 'time', {
      words: 'build time',
      message: t('Say when the dataset "{0}" was made.', name),
    })
    .need('releaseTime', own(dataset.published), 'time', {
      words: 'release time',
      message: t('Say when the dataset "{0}" was published.', name),
    })
    .set('software_packageVersion', dataset.version ?? dataset.revision, facts)
    .set('software_packageUrl', dataset.purl, facts)
    .need('software_downloadLocation', own(dataset.url), 'address', {
      words: `download location of ${name}`,
      message: t('Say where the dataset "{0}" can be downloaded.', name),
    });
  element.value['software_primaryPurpose'] = 'data';
  element
    .set('software_attributionText', dataset.citation === undefined ? undefined : [dataset.citation], facts)
    .set('comment', datasetComment(dataset), facts)
    .set('dataset_datasetType', dataset.types?.length ? dataset.types : ['noAssertion'], facts)
    .set('dataset_datasetSize', dataset.size, facts)
    .set('dataset_datasetAvailability', dataset.availability, facts)
    .set('dataset_dataCollectionProcess', dataset.collection, facts)
    .set('dataset_dataPreprocessing', dataset.preprocessing, facts)
    .set('dataset_knownBias', dataset.biases, facts)
    .set('dataset_anonymizationMethodUsed', dataset.anonymization, facts)
    .set('dataset_intendedUse', dataset.uses, facts)
    .set('dataset_datasetUpdateMechanism', dataset.maintenance, facts)
    .set('dataset_hasSensitivePersonalInformation', dataset.sensitive, facts);
  licenses.relate(element, dataset.license ? licenseOf(dataset.license) : { concluded: false }, dataset.license);
  return { element, fact };
}

/** Relates the model to the data it was trained and tested on. */
export function relateDatasets(graph: SpdxGraph, model: Described, datasets: readonly DatasetElement[]): void {
  for (const [relation, other] of [
    ['trainedOn', 'tested'],
    ['testedOn', 'trained'],
  ] as const) {
    const used = datasets.filter(({ fact }) => fact.value.role !== other);
    graph.relate(
      model,
      relation,
      used.map(({ element }) => element.value['spdxId'] as string),
      used.map(({ fact }) => fact),
    );
  }
}

/** Whoever made a dataset: those it names, or else the account that it lies in on the Hub. */
function originator(agents: SpdxAgents, dataset: DatasetStatement, fact: Fact<unknown>): string {
  if (dataset.creators?.length) return agents.ofAll(dataset.creators, [fact]);
  const owner = datasetOwner(dataset);
  // An account is a person or an organisation; which of both is not known.
  if (owner !== undefined) return agents.of({ name: owner }, [{ ...fact, certainty: 'derived' }]);
  const message = t('Say who made the dataset "{0}".', dataset.name);
  return agents.open(`Originator of ${dataset.name}`, `who made the dataset ${dataset.name}`, message);
}
