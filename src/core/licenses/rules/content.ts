import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { placeOf } from './place';
import { readLicense } from './reading';

/** Creative Commons advises against its licences for software, CC0 apart (creativecommons.org/faq). */
const NOT_FOR_CODE = /^CC-BY(?:-|$)|^CDLA-|^ODbL-|^ODC-By-|^C-UDA-|^O-UDA-|^GFDL-/;

/** Licences that speak of software and source code only. */
const NOT_FOR_DATA = /^(?:MIT|MIT-0|BSD-[123]-Clause|ISC|0BSD|(?:A|L)?GPL-.*|MPL-.*|EPL-.*|ECL-.*|NCSA|Zlib)$/;

/** The framework's own verdict on this is `license/content-type`; elsewhere it is worth a remark. */
export const unfitContent: Rule<LicensedDocument> = {
  id: 'license/unfit-content',
  title: 'Licence made for another kind of content',
  help: 'Licences for texts and data say nothing of source code and patents; licences for software say nothing of databases. They apply all the same, but leave questions open.',
  severity: 'info',
  fixable: false,
  check({ parsed, licensing }, report) {
    for (const statement of licensing.statements) {
      const { form, text, subject } = statement;
      if (form === 'name' || (subject.content !== 'code' && subject.content !== 'data')) continue;
      for (const name of readLicense(text, form).names) {
        const { listed } = name;
        if (listed === undefined || name.node.type !== 'license') continue;
        if (subject.content === 'code' && NOT_FOR_CODE.test(listed))
          report(() => ({
            at: placeOf(parsed, statement, name),
            message: t('{0} is not made for code: it says nothing of source code and patents.', listed),
          }));
        else if (subject.content === 'data' && NOT_FOR_DATA.test(listed))
          report(() => ({
            at: placeOf(parsed, statement, name),
            message: t('{0} is made for software: it says nothing of data and databases.', listed),
            severity: 'hint',
          }));
      }
    }
  },
};
