import { type Span } from '../text/position';
import { type Finding, type Fix, type RelatedLocation, type Severity } from './finding';
import { type RuleContext } from './context';

/** What a rule is, apart from how it looks for mistakes. */
export interface RuleInfo {
  /** `area/what-is-wrong`; its page is `docs/rules/<id>.md`. */
  id: string;
  /** The mistake as a heading: `Unknown component name`. */
  title: string;
  /** One or two sentences for people who meet the rule for the first time. */
  help: string;
  /** Weight unless configured otherwise. */
  severity: Severity;
  /** Whether some of its findings carry a fix. */
  fixable: boolean;
}

/** What a rule says about one place. */
export interface Report {
  at: Span;
  message: string;
  related?: { at: Span; file?: never; message: string }[];
  /** Places in other files. */
  elsewhere?: RelatedLocation[];
  tag?: Finding['tag'];
  /** Weight of this finding, where it differs from the rule's own; a configured weight still wins. */
  severity?: Severity;
  /** Called when a fix is asked for, so that linting does not pay for it. */
  fix?: () => (Fix | undefined)[];
}

/** A report, or how to make it: in a long document only those that are shown are made. */
export type LazyReport = Report | (() => Report);

/** A rule for one kind of document. */
export interface Rule<Document> extends RuleInfo {
  check(document: Document, report: (report: LazyReport) => void, context: RuleContext): void;
}

/** The page that explains a rule. */
export function docsUrl(id: string): string {
  return `https://github.com/model-openness/model-openness/blob/main/docs/rules/${id}.md`;
}
