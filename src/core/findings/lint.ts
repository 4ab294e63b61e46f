import { openDocument, RULES } from '../documents/kinds';
import { type OpenDocument } from '../documents/kind';
import { checkText, manyFindings, tooManyFindings } from '../documents/text-rules';
import { type DecodedText } from '../text/decode';
import { type SeverityOf } from '../config/configuration';
import { byPlace, type Finding, type Fix } from './finding';
import { type LintContext, type NeighbourFile, type RuleContext } from './context';
import { type LazyReport, type Report, type RuleInfo } from './rule';
import { Suppressions } from './suppressions';

/** What a lint run has to know besides the document. */
export interface LintOptions {
  context: LintContext;
  /** The configured weight of a rule for this file; undefined leaves the rule's own. */
  severityOf: SeverityOf;
  /** How the bytes were read, where the host read bytes. */
  decoded?: DecodedText;
  /** Rules that another tool checks in this editor. */
  leftToOthers?: readonly string[];
}

const RULE_IDS = RULES.map((rule) => rule.id);

/** Checks one document: its text, then the rules of its kind, then its suppressions. Findings come in order of place. */
export function lint(document: OpenDocument, options: LintOptions): Finding[] {
  let said: Said[] = [];
  const add = (rule: RuleInfo, report: LazyReport): void => {
    if (options.leftToOthers?.includes(rule.id)) return;
    const configured = options.severityOf(rule.id);
    if (configured !== 'off') said.push({ rule, report, configured });
  };
  const sound = checkText(document.parsed, options.decoded, add);
  if (sound) document.check(add, ruleContext(options.context));
  const suppressions = new Suppressions(document.parsed, RULE_IDS);
  const shown = fairShare(said, MOST_FINDINGS);
  if (shown.length < said.length) {
    const { length } = said;
    said = [];
    add(tooManyFindings, manyFindings(length, shown.length));
    shown.push(...said);
  }
  const kept = toFindings(document, shown).filter((finding) => !suppressions.silences(finding));
  if (sound) {
    said = [];
    suppressions.check(add, options.leftToOthers);
    kept.push(...toFindings(document, said));
  }
  return kept.sort(byPlace);
}

/** Findings of one document that are shown: editors get slow with more, and nobody reads them. */
export const MOST_FINDINGS = 1000;

/** What a rule said, before it is known whether it will be shown. */
interface Said {
  rule: RuleInfo;
  report: LazyReport;
  configured: Finding['severity'] | undefined;
}

/** As many as are shown, in the order they came in: rules with few findings are shown in full, the others share the rest. */
function fairShare(said: Said[], most: number): Said[] {
  if (said.length <= most) return said;
  const counts = new Map<string, number>();
  for (const { rule } of said) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  const left = new Map<string, number>();
  let places = most;
  let rules = counts.size;
  for (const [id, count] of [...counts].sort(([, a], [, b]) => a - b)) {
    const share = Math.min(count, Math.floor(places / rules--));
    left.set(id, share);
    places -= share;
  }
  return said.filter(({ rule }) => {
    const rest = left.get(rule.id)!;
    left.set(rule.id, rest - 1);
    return rest > 0;
  });
}

/** Makes the reports that are shown; of equal ones, the first. */
function toFindings(document: OpenDocument, said: readonly Said[]): Finding[] {
  const findings: Finding[] = [];
  const places = new Set<string>();
  for (const { rule, report: lazy, configured } of said) {
    const report = typeof lazy === 'function' ? lazy() : lazy;
    // What an anchor or a merge key shares is wrong once, however often it is used.
    const place = `${rule.id} ${report.at.start} ${report.at.end} ${report.message}`;
    if (places.has(place)) continue;
    places.add(place);
    findings.push(toFinding(document, rule, report, configured ?? report.severity ?? rule.severity));
  }
  return findings;
}

function toFinding(document: OpenDocument, rule: RuleInfo, report: Report, severity: Finding['severity']): Finding {
  const { lines } = document.parsed;
  const related = (report.related ?? []).map(({ at, message }) => ({ range: lines.range(at), message }));
  return {
    rule: rule.id,
    severity,
    message: report.message,
    span: report.at,
    range: lines.range(report.at),
    related: [...related, ...(report.elsewhere ?? [])],
    ...(report.tag ? { tag: report.tag } : {}),
    fixes: () => (report.fix?.() ?? []).filter((fix): fix is Fix => fix !== undefined && fix.edits.length > 0),
  };
}

/** Neighbours that were opened, for as long as their host keeps them. */
const opened = new WeakMap<NeighbourFile, { document: OpenDocument | undefined }>();

/** The host's context as it is, its getters included, with a way to read neighbours. */
function ruleContext(context: LintContext): RuleContext {
  return Object.assign(Object.create(context) as LintContext, {
    open(neighbour: NeighbourFile): OpenDocument | undefined {
      let known = opened.get(neighbour);
      if (!known) opened.set(neighbour, (known = { document: openDocument(neighbour.file, neighbour.text) }));
      return known.document;
    },
  });
}
