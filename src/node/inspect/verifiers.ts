import { type Bundle, type Method } from '../../core/signing/bundle/bundle';
import { type SigstoreReport } from '../../core/signing/sigstore/report';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { type SignatureVerifier } from '../../core/signing/verdict/verdict';
import { verifierOf, type ExpectedSigner } from '../signing/expected';
import { policyVerifier } from '../policy/verifier';
import { type LoadedPolicy } from '../policy/read';
import { nobodyVerifier } from '../signing/nobody';

/** Whom to trust. */
export interface Trust {
  /** Signers that are expected; any of them will do. */
  expected: readonly ExpectedSigner[];
  /** Verifiers that were made before, of signers who are expected as well. */
  verifiers?: readonly SignatureVerifier[];
  /** What they say of signers counts besides. */
  policies: readonly LoadedPolicy[];
  /** Of Sigstore. */
  root: () => Promise<TrustedRoot>;
  now: Date;
}

/**
 * Verifies with the signers that are expected, of the method of a signature. Where none of them signed, it is found out who
 * did, and nobody is trusted.
 */
export async function verifierFor(
  method: Method,
  { expected, verifiers: made = [], policies, root, now }: Trust,
): Promise<SignatureVerifier> {
  const verifiers = made.filter((each) => each.method === method);
  for (const each of expected.filter((one) => one.method === method)) verifiers.push(await verifierOf(each, root, now));
  if (policies.some(({ file }) => file.state === 'counted'))
    verifiers.push(await policyVerifier(method, policies, root, now));
  if (!verifiers.length) verifiers.push(await nobodyVerifier(method, root, now));
  return {
    method,
    async verify(bundle) {
      let result = await verifiers[0]!.verify(bundle);
      for (const verifier of verifiers.slice(1)) {
        if (result.state === 'trusted') return result;
        const other = await verifier.verify(bundle);
        if (other.state === 'trusted') result = other;
      }
      return result;
    },
  };
}

/** Times and log entries that a keyless signature proves; nothing where it does not hold. */
export async function provedBy(
  { json }: Bundle,
  { root, now }: Trust,
): Promise<Pick<SigstoreReport, 'times' | 'entries'>> {
  const { verifySigstoreJson } = await import('../sigstore/verify');
  const { times, entries } = await verifySigstoreJson(json, { expected: undefined, root: await root(), now });
  return { times, entries };
}
