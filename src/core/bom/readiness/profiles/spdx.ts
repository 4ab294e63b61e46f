import { t } from '../../../l10n';
import { type Profile } from '../profile';

/**
 * Fields that SPDX 3.0.1 demands of AI and dataset packages in prose only: "External properties restrictions" of
 * AIPackage.md and DatasetPackage.md, and the licence relationships of AI.md and Dataset.md. No official schema asks
 * for them.
 */
export const spdxProfile: Profile = {
  id: 'spdx',
  title: () => t('SPDX 3.0.1, mandatory fields of AI and dataset packages'),
  version: '3.0.1',
  source: 'https://spdx.github.io/spdx-spec/v3.0.1/model/AI/Classes/AIPackage/',
  onlyWhatIsThere: true,
  elements: [
    { code: 'AI-name', title: () => t('Name of the model'), scope: 'model', needs: [['name']] },
    { code: 'AI-packageVersion', title: () => t('Version of the model'), scope: 'model', needs: [['version']] },
    { code: 'AI-releaseTime', title: () => t('Release time of the model'), scope: 'model', needs: [['released']] },
    { code: 'AI-suppliedBy', title: () => t('Supplier of the model'), scope: 'model', needs: [['supplier']] },
    {
      code: 'AI-downloadLocation',
      title: () => t('Where the model can be downloaded'),
      scope: 'model',
      needs: [['download']],
    },
    { code: 'AI-primaryPurpose', title: () => t('Purpose of the model package'), scope: 'model', needs: [['purpose']] },
    {
      code: 'AI-hasDeclaredLicense',
      title: () => t('Declared licence of the model'),
      scope: 'model',
      needs: [['declaredLicense']],
    },
    {
      code: 'AI-hasConcludedLicense',
      title: () => t('Concluded licence of the model'),
      scope: 'model',
      needs: [['concludedLicense']],
    },
    { code: 'Dataset-name', title: () => t('Name of the dataset'), scope: 'dataset', needs: [['name']] },
    { code: 'Dataset-datasetType', title: () => t('Type of data'), scope: 'dataset', needs: [['dataType']] },
    { code: 'Dataset-builtTime', title: () => t('Build time of the dataset'), scope: 'dataset', needs: [['built']] },
    {
      code: 'Dataset-releaseTime',
      title: () => t('Release time of the dataset'),
      scope: 'dataset',
      needs: [['released']],
    },
    {
      code: 'Dataset-originatedBy',
      title: () => t('Originator of the dataset'),
      scope: 'dataset',
      needs: [['originator']],
    },
    {
      code: 'Dataset-downloadLocation',
      title: () => t('Where the dataset can be downloaded'),
      scope: 'dataset',
      needs: [['download']],
    },
    {
      code: 'Dataset-primaryPurpose',
      title: () => t('Purpose of the dataset package'),
      scope: 'dataset',
      needs: [['purpose']],
    },
    {
      code: 'Dataset-hasDeclaredLicense',
      title: () => t('Declared licence of the dataset'),
      scope: 'dataset',
      needs: [['declaredLicense']],
    },
    {
      code: 'Dataset-hasConcludedLicense',
      title: () => t('Concluded licence of the dataset'),
      scope: 'dataset',
      needs: [['concludedLicense']],
    },
  ],
};
