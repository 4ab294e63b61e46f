import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type PolicyDecision, type PolicyFile, type RequirementId } from '../../../core/policy/decision';
import { type Item, type Mark, type Section } from '../../../../webview/protocol';
import { requirementMark } from './marks';
import { fact, known, shown, technical, value } from './shown';
import { type Sources } from './sources';

/** @param nameOf what people call a file, by its absolute path */
export function policySection(
  policy: PolicyDecision | undefined,
  sources: Sources,
  nameOf: (path: string) => string,
): Section | undefined {
  if (!policy?.policies.length) return undefined;
  const { requirements, policies, exceptions, day } = policy;
  return {
    id: 'policy',
    title: sectionTitle('policy'),
    mark: decisionMark(policy),
    blocks: [
      {
        kind: 'items',
        items: requirements.map(({ id, state, detail, decidedBy }): Item => {
          const place = decidedBy && { kind: 'file' as const, path: decidedBy.place };
          return {
            mark: requirementMark(state),
            text: requirementWords(id),
            detail: shown(decidedBy ? `${detail} (${decidedBy.entry}, ${t('line {0}', decidedBy.line + 1)})` : detail),
            ...(place && decidedBy
              ? { source: sources.number({ ...place, line: decidedBy.line, character: decidedBy.character }) }
              : {}),
          };
        }),
      },
      {
        kind: 'facts',
        facts: known(
          ...policies.map((file) =>
            fact(
              levelWords(file.level),
              technical(nameOf(file.place), sources.number({ kind: 'file', path: file.place })),
              { text: '', mark: fileMark(file.state) },
              ...file.reasons.map((reason) => value(reason)),
            ),
          ),
          ...exceptions.map(({ requirement, reason, expires }) =>
            fact(t('Exception'), t('{0}, until {1}: {2}', requirementWords(requirement), expires, reason)),
          ),
          fact(t('Judged for'), technical(day)),
        ),
      },
    ],
  };
}

function decisionMark({ accepted }: PolicyDecision): Mark {
  if (accepted === undefined) return { tone: 'unknown', word: t('could not be judged') };
  return accepted ? { tone: 'good', word: t('accepted') } : { tone: 'bad', word: t('not accepted') };
}

function fileMark(state: PolicyFile['state']): Mark {
  switch (state) {
    case 'counted':
      return { tone: 'good', word: t('counted') };
    case 'refused':
      return { tone: 'bad', word: t('refused') };
    case 'ignored':
      return { tone: 'neutral', word: t('has no say here') };
  }
}

function levelWords(level: PolicyFile['level']): string {
  switch (level) {
    case 'user':
      return t('Your policy');
    case 'folder':
      return t('Policy of the folder');
    case 'named':
      return t('Policy that was named');
  }
}

function requirementWords(id: RequirementId): string {
  switch (id) {
    case 'policy':
      return t('Policies can be applied');
    case 'signature':
      return t('Signature');
    case 'signer':
      return t('Signer');
    case 'bom':
      return t('AI BOM');
    case 'mof-class':
      return t('Class');
    case 'profile':
      return t('CNCF profile');
    case 'license':
      return t('Licences');
    case 'version':
      return t('Version');
  }
}
