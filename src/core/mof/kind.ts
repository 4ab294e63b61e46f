import { defineKind } from '../documents/kind';
import { isMofName, isMofText } from './detect';
import { MofDocument } from './document';
import { mofFeatures } from './language/features';
import { mofRules } from './rules';

/** The Model Openness Framework configuration of a release. */
export const mofKind = defineKind<MofDocument>({
  id: 'mof',
  title: 'MOF configuration',
  hasName: isMofName,
  hasText: isMofText,
  read: (parsed) => new MofDocument(parsed),
  rules: mofRules,
  features: (document) => mofFeatures(document),
});
