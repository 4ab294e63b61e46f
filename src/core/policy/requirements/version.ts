import { t } from '../../l10n';
import { isUnknown } from '../facts';
import { type Finding, type Requirement } from '../judging';
import { fitsName } from '../names';
import { type MinimumVersion } from '../policy';
import { compareVersions } from '../versions';

/**
 * Whether the version is not older than the oldest that is accepted. Every place that states one has to: whoever exchanges an
 * artifact for an older one can change what nobody signed. A tag is no statement of a version, as it can be moved.
 */
export const version: Requirement = ({ minimumVersions }, { subject, versions }) =>
  minimumVersions
    .filter(({ artifacts }) => fitsName(subject.name, artifacts))
    .map((minimum): Finding => {
      if (isUnknown(versions)) return { id: 'version', state: 'unknown', detail: versions.unknown, at: minimum.at };
      return judge(minimum, versions);
    });

function judge({ version: oldest, at }: MinimumVersion, versions: readonly { text: string; place: string }[]): Finding {
  const result = (state: 'ok' | 'failed', detail: string): Finding => ({ id: 'version', state, detail, at });
  const [first] = versions;
  if (!first)
    return result('failed', t('Nothing says which version it is. The oldest that is accepted is {0}.', oldest));
  for (const { text, place } of versions) {
    const order = compareVersions(text, oldest);
    if (order === undefined)
      return result('failed', t('"{0}" in {1} is no version that can be compared with {2}.', text, place, oldest));
    if (order < 0)
      return result('failed', t('It is version {0} by {1}. The oldest that is accepted is {2}.', text, place, oldest));
  }
  return result(
    'ok',
    t('It is version {0} by {1}, and {2} is the oldest that is accepted.', first.text, first.place, oldest),
  );
}
