import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { type CycloneDxDocument } from '../document';
import { VERSIONS } from '../schema';

export const otherVersion: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/other-version',
  title: 'Version that is not checked',
  help: 'CycloneDX 1.5, 1.6 and 1.7 are checked: those that know machine-learning models. Nothing is said about documents of other versions.',
  severity: 'info',
  fixable: false,
  check(document, report) {
    if (!document.isOtherVersion) return;
    report({
      at: document.versionEntry!.value!,
      message: t('CycloneDX {0} is not checked; {1} are.', document.writtenVersion!, VERSIONS.join(', ')),
    });
  },
};

/** Schemas 1.5 to 1.7, `serialNumber`: SHOULD be there. Without it no other document can refer to this one. */
export const noSerialNumber: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/no-serial-number',
  title: 'No serial number',
  help: 'Every CycloneDX document should have a serial number of its own, "urn:uuid:" and a UUID; BOM-Links of other documents need it.',
  severity: 'hint',
  fixable: false,
  check({ root, value, mistakes }, report) {
    const first = root?.entries[0];
    const misspelt = mistakes['unknown-property']?.some(({ meant }) => meant === 'serialNumber');
    if (first && !('serialNumber' in value) && !misspelt)
      report({ at: first.key, message: t('The document should have a "serialNumber".') });
  },
};
