import { t } from '../l10n';
import { printable } from '../report/printable';
import { type PolicyDecision, type PolicyEntry, type PolicyFile, type RequirementResult } from './decision';

/**
 * A decision for people, in lines. Names out of artifacts and policies can't act, only show.
 * @param shown how people are shown the path of a policy
 */
export function decisionLines(
  { accepted, policies, requirements, exceptions }: PolicyDecision,
  shown: (place: string) => string,
): string[] {
  const states: Readonly<Record<RequirementResult['state'], string>> = {
    ok: t('ok'),
    failed: t('FAILED'),
    excused: t('excused'),
    unknown: t('not known'),
  };
  const width = Math.max(...requirements.map(({ state }) => states[state].length), 0);
  const at = (entry: PolicyEntry | undefined) =>
    entry ? ` (${t('{0}, line {1}', shown(entry.place), entry.line + 1)})` : '';
  const lines = [
    `${t('policy')}: ${acceptedTitle(accepted)}`,
    ...policies.flatMap((file) => fileLines(file, shown)).map((line) => `  ${line}`),
    ...requirements.map(
      ({ id, state, detail, decidedBy }) => `  ${states[state].padEnd(width)}  ${id}: ${detail}${at(decidedBy)}`,
    ),
    ...exceptions.map(
      ({ requirement, reason, expires, at: entry }) =>
        `  ${t('exception from {0} until {1}: {2}', requirement, expires, reason)}${at(entry)}`,
    ),
  ];
  return lines.map(printable);
}

export function acceptedTitle(accepted: boolean | undefined): string {
  if (accepted === undefined) return t('could not be judged, so not accepted');
  return accepted ? t('accepted') : t('not accepted');
}

function fileLines({ level, place, state, reasons }: PolicyFile, shown: (place: string) => string): string[] {
  const line = `${levelTitle(level)}: ${shown(place)}`;
  if (state === 'counted') return [line];
  const title = state === 'refused' ? t('cannot be applied') : t('does not count here');
  return [`${line}, ${title}`, ...reasons.map((reason) => `  ${reason}`)];
}

export function levelTitle(level: PolicyFile['level']): string {
  switch (level) {
    case 'user':
      return t('policy of the user');
    case 'folder':
      return t('policy of the folder');
    case 'named':
      return t('policy that was named');
  }
}
