import { defineKind } from '../documents/kind';
import { foldsOf } from '../language/folding';
import { NO_FEATURES } from '../language/no-features';
import { type ParsedText } from '../text/tree';
import { completePolicy } from './completion';
import { policyDetector } from './detect';
import { hoverPolicy } from './hover';
import { policyRules } from './rules';
import { policySymbols } from './symbols';

/** Trust policies: `.modelopenness/policy.yml`, and the user's own. */
export const policyKind = defineKind<ParsedText>({
  ...policyDetector,
  title: 'Model Openness trust policy',
  read: (parsed) => parsed,
  rules: policyRules,
  features: (parsed) => ({
    ...NO_FEATURES,
    complete: (offset) => completePolicy(parsed, offset),
    hover: (offset) => hoverPolicy(parsed, offset),
    symbols: () => policySymbols(parsed),
    folds: () => foldsOf(parsed),
  }),
});
