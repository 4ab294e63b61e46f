import { t } from '../../l10n';
import { asMap, asScalar, entryOf, valueAt, writtenSpan, type MapNode } from '../../text/tree';
import { type PolicyMistake } from '../mistakes';
import { maps } from './parts';

/** What an exception is from, and whether that is asked for at all. */
export function exceptionMistakes(root: MapNode, day: string): PolicyMistake[] {
  const asked = {
    signature: entryOf(root, 'signers') !== undefined,
    bom: asScalar(valueAt(root, 'require', 'bom'))?.value === true,
    'mof-class': valueAt(root, 'require', 'mof-class') !== undefined,
    profile: asScalar(valueAt(root, 'require', 'profile'))?.value === true,
    license: (asMap(valueAt(root, 'licenses'))?.entries.length ?? 0) > 0,
    version: maps(root, 'minimum-versions').length > 0,
  };
  return maps(root, 'exceptions').flatMap((exception): PolicyMistake[] => {
    const requirement = asScalar(valueAt(exception, 'requirement'))!;
    const expires = asScalar(valueAt(exception, 'expires'))!;
    const license = entryOf(exception, 'license');
    if (license && requirement.text !== 'license')
      return [
        { rule: 'policy/invalid', at: license.key, message: t('"license" goes with the requirement "license".') },
      ];
    if (!asked[requirement.text as keyof typeof asked])
      return [
        {
          rule: 'policy/unused-exception',
          at: writtenSpan(entryOf(exception, 'requirement')!),
          message: t('This policy does not ask for "{0}", so this exception has no effect.', requirement.text),
        },
      ];
    if (expires.text >= day) return [];
    const message = t('This exception ended on {0} and has no effect any more.', expires.text);
    return [{ rule: 'policy/expired-exception', at: expires, message }];
  });
}
