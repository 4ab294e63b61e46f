import { t } from '../../l10n';
import { fullLabel } from '../../mof/summary';
import { isUnknown } from '../facts';
import { type Requirement } from '../judging';

/** Whether the class of the Model Openness Framework is reached. Of several configurations the lowest class counts. */
export const mofClass: Requirement = ({ require: { mofClass: asked } }, { mof }) => {
  if (!asked) return [];
  const { level, at } = asked;
  const result = (state: 'ok' | 'failed' | 'unknown', detail: string) => [
    { id: 'mof-class' as const, state, detail, at },
  ];
  if (isUnknown(mof)) return result('unknown', mof.unknown);
  const wanted = fullLabel(level);
  // 0 is none, and of the others 1 is the highest.
  const rank = (each: number) => (each === 0 ? Infinity : each);
  const [lowest] = [...mof].sort((a, b) => rank(b.class) - rank(a.class));
  if (!lowest) return result('failed', t('No MOF configuration says how open it is. The policy asks for {0}.', wanted));
  const found = fullLabel(lowest.class);
  return rank(lowest.class) <= level
    ? result('ok', t('{0} comes to {1}.', lowest.place, found))
    : result('failed', t('{0} comes to {1}. The policy asks for {2}.', lowest.place, found, wanted));
};
