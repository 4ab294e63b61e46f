import { type Rule } from '../../../findings/rule';
import { toDoRule } from '../../../generate/to-do-rule';
import { type CycloneDxDocument } from '../document';
import { misplacedDetails, missingDetails } from './component-details';
import { conflictingProperties } from './conflicting-properties';
import { danglingReference } from './dangling-reference';
import { duplicateItem } from './duplicate-item';
import { duplicateRef } from './duplicate-ref';
import { expressionNotAlone } from './expression-not-alone';
import { licenseId } from './license-id';
import { licenseName } from './license-name';
import { malformedValue } from './malformed-value';
import { missingProperty } from './missing-property';
import { newerVersion } from './newer-version';
import { selfDependency } from './self-dependency';
import { unknownProperty } from './unknown-property';
import { unknownValue } from './unknown-value';
import { noSerialNumber, otherVersion } from './version';
import { wrongType } from './wrong-type';

/** Of a version that is not checked, only that is said. */
function forCheckedVersion(rule: Rule<CycloneDxDocument>): Rule<CycloneDxDocument> {
  return {
    ...rule,
    check(document, report, context) {
      if (!document.isOtherVersion) rule.check(document, report, context);
    },
  };
}

/** Every rule for CycloneDX documents. A new rule is one file and one line here. */
export const cyclonedxRules: readonly Rule<CycloneDxDocument>[] = [
  otherVersion,
  ...[
    conflictingProperties,
    danglingReference,
    duplicateItem,
    duplicateRef,
    expressionNotAlone,
    licenseId,
    licenseName,
    malformedValue,
    misplacedDetails,
    missingDetails,
    missingProperty,
    newerVersion,
    noSerialNumber,
    selfDependency,
    toDoRule('cyclonedx'),
    unknownProperty,
    unknownValue,
    wrongType,
  ].map(forCheckedVersion),
];
