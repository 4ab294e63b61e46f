import { type Inspection, type Problem } from '../../../core/inspection/inspection';
import { SEVERITIES } from '../../../core/findings/finding';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type Section } from '../../../../webview/protocol';
import { byNumber, byText, GridRows } from './grid-rows';
import { severityMark } from './marks';
import { marked, technical, value } from './shown';
import { type Sources } from './sources';

export const PROBLEMS = 'problems';

export function problemRows({ problems }: Inspection, sources: Sources): GridRows<Problem> {
  const where = ({ source }: Problem) => (source ? sources.lineOf(source) : '');
  return new GridRows<Problem>({
    id: PROBLEMS,
    label: sectionTitle('problems'),
    rows: problems,
    columns: [
      {
        id: 'severity',
        title: t('Severity'),
        kind: 'mark',
        cell: ({ severity }) => marked(severityMark(severity)),
        compare: byNumber(({ severity }) => SEVERITIES.indexOf(severity)),
      },
      {
        id: 'message',
        title: t('Problem'),
        kind: 'path',
        cell: ({ message }) => value(message),
        text: ({ message }) => message,
        compare: byText(({ message }) => message),
      },
      {
        id: 'rule',
        title: t('Rule'),
        kind: 'text',
        cell: ({ rule }) => technical(rule),
        text: ({ rule }) => rule,
        compare: byText(({ rule }) => rule),
      },
      {
        id: 'where',
        title: t('Where'),
        kind: 'text',
        cell: (problem) => technical(where(problem)),
        text: where,
        compare: byText(where),
      },
    ],
    states: { of: ({ severity }) => severity, marks: SEVERITIES.map((id) => ({ id, mark: severityMark(id) })) },
    source: ({ source }) => source,
  });
}

export function problemsSection({ problems }: Inspection, rows: GridRows<Problem>): Section | undefined {
  if (!problems.length) return undefined;
  return {
    id: 'problems',
    title: sectionTitle('problems'),
    count: problems.length.toLocaleString(),
    blocks: [rows.block],
  };
}
