import { t } from '../../l10n';
import { isUnknown } from '../facts';
import { type Requirement } from '../judging';

/** Whether the annotation profile of the CNCF is met, with evidence for every claim. */
export const profile: Requirement = ({ require: { profile: at } }, { profile: report }) => {
  if (!at) return [];
  const result = (state: 'ok' | 'failed' | 'unknown', detail: string) => [
    { id: 'profile' as const, state, detail, at },
  ];
  if (!report) return result('failed', t('It claims nothing by the annotation profile, which the policy asks for.'));
  if (isUnknown(report)) return result('unknown', report.unknown);
  if (report.conformant) return result('ok', t('It meets version {0} of the annotation profile.', report.version));
  const bad = report.claims.find(({ state }) => !['proved', 'found', 'declared'].includes(state))!;
  return result('failed', t('It does not meet the annotation profile: {0}. {1}', bad.key, bad.detail));
};
