import { type ExcusableId, type Policy, type PolicyException, type SignerRule } from './policy';
import { covers, fitsName, type PolicySubject } from './names';

/** What a policy asks of one model or artifact, without looking at it. */
export interface PolicyAsks {
  /** Who may sign it; absent where the policy says nothing of signers. */
  signers?: readonly SignerRule[];
  require: Policy['require'];
  licenses: Policy['licenses'];
  minimumVersions: Policy['minimumVersions'];
  /** Exceptions that hold today and are for it. */
  exceptions: readonly (PolicyException & { requirement: ExcusableId })[];
}

/** The part of a policy that is about a subject. */
export function asksOf(
  { signers, require, licenses, ...policy }: Policy,
  subject: PolicySubject,
  day: string,
): PolicyAsks {
  return {
    ...(signers ? { signers: signers.filter((each) => covers(each, subject)) } : {}),
    require,
    licenses,
    minimumVersions: policy.minimumVersions.filter(({ artifacts }) => fitsName(subject.name, artifacts)),
    exceptions: policy.exceptions.filter(
      ({ artifacts, expires }) => expires >= day && fitsName(subject.name, artifacts),
    ),
  };
}
