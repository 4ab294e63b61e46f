import { t } from '../../core/l10n';
import { type IdentityPolicy } from '../../core/signing/sigstore/identity';
import { type SigstoreReport } from '../../core/signing/sigstore/report';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import {
  type Check,
  type SignatureResult,
  type SignatureVerifier,
  type Signer,
} from '../../core/signing/verdict/verdict';
import { verifySigstoreJson } from './verify';

/** Verifies models that were signed keyless: whoever is expected, if anybody, and whom that rests on. */
export function sigstoreVerifier(
  expected: IdentityPolicy | undefined,
  root: TrustedRoot,
  now: Date,
): SignatureVerifier {
  return {
    method: 'sigstore',
    async verify({ json }) {
      const report = await verifySigstoreJson(json, { expected, root, now });
      return {
        state: report.state === 'verified' ? 'trusted' : report.state,
        checks: report.checks.flatMap(modelCheck),
        ...signerOfReport(report),
        trust: report.trust,
      } satisfies SignatureResult;
    },
  };
}

/** Form and method of a model's bundle have been told of before; its files are compared afterwards. */
function modelCheck({ id, ok, detail }: SigstoreReport['checks'][number]): Check[] {
  return id === 'artifact' || (ok && (id === 'bundle' || id === 'method')) ? [] : [{ id, ok, detail }];
}

/** Who signed, with the times and log entries that prove it; nothing for a key, and where nothing is proved. */
export function signerOfReport({ signer, times, entries }: SigstoreReport): { signer?: Signer } {
  if (!signer) return {};
  const facts: Signer['facts'] = [
    [t('Identity provider'), signer.issuer],
    ...signer.extensions,
    ...times.map(({ time }) => [t('Signed'), time.toISOString()] as const),
    ...entries.map(({ log, index }) => [t('Log entry'), t('{0} in {1}', index, log)] as const),
  ];
  const { identity, issuer } = signer;
  return { signer: { id: { method: 'sigstore', identity, issuer }, name: identity, issuer, facts } };
}
