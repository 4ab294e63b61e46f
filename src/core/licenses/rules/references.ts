import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { placeOf } from './place';
import { readLicense } from './reading';

/** SPDX 3.0.1, `expandedlicensing_CustomLicense`: a licence that is not on the list is defined in the document. */
export const missingText: Rule<LicensedDocument> = {
  id: 'license/missing-text',
  title: 'Own licence without its text',
  help: 'A LicenseRef- or AdditionRef- id is made up by the author. Readers can only learn what it permits from a text or an address in the document.',
  severity: 'warning',
  fixable: false,
  check({ parsed, licensing }, report) {
    for (const statement of licensing.statements) {
      const { texts, form, text } = statement;
      if (!texts || form !== 'expression') continue;
      for (const name of readLicense(text, form).names) {
        const { node } = name;
        const isReference = node.type === 'reference' || (node.type === 'addition' && node.reference);
        if (!isReference || node.document !== undefined || texts.has(node.id)) continue;
        report(() => ({
          at: placeOf(parsed, statement, name),
          message: t('Nothing in this document says what "{0}" is. Add its text or its address.', node.id),
        }));
      }
    }
  },
};
