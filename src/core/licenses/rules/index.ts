import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { unfitContent } from './content';
import { differsFromText, disagree } from './disagree';
import { deniedLicense, notAllowedLicense } from './policy';
import { missingText } from './references';
import { nonCommercialData, restrictiveBase } from './sources';
import { deprecatedLicense, wrongCase } from './spelling';
import { expressionSyntax, notAnExpression } from './syntax';
import { ambiguousTag } from './tags';
import { unknownLicense } from './unknown';

/** Rules about what a document says beside others and beside the project's policy, whatever its format. */
export const surroundingLicenseRules: readonly Rule<LicensedDocument>[] = [
  deniedLicense,
  differsFromText,
  disagree,
  notAllowedLicense,
];

/** Every rule about licences that documents share. A new rule is one file and one line here. */
export const licenseRules: readonly Rule<LicensedDocument>[] = [
  ...surroundingLicenseRules,
  ambiguousTag,
  deprecatedLicense,
  expressionSyntax,
  missingText,
  nonCommercialData,
  notAnExpression,
  restrictiveBase,
  unfitContent,
  unknownLicense,
  wrongCase,
];
