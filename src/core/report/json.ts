import { isFixable, summaryOf, type Format } from './report';

/** JSON for scripts. Lines and characters count from 0, as in the language server protocol. */
export const json: Format = (report) => {
  const findings = report.files.flatMap(({ file, findings }) =>
    findings.map((finding) => ({
      file,
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      range: finding.range,
      fixable: isFixable(finding),
    })),
  );
  return `${JSON.stringify({ findings, summary: summaryOf(report) }, null, 2)}\n`;
};
