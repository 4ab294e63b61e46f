import { safeFix } from '../findings/fix';
import { SEVERITIES, type Finding, type Severity } from '../findings/finding';
import { type RuleInfo } from '../findings/rule';

/** The weight from which on findings make a run fail. */
export type Threshold = 'error' | 'warning' | 'info' | 'never';

export const THRESHOLDS: readonly Threshold[] = ['error', 'warning', 'info', 'never'];

/** A file that was checked. */
export interface CheckedFile {
  /** Path as people are shown it, with `/`; relative to the root of the report where the file lies below it. */
  file: string;
  text: string;
  /** Findings in order of place. */
  findings: readonly Finding[];
}

/** A file that could not be checked. */
export interface UncheckedFile {
  file: string;
  /** What stood in the way and what to do next. */
  message: string;
}

/** What one run of the linter has to say. Formats turn it into text and read nothing else. */
export interface LintReport {
  /** Version of Model Openness. */
  version: string;
  /** Absolute path, with `/`, of the folder that relative paths begin at. */
  root: string;
  /** Every rule that could have spoken. */
  rules: readonly RuleInfo[];
  /** Files in order of their paths. */
  files: readonly CheckedFile[];
  unchecked: readonly UncheckedFile[];
  threshold: Threshold;
  /** How many findings were mended; absent where nobody asked for it. */
  fixed?: number;
}

export interface FormatOptions {
  /** Whether the text goes to a terminal that shows colours. */
  colour: boolean;
}

/** One output format. The text ends in a line break unless it is empty. */
export type Format = (report: LintReport, options: FormatOptions) => string;

/** How many findings of each weight there are, and in how many files they were looked for. */
export interface Summary {
  errors: number;
  warnings: number;
  infos: number;
  hints: number;
  files: number;
  fixed?: number;
}

export function summaryOf(report: LintReport): Summary {
  const count = (severity: Severity): number =>
    report.files.reduce((sum, { findings }) => sum + findings.filter((f) => f.severity === severity).length, 0);
  return {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    hints: count('hint'),
    files: report.files.length,
    ...(report.fixed === undefined ? {} : { fixed: report.fixed }),
  };
}

/** Whether a finding weighs enough to make the run fail. */
export function atThreshold(severity: Severity, threshold: Threshold): boolean {
  return threshold !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** Whether `--fix` would mend a finding. */
export function isFixable(finding: Finding): boolean {
  return (safeFix(finding)?.length ?? 0) > 0;
}
