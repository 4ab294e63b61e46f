import { asList, asMap, asScalar, entryOf, type ParsedText } from '../text/tree';
import { EMPTY_CONFIGURATION, type Configuration, type RuleSetting, type RuleSettings } from './configuration';

const SETTINGS: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];

/**
 * Reads what is sound in a configuration file and leaves out the rest: one bad line must not silence the others.
 * What is wrong is reported by the rules of the file's kind.
 */
export function readConfiguration(parsed: ParsedText): Configuration {
  const root = asMap(parsed.root);
  if (!root) return EMPTY_CONFIGURATION;
  return {
    rules: readRules(root),
    exclude: readTexts(entryOf(root, 'exclude')?.value),
    overrides: (asList(entryOf(root, 'overrides')?.value)?.items ?? []).map((item) => ({
      files: readTexts(entryOf(item.value, 'files')?.value),
      rules: readRules(item.value),
    })),
  };
}

function readRules(holder: ParsedText['root']): RuleSettings {
  const rules: Record<string, RuleSetting> = {};
  for (const entry of asMap(entryOf(holder, 'rules')?.value)?.entries ?? []) {
    const value = asScalar(entry.value)?.text ?? '';
    if (SETTINGS.includes(value)) rules[entry.key.text] = value as RuleSetting;
  }
  return rules;
}

function readTexts(node: ParsedText['root']): string[] {
  return (asList(node)?.items ?? []).map((item) => asScalar(item.value)?.text ?? '').filter(Boolean);
}
