import { printable } from '../../core/report/printable';
import { type SigstoreReport, type SigstoreState } from '../../core/signing/sigstore/report';

const VERDICTS: Readonly<Record<SigstoreState, 'verified' | 'failed' | 'error'>> = {
  verified: 'verified',
  untrusted: 'failed',
  invalid: 'failed',
  unchecked: 'error',
};

/** For programs, as docs/sigstore.md describes it. */
export function reportJson({ state, method, checks, signer, times, entries, trust }: SigstoreReport): string {
  const json = {
    verdict: VERDICTS[state],
    method: method ?? null,
    signer: signer
      ? {
          identity: signer.identity,
          issuer: signer.issuer,
          extensions: Object.fromEntries(signer.extensions),
          notBefore: signer.notBefore,
          notAfter: signer.notAfter,
        }
      : null,
    times,
    entries,
    trust,
    checks,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

const TITLES: Readonly<Record<SigstoreState, string>> = {
  verified: 'verified',
  untrusted: 'FAILED: the signature is valid, but somebody else signed',
  invalid: 'FAILED',
  unchecked: 'could not be checked',
};

/** For people: the verdict, who signed and when, whom that rests on, and every check. */
export function reportText(file: string, { state, checks, signer, times, entries, trust }: SigstoreReport): string {
  const lines = [`${file}: ${TITLES[state]}`];
  const fact = (title: string, value: string) => lines.push(`  ${title}: ${value}`);
  if (signer) {
    fact('signer', signer.identity);
    fact('issuer', signer.issuer);
    for (const [name, value] of signer.extensions) fact(name, value);
  }
  for (const { by, time } of times) fact('signed', `${time.toISOString()} (${by})`);
  for (const { log, index, kind, inclusion } of entries)
    fact('log entry', `${index} in ${log} (${kind}, ${inclusion.join(' and ')})`);
  fact('trust', trust);
  for (const { id, ok, detail } of checks) lines.push(`  ${ok ? 'ok  ' : 'FAIL'} ${id}: ${detail}`);
  return `${lines.map(printable).join('\n')}\n`;
}
