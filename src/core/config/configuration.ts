import { type Severity } from '../findings/finding';
import { type LicensePolicy } from '../licenses/policy';

/** What a rule can be set to. */
export type RuleSetting = Severity | 'off';

/** The weight of rules, by id. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** The weight that a rule is set to; undefined leaves the rule's own. */
export type SeverityOf = (rule: string) => RuleSetting | undefined;

/** The contents of `.modelopenness.yml`. */
export interface Configuration {
  rules: RuleSettings;
  /** Globs, relative to the folder of the file. */
  exclude: readonly string[];
  overrides: readonly { files: readonly string[]; rules: RuleSettings }[];
  /** Undefined where the project says nothing about licences. */
  licenses?: LicensePolicy;
}

export const EMPTY_CONFIGURATION: Configuration = { rules: {}, exclude: [], overrides: [] };

/** Name of the configuration file; it applies to its folder and all below. */
export const CONFIG_NAME = '.modelopenness.yml';

/**
 * The settings for one file. A later layer goes before an earlier one: the user's settings, then the rules of the
 * configuration file, then each of its overrides that names the file.
 * @param path the file relative to the configuration's folder, with `/`
 * @param matches whether a glob matches a path
 */
export function severities(
  configuration: Configuration,
  path: string,
  matches: (glob: string, path: string) => boolean,
  userRules: RuleSettings = {},
): SeverityOf {
  const layers = [
    userRules,
    configuration.rules,
    ...configuration.overrides.filter((o) => o.files.some((glob) => matches(glob, path))).map((o) => o.rules),
  ];
  const merged: Record<string, RuleSetting> = Object.assign({}, ...layers);
  return (rule) => (Object.hasOwn(merged, rule) ? merged[rule] : undefined);
}
