import { openDocument, RULES } from '../documents/kinds';
import { type OpenDocument } from '../documents/kind';
import { checkText } from '../documents/text-rules';
import { type DecodedText } from '../text/decode';
import { type SeverityOf } from '../config/configuration';
import { byPlace, type Finding, type Fix } from './finding';
import { type LintContext, type NeighbourFile, type RuleContext } from './context';
import { type Report, type RuleInfo } from './rule';
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
  const found: Finding[] = [];
  const said = new Set<string>();
  const add = (rule: RuleInfo, report: Report): void => {
    if (options.leftToOthers?.includes(rule.id)) return;
    const configured = options.severityOf(rule.id);
    if (configured === 'off') return;
    // What an anchor or a merge key shares is wrong once, however often it is used.
    const place = `${rule.id} ${report.at.start} ${report.at.end} ${report.message}`;
    if (said.has(place)) return;
    said.add(place);
    found.push(toFinding(document, rule, report, configured ?? report.severity ?? rule.severity));
  };
  const sound = checkText(document.parsed, options.decoded, add);
  if (sound) document.check(add, ruleContext(options.context));
  const suppressions = new Suppressions(document.parsed, RULE_IDS);
  const kept = found.filter((finding) => !suppressions.silences(finding));
  if (sound) {
    found.length = 0;
    suppressions.check(add, options.leftToOthers);
    for (const finding of found) kept.push(finding);
  }
  return kept.sort(byPlace);
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
