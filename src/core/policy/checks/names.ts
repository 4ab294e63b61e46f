import { t } from '../../l10n';
import { asScalar, valueAt, type MapNode } from '../../text/tree';
import { type PolicyMistake } from '../mistakes';
import { whyNoPattern } from '../names';
import { isVersion } from '../versions';
import { maps, scalars } from './parts';

/** Patterns that fit no name. */
export function patternMistakes(root: MapNode): PolicyMistake[] {
  const holders = ['signers', 'minimum-versions', 'exceptions'].flatMap((key) => maps(root, key));
  return holders
    .flatMap((holder) => scalars(valueAt(holder, 'artifacts')))
    .flatMap((at): PolicyMistake[] => {
      const reason = whyNoPattern(at.text);
      return reason ? [{ rule: 'policy/bad-pattern', at, message: t('This fits no name: {0}.', reason) }] : [];
    });
}

/** Versions that can't be compared. */
export function versionMistakes(root: MapNode): PolicyMistake[] {
  return maps(root, 'minimum-versions')
    .map((each) => asScalar(valueAt(each, 'version'))!)
    .filter(({ text }) => !isVersion(text))
    .map((at) => ({
      rule: 'policy/bad-version',
      at,
      message: t('"{0}" cannot be compared. Write numbers with dots between them: 1.4.0', at.text),
    }));
}
