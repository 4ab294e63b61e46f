import { defineKind } from '../documents/kind';
import { withOriginHover } from '../generate/hover';
import { surroundingLicenseRules } from '../licenses/rules';
import { mofDetector } from './detect';
import { MofDocument } from './document';
import { mofFeatures } from './language/features';
import { mofLicensing } from './licensing';
import { mofRules } from './rules';
import { originAt } from './language/origins';

/** The Model Openness Framework configuration of a release. */
export const mofKind = defineKind<MofDocument>({
  ...mofDetector,
  title: 'MOF configuration',
  read: (parsed) => new MofDocument(parsed),
  rules: mofRules,
  licensing: mofLicensing,
  licenseRules: surroundingLicenseRules,
  ownLicenseFeatures: true,
  features: (document) => withOriginHover(mofFeatures(document), (offset) => originAt(document, offset)),
});
