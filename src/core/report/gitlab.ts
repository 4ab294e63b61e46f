import { type Severity } from '../findings/finding';
import { fingerprints } from './fingerprint';
import { type Format } from './report';

const SEVERITIES: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info', hint: 'info' };

/** GitLab's code quality report (a subset of the Code Climate format). Lines count from 1. */
export const gitlab: Format = (report) => {
  const issues = report.files.flatMap((checked) => {
    const names = fingerprints(checked);
    return checked.findings.map((finding) => ({
      description: finding.message,
      check_name: finding.rule,
      fingerprint: names.get(finding),
      severity: SEVERITIES[finding.severity],
      location: {
        path: checked.file,
        lines: { begin: finding.range.start.line + 1, end: finding.range.end.line + 1 },
      },
    }));
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};
