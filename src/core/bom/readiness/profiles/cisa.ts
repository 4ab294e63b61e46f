import { t } from '../../../l10n';
import { type Profile } from '../profile';

/** "2026 Minimum Elements for a Software Bill of Materials" of CISA, 29 July 2026: 17 fields. */
export const cisaProfile: Profile = {
  id: 'cisa',
  title: () => t('CISA, 2026 minimum elements for an SBOM'),
  version: '2026-07-29',
  source: 'https://www.cisa.gov/sbom',
  elements: [
    { code: 'SBOM-Author', title: () => t('Who made the BOM'), scope: 'document', needs: [['docAuthor']] },
    {
      code: 'SBOM-Author-Signature',
      title: () => t('Signature of the author'),
      scope: 'document',
      needs: [['docSignature']],
    },
    { code: 'SBOM-Data-Format-Name', title: () => t('Format of the BOM'), scope: 'document', needs: [['docFormat']] },
    {
      code: 'SBOM-Data-Format-Version',
      title: () => t('Version of the format'),
      scope: 'document',
      needs: [['docFormatVersion']],
    },
    {
      code: 'SBOM-Generation-Context',
      title: () => t('Stage of the life cycle at which the BOM was made'),
      scope: 'document',
      needs: [['docContext']],
    },
    { code: 'SBOM-Timestamp', title: () => t('When the BOM was made'), scope: 'document', needs: [['docCreated']] },
    { code: 'SBOM-Tool-Name', title: () => t('Tool that made the BOM'), scope: 'document', needs: [['docTool']] },
    {
      code: 'SBOM-Tool-Version',
      title: () => t('Version of that tool'),
      scope: 'document',
      needs: [['docToolVersion']],
    },
    { code: 'SBOM-Version', title: () => t('Version of the BOM'), scope: 'document', needs: [['docVersion']] },
    {
      code: 'Component-Producer',
      title: () => t('Producer of each component'),
      scope: 'component',
      needs: [['supplier', 'originator']],
    },
    { code: 'Component-Name', title: () => t('Name of each component'), scope: 'component', needs: [['name']] },
    {
      code: 'Component-Version',
      title: () => t('Version of each component'),
      scope: 'component',
      needs: [['version']],
    },
    {
      code: 'Component-Identifiers',
      title: () => t('Identifier of each component'),
      scope: 'component',
      needs: [['purl', 'identifier']],
    },
    {
      code: 'Component-Dependency-Relationship',
      title: () => t('Which component depends on which'),
      scope: 'any',
      needs: [['dependency']],
      partly: ['part'],
    },
    {
      code: 'Component-Hash-Value',
      title: () => t('Hash of each component'),
      scope: 'component',
      needs: [['hash', 'partHash']],
    },
    {
      code: 'Component-Hash-Algorithm',
      title: () => t('Algorithm of that hash'),
      scope: 'component',
      needs: [['hash', 'partHash']],
    },
    {
      code: 'Component-License',
      title: () => t('Licence of each component'),
      scope: 'component',
      needs: [['declaredLicense', 'concludedLicense']],
    },
  ],
};
