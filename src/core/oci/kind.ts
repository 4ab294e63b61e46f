import { defineKind } from '../documents/kind';
import { foldsOf } from '../language/folding';
import { NO_FEATURES } from '../language/no-features';
import { licenseRules } from '../licenses/rules';
import { parseJson } from '../text/json';
import { type ParsedText } from '../text/tree';
import { modelpackConfigDetector } from './detect';
import { modelpackLicensing } from './modelpack-config';

/** The config of a ModelPack artifact, as far as it is about licences. */
export const modelpackConfigKind = defineKind<ParsedText>({
  ...modelpackConfigDetector,
  title: 'ModelPack config',
  parse: (_path, text) => parseJson(text),
  read: (parsed) => parsed,
  rules: [],
  licensing: modelpackLicensing,
  licenseRules,
  licenseAt: (path) => (path.length === 3 && path[1] === 'licenses' ? 'expression' : undefined),
  features: (parsed) => ({ ...NO_FEATURES, folds: () => foldsOf(parsed) }),
});
