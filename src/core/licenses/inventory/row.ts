import { SEVERITIES, type Finding, type Severity } from '../../findings/finding';
import { type OpenDocument } from '../../documents/kind';
import { type Range } from '../../text/position';
import { type LicensedContent, type LicenseStatement } from '../statement';
import { summarize, type LicenseSummary } from './summary';

/** One place where a licence is written; plain data, fit for JSON. */
export interface LicenseRow {
  /** The file as the host names it: a path for `mof`, a URI for the editor. */
  file: string;
  range: Range;
  /** The licence as it is written. */
  written: string;
  /** The licence that is meant: `license` of a {@link LicenseSummary}. */
  license: string;
  /** What is licensed, by its name; absent where it has none. */
  subject?: string;
  content?: LicensedContent;
  role: LicenseStatement['role'];
  /** The heaviest finding there. */
  severity?: Severity;
}

/** Places where licences are written, and what is known of those licences. */
export interface Inventory {
  rows: LicenseRow[];
  /** The licences of the rows, each once. */
  licenses: LicenseSummary[];
}

/**
 * The licences that a document states.
 * @param findings what is wrong with the document, as far as it was checked
 * @param limit rows at most
 */
export function inventoryOf(
  file: string,
  document: OpenDocument,
  findings: readonly Finding[],
  limit = Infinity,
): Inventory {
  const statements = distinct(document.licensing().statements).slice(0, limit);
  const licenses = new Map<string, LicenseSummary>();
  const rows = statements.map((statement): LicenseRow => {
    const { text, node, subject, role } = statement;
    const summary = summarize(statement);
    licenses.set(summary.license, summary);
    const severity = heaviest(findings.filter(({ span }) => span.start >= node.start && span.end <= node.end));
    return {
      file,
      range: document.parsed.lines.range(node),
      written: text,
      license: summary.license,
      ...(subject.name === undefined ? {} : { subject: subject.name }),
      ...(subject.content === undefined ? {} : { content: subject.content }),
      role,
      ...(severity === undefined ? {} : { severity }),
    };
  });
  return { rows, licenses: [...licenses.values()] };
}

/** One statement for one licence of one thing: where it is both declared and concluded, the author's word counts. */
function distinct(statements: readonly LicenseStatement[]): LicenseStatement[] {
  const found = new Map<string, LicenseStatement>();
  for (const statement of statements) {
    const key = `${statement.node.start} ${statement.node.end} ${statement.subject.name ?? ''}`;
    if (!found.has(key) || statement.role === 'declared') found.set(key, statement);
  }
  return [...found.values()];
}

function heaviest(findings: readonly Finding[]): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
}
