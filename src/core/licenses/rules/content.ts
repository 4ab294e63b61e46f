import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { licenseGroups } from './groups';
import { placeOf } from './place';

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
    for (const { form, reading, statements } of licenseGroups(licensing)) {
      if (form === 'name') continue;
      for (const name of reading.names) {
        const { listed, node } = name;
        if (listed === undefined || node.type !== 'license') continue;
        const unfit = NOT_FOR_CODE.test(listed) ? 'code' : NOT_FOR_DATA.test(listed) ? 'data' : undefined;
        if (!unfit) continue;
        for (const statement of statements)
          if (statement.subject.content === unfit)
            report(() => ({
              at: placeOf(parsed, statement, name),
              message:
                unfit === 'code'
                  ? t('{0} is not made for code: it says nothing of source code and patents.', listed)
                  : t('{0} is made for software: it says nothing of data and databases.', listed),
              ...(unfit === 'data' ? { severity: 'hint' } : {}),
            }));
      }
    }
  },
};
