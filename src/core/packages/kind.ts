import { defineKind } from '../documents/kind';
import { NO_FEATURES } from '../language/no-features';
import { licenseRules } from '../licenses/rules';
import { parseJson } from '../text/json';
import { parseToml } from '../text/toml';
import { type ParsedText } from '../text/tree';
import { packageDetector, pyprojectDetector } from './detect';
import { packageLicensing } from './package-json';
import { Pyproject } from './pyproject';
import { pyprojectRules } from './rules';

/** The manifest of an npm package. All but its licence is left to the editor. */
export const packageKind = defineKind<ParsedText>({
  ...packageDetector,
  title: 'package.json',
  parse: (_path, text) => parseJson(text),
  read: (parsed) => parsed,
  rules: [],
  licensing: packageLicensing,
  licenseRules,
  licenseAt: ([key]) => (key === 'license' ? 'expression' : undefined),
  features: () => NO_FEATURES,
});

/** The metadata of a Python project. */
export const pyprojectKind = defineKind<Pyproject>({
  ...pyprojectDetector,
  title: 'pyproject.toml',
  parse: (_path, text) => parseToml(text),
  read: (parsed) => new Pyproject(parsed),
  rules: pyprojectRules,
  licensing: ({ licensing }) => licensing,
  licenseRules,
  licenseAt: ([key]) => (key === 'license' ? 'expression' : undefined),
  features: () => NO_FEATURES,
});
