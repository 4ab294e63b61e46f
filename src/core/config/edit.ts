import { editorFor } from '../text/editor';
import { type TextEdit } from '../text/edit';
import { asMap, asScalar, entryOf } from '../text/tree';
import { parseYaml } from '../text/yaml';
import { type RuleSetting } from './configuration';

/**
 * Edits of a configuration file that set the severity of a rule for all files. Undefined where the file can't be read,
 * or holds something else in that place.
 */
export function setRuleEdits(text: string, rule: string, setting: RuleSetting): TextEdit[] | undefined {
  const parsed = parseYaml(text);
  if (parsed.problems.length) return undefined;
  if (!parsed.root || asScalar(parsed.root)?.text === '') {
    const lead = text === '' || text.endsWith('\n') ? '' : '\n';
    return [{ start: text.length, end: text.length, newText: `${lead}${newConfiguration(rule, setting)}` }];
  }
  const root = asMap(parsed.root);
  if (!root) return undefined;
  const editor = editorFor(parsed);
  const rules = entryOf(root, 'rules');
  if (!rules) return editor.addEntry(root, 'rules', { [rule]: setting }, 'last');
  const map = asMap(rules.value);
  if (!map) {
    const empty = !rules.value || asScalar(rules.value)?.text === '';
    return empty && !rules.alias ? editor.setValue(root, rules, { [rule]: setting }) : undefined;
  }
  if (rules.alias) return undefined;
  const entry = entryOf(map, rule);
  if (!entry) return editor.addEntry(map, rule, setting, 'last');
  const value = asScalar(entry.value);
  return value && !entry.alias ? editor.setText(value, setting) : undefined;
}

/** A configuration file that sets one rule. */
export function newConfiguration(rule: string, setting: RuleSetting): string {
  return `rules:\n  ${rule}: ${setting}\n`;
}
