import { type Completion } from '../../../language/features';
import { TabStop, type PieceMap } from '../../../language/insert';
import { order } from '../../../language/items';
import { t } from '../../../l10n';
import { LIST_VERSION } from '../../../licenses/catalogue';
import { spdxEnum } from '../table';
import { contextUrl } from '../version';
import { type Completing } from './completing';

const BASE = 'https://example.org/bom';
const id = (name: string): string => `${BASE}#${name}`;

/** A whole AI BOM with one model and one dataset, each with everything that the specification asks for. */
export function completeDocument({ insert, pieces }: Completing): Completion[] {
  const label = t('AI BOM with a model and a dataset');
  return [
    {
      label,
      kind: 'snippet',
      detail: 'SPDX 3.0.1',
      documentation: t('Rename an id, and all that refers to it is renamed with it.'),
      filterText: 'spdx ai bom',
      sortText: order(0, 0),
      ...insert.value({ '@context': contextUrl('3.0.1'), '@graph': elements(pieces.time()) }),
    },
  ];
}

function elements(time: string): PieceMap[] {
  const element = (type: string, name: string, rest: PieceMap): PieceMap => ({
    type,
    spdxId: name === '' ? BASE : id(name),
    creationInfo: '_:creation',
    ...rest,
  });
  const license = (of: string, relation: string): PieceMap =>
    element('Relationship', `${of}-${relation === 'hasDeclaredLicense' ? 'declared' : 'concluded'}`, {
      relationshipType: relation,
      from: id(of),
      to: [id(`${of}-license`)],
    });
  const licensed = (of: string): PieceMap[] => [
    element('simplelicensing_LicenseExpression', `${of}-license`, {
      simplelicensing_licenseExpression: new TabStop(of === 'model' ? 'Apache-2.0' : 'CC-BY-4.0'),
      simplelicensing_licenseListVersion: LIST_VERSION,
    }),
    license(of, 'hasDeclaredLicense'),
    license(of, 'hasConcludedLicense'),
  ];
  return [
    { type: 'CreationInfo', '@id': '_:creation', specVersion: '3.0.1', created: time, createdBy: [id('maker')] },
    element('Organization', 'maker', { name: new TabStop('my-organization') }),
    element('SpdxDocument', '', {
      profileConformance: ['core', 'software', 'simpleLicensing', 'ai', 'dataset'],
      rootElement: [id('sbom')],
    }),
    element('software_Sbom', 'sbom', { software_sbomType: ['build'], rootElement: [id('model')] }),
    element('ai_AIPackage', 'model', {
      name: new TabStop('my-model'),
      suppliedBy: id('maker'),
      software_packageVersion: new TabStop('1.0'),
      releaseTime: new TabStop(time),
      software_downloadLocation: new TabStop('https://example.org/my-model'),
      software_primaryPurpose: 'model',
      ai_typeOfModel: [new TabStop('transformer')],
    }),
    element('dataset_DatasetPackage', 'dataset', {
      name: new TabStop('my-dataset'),
      originatedBy: [id('maker')],
      builtTime: new TabStop(time),
      releaseTime: new TabStop(time),
      software_downloadLocation: new TabStop('https://example.org/my-dataset'),
      software_primaryPurpose: 'data',
      dataset_datasetType: [new TabStop('', [...spdxEnum('dataset_DatasetType')!])],
    }),
    element('Relationship', 'trained-on', {
      relationshipType: 'trainedOn',
      from: id('model'),
      to: [id('dataset')],
    }),
    ...licensed('model'),
    ...licensed('dataset'),
  ];
}
