import { t } from '../l10n';
import { type Finding } from '../findings/finding';
import {
  atThreshold,
  type CheckedFile,
  type Format,
  type LintReport,
  type Threshold,
  type UncheckedFile,
} from './report';

/**
 * JUnit XML: a suite for each file and a case for each finding. A case fails where the finding makes the run fail, so
 * that the report and the exit code say the same; lighter findings pass and are told in `system-out`.
 */
export const junit: Format = (report) => {
  const suites = [
    ...report.files.map((file) => suiteOf(file, report)),
    ...report.unchecked.map((file) => uncheckedSuite(file)),
  ];
  const failing = report.files.reduce((sum, file) => sum + failures(file, report.threshold), 0);
  const tests = report.files.reduce((sum, file) => sum + Math.max(1, file.findings.length), report.unchecked.length);
  const counts = attributes({ tests, failures: failing, errors: report.unchecked.length });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="model-openness" ${counts}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};

function failures(file: CheckedFile, threshold: Threshold): number {
  return file.findings.filter(({ severity }) => atThreshold(severity, threshold)).length;
}

function suiteOf(file: CheckedFile, { threshold }: LintReport): string {
  const cases = file.findings.length
    ? file.findings.map((finding) => caseOf(file.file, finding, threshold))
    : [`    <testcase ${attributes({ classname: file.file, name: t('No problems') })}/>`];
  const counts = { tests: cases.length, failures: failures(file, threshold), errors: 0 };
  return [`  <testsuite ${attributes({ name: file.file, ...counts })}>`, ...cases, '  </testsuite>'].join('\n');
}

function caseOf(file: string, finding: Finding, threshold: Threshold): string {
  const { line, character } = finding.range.start;
  const place = `${line + 1}:${character + 1}`;
  const text = escape(`${file}:${place} ${finding.severity} ${finding.message} (${finding.rule})`);
  const body = atThreshold(finding.severity, threshold)
    ? `<failure ${attributes({ type: finding.severity, message: finding.message })}>${text}</failure>`
    : `<system-out>${text}</system-out>`;
  const named = attributes({ classname: file, name: `${finding.rule} (${place})` });
  return `    <testcase ${named}>${body}</testcase>`;
}

function uncheckedSuite({ file, message }: UncheckedFile): string {
  return [
    `  <testsuite ${attributes({ name: file, tests: 1, failures: 0, errors: 1 })}>`,
    `    <testcase ${attributes({ classname: file, name: t('Could not be checked') })}><error ${attributes({ message })}/></testcase>`,
    '  </testsuite>',
  ].join('\n');
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escape(String(value))}"`)
    .join(' ');
}

// Everything outside the characters of XML 1.0 §2.2, half surrogate pairs included; no escape could write them.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // Written as they are, a parser would turn these into blanks in attributes.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escape(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"'\t\n\r]/g, (c) => ENTITIES[c]!);
}
