import { printable } from '../../core/report/printable';
import { type ReleasePlan, type ReleaseResult } from '../../node/release/release';
import { type PlannedState, type StepState } from '../../node/release/step';

const PLANNED: Readonly<Record<PlannedState, string>> = { do: '·', check: '?', skip: '-' };
const ENDED: Readonly<Record<StepState, string>> = { done: '+', kept: '=', skipped: '-', failed: 'x' };

/** The plan, a line a step. */
export function planText({ name, reference, steps, interrupted }: ReleasePlan): string {
  const lines = [
    `Release of ${reference ?? name}`,
    ...(interrupted ? [`  An earlier run ended after: ${interrupted.title}. ${interrupted.detail}`] : []),
    ...steps.map(({ state, title, detail }) => `  ${PLANNED[state]} ${title}: ${detail}`),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** How many open questions and findings are told; all of them are in the JSON. */
const SHOWN = 20;

/** What the release came to. */
export function resultText(result: ReleaseResult): string {
  const { name, reference, digest, steps, questions, warnings, gate, signer } = result;
  const failed = steps.find(({ state }) => state === 'failed');
  const lines = [
    failed ? `${reference ?? name}: not released` : `${reference ?? name}: released`,
    ...steps.map(({ state, title, detail }) => `  ${ENDED[state]} ${title}: ${detail}`),
    ...shown(
      gate?.findings.map(
        ({ file, line, severity, rule, message }) => `${file}:${line} ${severity} ${message} (${rule})`,
      ) ?? [],
      'findings',
    ),
    ...shown(warnings, 'warnings'),
    ...shown(
      questions.map(({ file, message }) => `${file}: ${message}`),
      'open questions',
    ),
    ...(signer === undefined ? [] : [`  signed by: ${signer}`]),
    ...(digest === undefined ? [] : [`  digest: ${digest}`]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function shown(all: readonly string[], what: string): string[] {
  if (!all.length) return [];
  const more = all.length > SHOWN ? [`    and ${all.length - SHOWN} more`] : [];
  return [`  ${what}: ${all.length}`, ...all.slice(0, SHOWN).map((each) => `    ${each}`), ...more];
}
