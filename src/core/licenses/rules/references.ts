import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { licenseGroups } from './groups';
import { placeOf } from './place';

/** SPDX 3.0.1, `expandedlicensing_CustomLicense`: a licence that is not on the list is defined in the document. */
export const missingText: Rule<LicensedDocument> = {
  id: 'license/missing-text',
  title: 'Own licence without its text',
  help: 'A LicenseRef- or AdditionRef- id is made up by the author. Readers can only learn what it permits from a text or an address in the document.',
  severity: 'warning',
  fixable: false,
  check({ parsed, licensing }, report) {
    for (const { form, reading, statements } of licenseGroups(licensing)) {
      if (form !== 'expression') continue;
      for (const name of reading.names) {
        const { node } = name;
        const isReference = node.type === 'reference' || (node.type === 'addition' && node.reference);
        if (!isReference || node.document !== undefined) continue;
        for (const statement of statements) {
          if (!statement.texts || statement.texts.has(node.id)) continue;
          report(() => ({
            at: placeOf(parsed, statement, name),
            message: t('Nothing in this document says what "{0}" is. Add its text or its address.', node.id),
          }));
        }
      }
    }
  },
};
