import { docsUrl, type RuleInfo } from '../findings/rule';
import { type Hover } from '../language/features';
import { t } from '../l10n';
import { describeLicense } from '../licenses/language/describe';
import { locate } from '../text/locate';
import { asScalar, type ParsedText } from '../text/tree';
import { configPlaceAt } from './places';

/** What is known of a rule, a licence or a key of the configuration. */
export function hoverConfig(parsed: ParsedText, rules: readonly RuleInfo[], offset: number): Hover | undefined {
  const found = locate(parsed.root, offset);
  const value = asScalar(found?.holder.value);
  if (found && !found.onKey && value?.text && configPlaceAt(found.path)?.kind === 'license')
    return { contents: describeLicense(value.text), span: { start: value.start, end: value.end } };
  if (!found?.onKey || !('key' in found.holder)) return undefined;
  const { key } = found.holder;
  const place = configPlaceAt(found.path.slice(0, -1));
  const contents =
    place?.kind === 'rules'
      ? describeRule(rules.find((rule) => rule.id === key.text))
      : place?.kind === 'keys' && Object.hasOwn(place.keys, key.text)
        ? place.keys[key.text]
        : undefined;
  return contents === undefined ? undefined : { contents, span: { start: key.start, end: key.end } };
}

function describeRule(rule: RuleInfo | undefined): string | undefined {
  if (!rule) return undefined;
  return [
    `**${rule.title}**`,
    rule.help,
    t('Severity unless configured: {0}.', rule.severity),
    `[${t('More about this rule')}](${docsUrl(rule.id)})`,
  ].join('\n\n');
}
