import { type Rule } from '../../findings/rule';
import { toDoRule } from '../../generate/to-do-rule';
import { type MofDocument } from '../document';
import { classGap, paperMissing, reportCovered } from './class-gap';
import { duplicateComponent } from './duplicate-component';
import { duplicateRelease } from './duplicate-release';
import { emptyComponents } from './empty-components';
import { emptyLicense } from './empty-license';
import { emptyName } from './empty-name';
import { frameworkName } from './framework-name';
import { hiddenRelease } from './hidden-release';
import { invalidDate } from './invalid-date';
import { licenseContentType } from './license-content-type';
import { licenseNotOpen } from './license-not-open';
import { licenseExpression, newerLicense, unknownLicense } from './license-unknown';
import { missingField } from './missing-field';
import { missingLicensePath } from './missing-license-path';
import { noLicense } from './no-license';
import { notAUrl } from './not-a-url';
import { oldFormat } from './old-format';
import { placeholderLicense } from './placeholder-license';
import { redundantLicense } from './redundant-license';
import { blankInName, fileExtension, fileName } from './release-name';
import { unknownComponent } from './unknown-component';
import { ignoredKey, unknownReleaseKey } from './unknown-key';
import { unknownValue } from './unknown-value';
import { unlicensedOverride } from './unlicensed-override';
import { unnamedComponent } from './unnamed-component';
import { unquotedValue } from './unquoted-value';
import { wrongType } from './wrong-type';

/** In a file of the old format every other finding would be an echo of that one. */
function forCurrentFormat(rule: Rule<MofDocument>): Rule<MofDocument> {
  return {
    ...rule,
    check(document, report, context) {
      if (!document.isOldFormat) rule.check(document, report, context);
    },
  };
}

/** Every rule for MOF configurations. A new rule is one file and one line here. */
export const mofRules: readonly Rule<MofDocument>[] = [
  oldFormat,
  ...[
    blankInName,
    classGap,
    duplicateComponent,
    duplicateRelease,
    emptyComponents,
    emptyLicense,
    emptyName,
    fileExtension,
    fileName,
    frameworkName,
    hiddenRelease,
    ignoredKey,
    invalidDate,
    licenseContentType,
    licenseExpression,
    licenseNotOpen,
    missingField,
    missingLicensePath,
    newerLicense,
    noLicense,
    notAUrl,
    paperMissing,
    placeholderLicense,
    redundantLicense,
    reportCovered,
    toDoRule('mof'),
    unknownComponent,
    unknownLicense,
    unknownReleaseKey,
    unknownValue,
    unlicensedOverride,
    unnamedComponent,
    unquotedValue,
    wrongType,
  ].map(forCurrentFormat),
];
