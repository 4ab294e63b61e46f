import { type Rule } from '../../../findings/rule';
import { toDoRule } from '../../../generate/to-do-rule';
import { type SpdxDocument } from '../document';
import { context, documentAsElement, graphKey, newerVersion, rootElement, severalDocuments } from './document-rules';
import { duplicateId, invalidId, missingId } from './ids';
import { licenseDiffers, licenseRefWithoutText, licenseRelationship } from './licenses';
import { notAList, notASingleValue, numberOfValues } from './lists';
import { missingMandatory, missingProperty } from './missing';
import { buildProfile, liteProfile, profileConformance } from './profiles';
import { unknownProperty } from './property-names';
import { danglingReference, inlinedElement, unreachableElement, wrongClass } from './references';
import { noneWithOthers, relationshipEnds, thresholdWithoutMetric } from './relationships';
import { abstractType, missingType, unknownType } from './types';
import { invalidFormat, placeholder, unknownValue, wrongValue } from './values';

/** Every rule about SPDX 3 documents. */
export const spdxRules: readonly Rule<SpdxDocument>[] = [
  abstractType,
  buildProfile,
  context,
  danglingReference,
  documentAsElement,
  duplicateId,
  graphKey,
  inlinedElement,
  invalidFormat,
  invalidId,
  licenseDiffers,
  licenseRefWithoutText,
  licenseRelationship,
  liteProfile,
  missingId,
  missingMandatory,
  missingProperty,
  missingType,
  newerVersion,
  noneWithOthers,
  notAList,
  notASingleValue,
  numberOfValues,
  placeholder,
  profileConformance,
  relationshipEnds,
  rootElement,
  severalDocuments,
  thresholdWithoutMetric,
  toDoRule('spdx'),
  unknownProperty,
  unknownType,
  unknownValue,
  unreachableElement,
  wrongClass,
  wrongValue,
];
