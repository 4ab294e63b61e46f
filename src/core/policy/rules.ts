import { type Rule, type RuleInfo } from '../findings/rule';
import { dayOf } from '../licenses/policy';
import { type ParsedText } from '../text/tree';
import { checkPolicy } from './check';
import { type PolicyMistake } from './mistakes';

/** What a rule says apart from finding the mistake, which reading a policy does. */
const INFOS: readonly (RuleInfo & { id: PolicyMistake['rule'] })[] = [
  {
    id: 'policy/invalid',
    title: 'Invalid policy',
    help: 'A part of the policy is not what its format allows. Nothing is accepted by a policy with a mistake: what was left out could be what keeps somebody out.',
    severity: 'error',
    fixable: true,
  },
  {
    id: 'policy/asks-nothing',
    title: 'Policy that asks for nothing',
    help: 'The policy names no signers and requires nothing, so it would accept everything. It is refused instead.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/nobody-may-sign',
    title: 'Signature that nobody may make',
    help: 'The policy requires a signature, and names nobody who may sign, so that nothing could ever be accepted.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/contradiction',
    title: 'Policy that contradicts itself',
    help: 'Two parts of the policy say the opposite, and it cannot be told which was meant.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/inexact-identity',
    title: 'Identity that is not exact',
    help: 'Identities, issuers and subjects are compared to the letter. What looks like a pattern would fit nobody.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/bad-pattern',
    title: 'Pattern that fits no name',
    help: 'Names of artifacts are matched with *, ? and **, and registries are hosts. This one could fit none.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/bad-version',
    title: 'Version that cannot be compared',
    help: 'The oldest version that is accepted is compared by the rules of Semantic Versioning, and this is no such version.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/unknown-license',
    title: 'Unknown licence in the policy',
    help: 'The lists hold SPDX ids, LicenseRef- ids and tags of Hugging Face. Any other text would allow or deny nothing.',
    severity: 'error',
    fixable: true,
  },
  {
    id: 'policy/damaged-key',
    title: 'Key or certificate that cannot be used',
    help: 'Keys and certificates are written in PEM as a whole, and only public ones.',
    severity: 'error',
    fixable: false,
  },
  {
    id: 'policy/expired-exception',
    title: 'Exception that has expired',
    help: 'The exception is over, so it has no effect any more. Look at its reason again: prolong it, or take it out.',
    severity: 'warning',
    fixable: false,
  },
  {
    id: 'policy/unused-exception',
    title: 'Exception from what is not asked',
    help: 'The policy does not ask for what the exception excuses. Take it out, or it will excuse something that is asked for later.',
    severity: 'warning',
    fixable: false,
  },
];

/** The rules for trust policies. */
export const policyRules: readonly Rule<ParsedText>[] = INFOS.map((info) => ({
  ...info,
  check(parsed, report, { today }) {
    for (const { rule, at, message, fix } of checkPolicy(parsed, dayOf(today)).mistakes)
      if (rule === info.id) report({ at, message, ...(fix ? { fix } : {}) });
  },
}));
