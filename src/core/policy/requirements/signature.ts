import { t } from '../../l10n';
import { decisiveCheck } from '../../signing/verdict/decisive';
import { type SignerId } from '../../signing/verdict/verdict';
import { isUnknown, type FoundSignature, type PolicyFacts } from '../facts';
import { type Finding, type Requirement } from '../judging';
import { covers } from '../names';
import { type PolicySigner, type SignerRule } from '../policy';

/** Whether the model is signed, the signature holds, and whoever signed may sign it. One such signature is enough. */
export const signature: Requirement = ({ signers }, facts) => {
  const { signatures, subject } = facts;
  if (!signers) return isUnknown(signatures) ? [] : broken(signatures);
  if (isUnknown(signatures)) return [{ id: 'signature', state: 'unknown', detail: signatures.unknown }];
  const [first] = signatures;
  if (!first)
    return [
      { id: 'signature', state: 'failed', detail: t('It is not signed. It has to be, by a signer of the policy.') },
    ];
  const holding = signatures.filter(holds);
  for (const found of holding) {
    const rule = signers.find((each) => isSigner(found.verdict.signer?.id, each.signer) && covers(each, subject));
    if (rule)
      return [
        held(found),
        {
          id: 'signer',
          state: 'ok',
          detail: t('Signed by {0}, who may sign "{1}".', found.verdict.signer!.name, subject.name),
          at: rule.at,
        },
      ];
  }
  return holding[0] ? [held(holding[0]), stranger(holding[0], signers, facts)] : notHolding(signatures);
};

/** Checks that compare what is there with what was signed: a model, or a file. */
const COMPARED: readonly string[] = ['files', 'artifact'];

/** Whether a signature holds and all is as it was signed, whoever signed. Where files were left aside, it is not. */
function holds({ verdict: { state, signer, checks } }: FoundSignature): boolean {
  if (!signer) return false;
  return state === 'verified' || (state === 'untrusted' && checks.some(({ id, ok }) => ok && COMPARED.includes(id)));
}

/** What does not hold tells against a model even where nobody asks for a signature. */
function broken(signatures: readonly FoundSignature[]): Finding[] {
  const invalid = signatures.filter(({ verdict }) => verdict.state === 'invalid');
  return signatures.some(holds) ? [] : notHolding(invalid).filter(({ id }) => id === 'signature');
}

function held({ place }: FoundSignature): Finding {
  return {
    id: 'signature',
    state: 'ok',
    detail: t('The signature {0} holds, and everything is as it was signed.', place),
  };
}

/** Whether somebody who was proved to have signed is one that a policy names. All is compared to the letter. */
export function isSigner(id: SignerId | undefined, signer: PolicySigner): boolean {
  if (!id) return false;
  switch (signer.method) {
    case 'sigstore':
      return id.method === 'sigstore' && id.identity === signer.identity && id.issuer === signer.issuer;
    case 'key':
      return id.method === 'key' && signer.hint !== undefined && id.hint === signer.hint;
    case 'certificate':
      return (
        id.method === 'certificate' &&
        signer.authority !== undefined &&
        id.authority === signer.authority &&
        (signer.subject === undefined || id.subject === signer.subject)
      );
  }
}

/** Says why nobody of the policy signed: nobody of that name, or somebody who may sign other things only. */
function stranger(
  { verdict: { signer, checks } }: FoundSignature,
  signers: readonly SignerRule[],
  { subject }: PolicyFacts,
): Finding {
  const other = signers.find((each) => isSigner(signer!.id, each.signer));
  const named = subject.registry === undefined ? subject.name : `${subject.registry}/${subject.name}`;
  if (other)
    return {
      id: 'signer',
      state: 'failed',
      detail: t('Signed by {0}, who may sign other things, but not "{1}".', signer!.name, named),
      at: other.at,
    };
  // Of a certificate that leads to no root that is trusted, the check says more.
  const untrusted = checks.find(({ id, ok }) => !ok && /^certificate/.test(id));
  if (untrusted)
    return {
      id: 'signer',
      state: 'failed',
      detail: t('Signed by {0}, who is no signer of the policy. {1}', signer!.name, untrusted.detail),
    };
  const who = signer!.issuer === undefined ? signer!.name : t('{0} ({1})', signer!.name, signer!.issuer);
  return { id: 'signer', state: 'failed', detail: t('Signed by {0}, who is no signer of the policy.', who) };
}

/** No signature holds: says why of the first, and whether it is only that nobody has the key of the signer. */
function notHolding([first]: readonly FoundSignature[]): Finding[] {
  if (!first) return [];
  const { place, verdict } = first;
  const failed = decisiveCheck(verdict.checks);
  const reason = failed?.detail ?? t('Files that nobody signed were left aside.');
  const isUnchecked = verdict.state === 'unchecked';
  if (failed?.id === 'key' && !verdict.signer)
    return [
      {
        id: 'signature',
        state: 'unknown',
        detail: t('Without the key of the signer, nothing of {0} can be verified.', place),
      },
      { id: 'signer', state: isUnchecked ? 'unknown' : 'failed', detail: reason },
    ];
  const detail = isUnchecked
    ? t('The signature {0} could not be checked. {1}', place, reason)
    : t('The signature {0} does not hold. {1}', place, reason);
  return [{ id: 'signature', state: isUnchecked ? 'unknown' : 'failed', detail, final: true }];
}
