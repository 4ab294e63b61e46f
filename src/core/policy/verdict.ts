import { t } from '../l10n';
import { type ShownVerdict } from '../signing/verdict/text';
import { TRUST_CHECKS } from '../signing/verdict/decisive';
import { stateTitle } from '../signing/verdict/titles';
import { type PolicyDecision, type RequirementResult } from './decision';

/**
 * A verdict once the policies said who may sign. Whoever they list is trusted, whoever they do not list is not, whoever was expected
 * besides.
 */
export function verdictByPolicy<V extends ShownVerdict>(verdict: V, { requirements }: PolicyDecision): V {
  const signers = requirements.filter(({ id }) => id === 'signer');
  const refusing = signers.find(({ state }) => state === 'failed');
  const { state } = verdict;
  if (!signers.length) return verdict;
  if (refusing)
    return state === 'verified' || state === 'partial' ? withSigner(verdict, 'untrusted', refusing) : verdict;
  return state === 'untrusted' && signers.every((each) => each.state === 'ok')
    ? withSigner(verdict, 'verified', signers[0]!)
    : verdict;
}

function withSigner<V extends ShownVerdict>(
  verdict: V,
  state: 'verified' | 'untrusted',
  { detail, state: result }: RequirementResult,
): V {
  const ok = result === 'ok';
  const own = verdict.checks.filter((check) => check.ok || !TRUST_CHECKS.has(check.id));
  return { ...verdict, state, checks: [...own, { id: 'identity', ok, detail }] };
}

/** What a verdict is called where policies have a say: being valid, being trusted and being accepted are three things. */
export function titleByPolicy(
  { state }: Pick<ShownVerdict, 'state'>,
  { accepted, requirements }: PolicyDecision,
): string {
  if (state === 'untrusted' && requirements.some(({ id, state: result }) => id === 'signer' && result === 'failed'))
    return t('Valid, but the signer is not in the policy');
  if (state !== 'verified' || accepted) return stateTitle(state);
  return accepted === false
    ? t('Verified, but not accepted by the policy')
    : t('Verified, but the policy could not be applied to everything');
}
