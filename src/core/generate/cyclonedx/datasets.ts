import { t } from '../../l10n';
import { type Json, type JsonObject } from '../../bom/view/json';
import { type DatasetStatement, type Fact } from '../../modelfolder/inventory';
import { Described } from '../described';
import { datasetComment, datasetOwner } from '../facts/datasets';
import { licenseOf } from '../facts/licenses';
import { type BomOptions } from '../generated';
import { cycloneDxLicenses } from './licenses';
import { spdxProperty } from './properties';

/** A dataset. What CycloneDX has no field for is kept in properties. */
export function datasetComponent(fact: Fact<DatasetStatement>, { licenseTexts }: BomOptions): Described {
  const { value: dataset } = fact;
  const facts = [fact];
  const owner = datasetOwner(dataset);
  const authors = (dataset.creators ?? []).map(({ name, email }) => ({
    name,
    ...(email === undefined ? {} : { email }),
  }));
  const component = new Described({ type: 'data', 'bom-ref': `dataset/${dataset.id ?? dataset.name}` })
    .set('name', dataset.name, facts)
    .set('version', dataset.version ?? dataset.revision, facts)
    .set('description', dataset.description, facts)
    .set('supplier', owner === undefined ? undefined : { name: owner }, [{ ...fact, certainty: 'derived' }])
    .set('authors', authors, facts)
    .set('purl', dataset.purl, facts)
    .set(
      'licenses',
      dataset.license && cycloneDxLicenses(licenseOf(dataset.license), dataset.license, licenseTexts),
      facts,
    )
    .set(
      'externalReferences',
      dataset.url === undefined ? undefined : [{ type: 'distribution', url: dataset.url }],
      facts,
    )
    .set('data', [data(dataset)], facts)
    .set('properties', properties(dataset), facts);
  if (!dataset.license) component.ask('licenses', 'license', t('Say which licence "{0}" has.', dataset.name));
  return component;
}

function data({ name, url, description, sensitiveInformation }: DatasetStatement): JsonObject {
  return {
    type: 'dataset',
    name,
    ...(url === undefined ? {} : { contents: { url } }),
    ...(sensitiveInformation === undefined ? {} : { sensitiveData: [sensitiveInformation] }),
    ...(description === undefined ? {} : { description }),
  };
}

function properties(dataset: DatasetStatement): Json[] {
  const one = (name: string, value: string | number | undefined): Json[] =>
    value === undefined ? [] : [spdxProperty(name, String(value))];
  const all = (name: string, values: readonly string[] = []): Json[] =>
    values.map((value) => spdxProperty(name, value));
  return [
    ...one('builtTime', dataset.created),
    ...one('releaseTime', dataset.published),
    ...one('comment', datasetComment(dataset)),
    ...all('dataset_datasetType', dataset.types),
    ...one('dataset_datasetSize', dataset.size),
    ...one('dataset_datasetAvailability', dataset.availability),
    ...one('dataset_dataCollectionProcess', dataset.collection),
    ...all('dataset_dataPreprocessing', dataset.preprocessing),
    ...all('dataset_knownBias', dataset.biases),
    ...all('dataset_anonymizationMethodUsed', dataset.anonymization),
    ...one('dataset_intendedUse', dataset.uses),
    ...one('dataset_datasetUpdateMechanism', dataset.maintenance),
    ...one('dataset_hasSensitivePersonalInformation', dataset.sensitive),
  ];
}
