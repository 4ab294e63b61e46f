import { type TextEdit } from '../text/edit';
import { type Range, type Span } from '../text/position';

/** How much a finding weighs. `hint` is shown in the editor only where the reader looks for it. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Severities from the heaviest to the lightest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** A place in this or another file that explains a finding. */
export interface RelatedLocation {
  /** Path of the other file, as the host names it; absent for the same file. */
  file?: string;
  range: Range;
  message: string;
}

/** A change that mends a finding. */
export interface Fix {
  /** What the change does, in the imperative: `Rename to "Datasets"`. */
  title: string;
  /** Edits of the file that the finding is in. */
  edits: TextEdit[];
  /**
   * Whether the change can be made without asking: it has one possible meaning and loses nothing. Only safe fixes are
   * applied by `--fix` and by "fix all"; a finding has at most one.
   */
  safe: boolean;
}

/** One thing that is wrong or worth knowing, at the exact characters. */
export interface Finding {
  /** Id of the rule, such as `mof/unknown-component`. */
  rule: string;
  severity: Severity;
  /** What is wrong and what would be right, in plain words. */
  message: string;
  span: Span;
  range: Range;
  related: RelatedLocation[];
  /** The text is superfluous or deprecated; editors fade it or strike it through. */
  tag?: 'unnecessary' | 'deprecated';
  /** Computes the changes that mend it; none where nothing safe or sensible can be offered. */
  fixes: () => Fix[];
}

/** Orders findings by place, then by weight, then by rule. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    a.rule.localeCompare(b.rule)
  );
}
