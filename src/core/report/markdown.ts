import { t } from '../l10n';
import { docsUrl } from '../findings/rule';
import { type Severity } from '../findings/finding';
import { code, escape } from './markdown-text';
import { summaryOf, type CheckedFile, type Format } from './report';
import { summaryLine } from './summary-line';

/** GitHub-flavoured Markdown for job summaries and comments: a table for each file. Lines and columns count from 1. */
export const markdown: Format = (report) => {
  const parts = [`## ${t('Model Openness')}`, `${escape(summaryLine(summaryOf(report)))}.`];
  if (report.unchecked.length)
    parts.push(
      `### ${t('Could not be checked')}`,
      report.unchecked.map(({ file, message }) => `- ${code(file)}: ${escape(message)}`).join('\n'),
    );
  for (const file of report.files) if (file.findings.length) parts.push(`### ${code(file.file)}`, table(file));
  return `${parts.join('\n\n')}\n`;
};

function table({ findings }: CheckedFile): string {
  const head = `| ${t('Place')} | ${t('Severity')} | ${t('Finding')} | ${t('Rule')} |`;
  const rows = findings.map(({ range: { start }, severity, message, rule }) => {
    const cells = [`${start.line + 1}:${start.character + 1}`, nameOf(severity), escape(message)];
    return `| ${cells.join(' | ')} | [${code(rule)}](${docsUrl(rule)}) |`;
  });
  return [head, '| --- | --- | --- | --- |', ...rows].join('\n');
}

function nameOf(severity: Severity): string {
  switch (severity) {
    case 'error':
      return t('error');
    case 'warning':
      return t('warning');
    case 'info':
      return t('info');
    default:
      return t('hint');
  }
}
