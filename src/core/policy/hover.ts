import { type Hover } from '../language/features';
import { t } from '../l10n';
import { describeLicense } from '../licenses/language/describe';
import { locate } from '../text/locate';
import { asScalar, type ParsedText } from '../text/tree';
import { isLicensePlace } from './places';
import { schemaAt } from './schema';

const PAGE = 'https://github.com/model-openness/model-openness/blob/main/docs/policy.md';

/** What a key of a policy means, or what is known of a licence. */
export function hoverPolicy(parsed: ParsedText, offset: number): Hover | undefined {
  const found = locate(parsed.root, offset);
  const value = asScalar(found?.holder.value);
  if (found && !found.onKey && value?.text && isLicensePlace(found.path))
    return { contents: describeLicense(value.text), span: { start: value.start, end: value.end } };
  if (!found?.onKey || !('key' in found.holder)) return undefined;
  const { key } = found.holder;
  const description = schemaAt(found.path)?.description;
  return description === undefined
    ? undefined
    : {
        contents: `${description}\n\n[${t('More about policies')}](${PAGE})`,
        span: { start: key.start, end: key.end },
      };
}
