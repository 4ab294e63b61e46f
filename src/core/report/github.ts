import { type Severity } from '../findings/finding';
import { type Format } from './report';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/** Workflow commands of GitHub Actions, which show findings beside the changed lines. Lines and columns count from 1. */
export const github: Format = (report) => {
  const findings = report.files.flatMap(({ file, findings }) =>
    findings.map(({ severity, rule, message, range: { start, end } }) =>
      command(
        COMMANDS[severity],
        {
          file,
          line: start.line + 1,
          endLine: end.line + 1,
          // Columns have a meaning only within one line (checks API, "annotations").
          ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
          title: rule,
        },
        message,
      ),
    ),
  );
  const unchecked = report.unchecked.map(({ file, message }) => command('error', { file }, message));
  return [...findings, ...unchecked].join('');
};

/** Escapes as the runner unescapes: actions/toolkit, packages/core/src/command.ts. */
function command(name: string, properties: Record<string, string | number>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
