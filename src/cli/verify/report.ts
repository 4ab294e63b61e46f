import { decisionLines } from '../../core/policy/text';
import { titleByPolicy } from '../../core/policy/verdict';
import { verdictText as textOf } from '../../core/signing/verdict/text';
import { type Verdict, type VerdictState } from '../../core/signing/verdict/verdict';

import { type JudgedSignature } from '../../node/policy/artifact-facts';
import { type Judged } from './by-policy';

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
export function verdictJson(verdict: Verdict): string {
  return `${JSON.stringify(reportOf(verdict), null, 2)}\n`;
}

function reportOf({ state, method, signer, trust, legacy, checks, files }: Verdict) {
  const empty = { matched: 0, changed: [], missing: [], unsigned: [], ignored: [], remembered: null };
  return {
    verdict: VERDICTS[state],
    state,
    method: method ?? null,
    signer: signer ? { name: signer.name, ...Object.fromEntries(signer.facts) } : null,
    trust: trust ?? null,
    legacy,
    checks,
    files: { ...empty, ...files },
  };
}

/** An artifact whose signatures were verified by the digests of its layers. */
export interface JudgedArtifact {
  reference: string;
  digest: string;
  signatures: readonly JudgedSignature[];
}

/** A verdict for scripts, with what the policies say of it: nothing is verified that they do not accept. */
export function judgedJson({ verdict, decision, artifact }: Judged): string {
  const { accepted } = decision;
  const report = reportOf(verdict);
  const word = accepted
    ? report.verdict
    : verdict.state === 'unsigned'
      ? 'unsigned'
      : accepted === false
        ? 'failed'
        : 'error';
  const signatures = artifact?.signatures.map(({ place, verdict: each }) => ({ signature: place, ...reportOf(each) }));
  return `${JSON.stringify(
    {
      ...report,
      verdict: word,
      ...(artifact ? { artifact: { reference: artifact.reference, digest: artifact.digest }, signatures } : {}),
      policy: { ...decision, accepted: accepted ?? null },
    },
    null,
    2,
  )}\n`;
}

/** The same for people. */
export function judgedText(
  given: string,
  { verdict, decision, artifact }: Judged,
  shown: (place: string) => string,
): string {
  const more = (count: number) => `and ${count} more; --format json lists all`;
  const facts = artifact ? ([['digest', artifact.digest]] as const) : [];
  const text = textOf(verdict, { model: given, title: titleByPolicy(verdict, decision), facts, shown: SHOWN, more });
  return `${text}${decisionLines(decision, shown)
    .map((line) => `  ${line}\n`)
    .join('')}`;
}

/** How many names a list shows. */
const SHOWN = 20;

/** A verdict for people. */
export function verdictText(model: string, verdict: Verdict): string {
  const more = (count: number) => `and ${count} more; --format json lists all`;
  return textOf(verdict, { model, shown: SHOWN, more });
}
