import { verdictText as textOf } from '../../core/signing/verdict/text';
import { type Verdict, type VerdictState } from '../../core/signing/verdict/verdict';

/** The verdict in the words of scripts; `state` tells more. */
const VERDICTS: Readonly<Record<VerdictState, 'verified' | 'failed' | 'unsigned' | 'error'>> = {
  verified: 'verified',
  partial: 'verified',
  untrusted: 'failed',
  invalid: 'failed',
  unsigned: 'unsigned',
  unchecked: 'error',
};

/** A verdict for scripts. */
export function verdictJson({ state, method, signer, trust, legacy, checks, files }: Verdict): string {
  const empty = { matched: 0, changed: [], missing: [], unsigned: [], ignored: [], remembered: null };
  const report = {
    verdict: VERDICTS[state],
    state,
    method: method ?? null,
    signer: signer ? { name: signer.name, ...Object.fromEntries(signer.facts) } : null,
    trust: trust ?? null,
    legacy,
    checks,
    files: { ...empty, ...files },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** How many names a list shows. */
const SHOWN = 20;

/** A verdict for people. */
export function verdictText(model: string, verdict: Verdict): string {
  const more = (count: number) => `and ${count} more; --format json lists all`;
  return textOf(verdict, { model, shown: SHOWN, more });
}
