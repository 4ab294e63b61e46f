import { printable } from '../../core/report/printable';
import { stateTitle } from '../../core/signing/verdict/titles';
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
  const empty = { matched: 0, changed: [], missing: [], unsigned: [], ignored: [] };
  const report = {
    verdict: VERDICTS[state],
    state,
    method: method ?? null,
    signer: signer ? { name: signer.name, ...Object.fromEntries(signer.facts) } : null,
    trust: trust ?? null,
    legacy,
    checks,
    files: files ?? empty,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** How many names a list shows. */
const SHOWN = 20;

/** A verdict for people: never a bare tick. */
export function verdictText(model: string, { state, signer, trust, legacy, checks, files }: Verdict): string {
  const lines = [`${model}: ${stateTitle(state)}${legacy ? ' (legacy format of model_signing 0.2.0)' : ''}`];
  if (signer) lines.push(`  signer: ${signer.name}`, ...signer.facts.map(([label, value]) => `    ${label}: ${value}`));
  if (trust) lines.push(`  trust: ${trust}`);
  for (const { id, ok, detail } of checks) lines.push(`  ${ok ? 'ok    ' : 'FAILED'}  ${id}: ${detail}`);
  const list = (title: string, names: readonly string[]) => {
    if (!names.length) return;
    lines.push(`  ${title}:`, ...names.slice(0, SHOWN).map((name) => `    ${name}`));
    if (names.length > SHOWN) lines.push(`    and ${names.length - SHOWN} more; --format json lists all`);
  };
  if (files) {
    const changed = files.changed.map(
      ({ file, shard, signed, found }) =>
        `${file}${shard ? ` (bytes ${shard})` : ''}: signed ${signed || 'no such shard'}, found ${found || 'no such shard'}`,
    );
    list('changed', changed);
    list('missing', files.missing);
    list('not signed', dangerousFirst(files.unsigned));
    list('ignored, so not covered by the signature', files.ignored);
  }
  return `${lines.map(printable).join('\n')}\n`;
}

/** What runs, or is made to run when it is loaded. */
const DANGEROUS = /\.(?:py|pyc|so|dll|dylib|exe|sh|bat|ps1|js|jar|pkl|pickle|pt|pth|ckpt|joblib|bin|ipynb)$/i;

function dangerousFirst(names: readonly string[]): string[] {
  const isDangerous = (name: string) => DANGEROUS.test(name);
  return [...names.filter(isDangerous), ...names.filter((name) => !isDangerous(name))];
}
