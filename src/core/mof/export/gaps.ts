import { t } from '../../l10n';
import { type MofDocument } from '../document';
import { openness, type OpennessComponent, type OpennessLevel } from '../openness';
import { sourceWord, stateWord } from '../words';

/** A report in Markdown: for each class what a release has and what it lacks. */
export function exportGaps(document: MofDocument): string {
  const data = openness(document);
  const lines = [
    `# ${t('Class gaps of {0}', text(data.name ?? t('a release without a name')))}`,
    '',
    text(data.summary),
    '',
  ];
  for (const level of data.levels) lines.push(...section(level));
  return lines.join('\n');
}

function section(level: OpennessLevel): string[] {
  const lines = [`## ${level.label}`, ''];
  const gaps = level.components.filter((c) => c.required && c.state !== 'included' && c.state !== 'replaced');
  lines.push(
    level.state === 'met'
      ? t('Met: {0} of {1} required components, with those of the classes below.', level.included, level.total)
      : t('Not met: {0} of {1} required components, with those of the classes below.', level.included, level.total),
    '',
  );
  for (const gap of gaps) lines.push(`- [ ] ${gap.action.title}${gap.license ? ` (${text(gap.license)})` : ''}`);
  if (gaps.length) lines.push('');
  lines.push(`| ${t('Component')} | ${t('State')} | ${t('Licence')} | ${t('Remark')} |`, '| --- | --- | --- | --- |');
  for (const component of level.components) lines.push(row(component));
  return [...lines, ''];
}

function row(component: OpennessComponent): string {
  const remarks = [
    component.required ? '' : t('optional'),
    component.source ? sourceWord(component.source) : '',
    component.warning ?? '',
  ].filter(Boolean);
  const cells = [component.name, stateWord(component.state), component.license ?? '', remarks.join('; ')];
  return `| ${cells.map(text).join(' | ')} |`;
}

/** Text from a file as Markdown that says just that. */
function text(value: string): string {
  return value.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
