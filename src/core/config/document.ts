import { type LicenseException, type LicenseLists, type LicensePolicy } from '../licenses/policy';
import { type LicensedContent } from '../licenses/statement';
import { asList, asMap, asScalar, entryOf, valueAt, type ParsedText } from '../text/tree';
import { EMPTY_CONFIGURATION, type Configuration, type RuleSetting, type RuleSettings } from './configuration';

const SETTINGS: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];

/**
 * Reads what is sound in a configuration file and leaves out the rest: one bad line must not silence the others.
 * What is wrong is reported by the rules of the file's kind.
 */
export function readConfiguration(parsed: ParsedText): Configuration {
  const root = asMap(parsed.root);
  if (!root) return EMPTY_CONFIGURATION;
  const licenses = readPolicy(entryOf(root, 'licenses')?.value);
  return {
    rules: readRules(root),
    exclude: readTexts(entryOf(root, 'exclude')?.value),
    overrides: (asList(entryOf(root, 'overrides')?.value)?.items ?? []).map((item) => ({
      files: readTexts(entryOf(item.value, 'files')?.value),
      rules: readRules(item.value),
    })),
    ...(licenses ? { licenses } : {}),
  };
}

const CONTENT: readonly LicensedContent[] = ['model', 'data', 'code', 'document'];

function readPolicy(node: ParsedText['root']): LicensePolicy | undefined {
  if (node?.kind !== 'map') return undefined;
  const content = CONTENT.flatMap((type) => {
    const lists = valueAt(node, 'content', type);
    return lists?.kind === 'map' ? [[type, readLists(lists)] as const] : [];
  });
  return {
    ...readLists(node),
    content: Object.fromEntries(content),
    exceptions: (asList(entryOf(node, 'exceptions')?.value)?.items ?? []).flatMap(({ value }) => readException(value)),
  };
}

function readLists(node: ParsedText['root']): LicenseLists {
  const [allow, deny] = [entryOf(node, 'allow')?.value, entryOf(node, 'deny')?.value];
  return {
    ...(allow?.kind === 'list' ? { allow: readTexts(allow) } : {}),
    ...(deny?.kind === 'list' ? { deny: readTexts(deny) } : {}),
  };
}

/** An exception without a reason has no effect, as the schema asks for one. */
function readException(node: ParsedText['root']): LicenseException[] {
  const text = (key: string): string | undefined => asScalar(entryOf(node, key)?.value)?.text || undefined;
  const [license, subject, reason, expires] = [text('license'), text('subject'), text('reason'), text('expires')];
  if (license === undefined || reason === undefined) return [];
  return [{ license, reason, ...(subject ? { subject } : {}), ...(expires ? { expires } : {}) }];
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
