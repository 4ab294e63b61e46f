import { t } from '../l10n';
import { nearest } from '../text/similar';
import { type Span } from '../text/position';
import { asScalar, type ParsedText, type Syntax, type TreeNode } from '../text/tree';
import { type Finding } from './finding';
import { type Report, type RuleInfo } from './rule';

const unused: RuleInfo = {
  id: 'suppression/unused',
  title: 'Suppression without effect',
  help: 'A comment silences a rule that finds nothing there. Remove it, or it will hide the next mistake.',
  severity: 'warning',
  fixable: true,
};
const withoutReason: RuleInfo = {
  id: 'suppression/without-reason',
  title: 'Suppression without a reason',
  help: 'A suppression says behind two dashes why the finding does not apply, so that the next reader can judge it.',
  severity: 'warning',
  fixable: false,
};
const unknownRule: RuleInfo = {
  id: 'suppression/unknown-rule',
  title: 'Suppression of an unknown rule',
  help: 'A suppression names the rules it silences; this name is no rule.',
  severity: 'warning',
  fixable: true,
};

export const suppressionRules: readonly RuleInfo[] = [unused, withoutReason, unknownRule];

/** One rule named in a comment: `# model-openness-disable-next-line RULE, RULE -- reason`. */
interface Suppression {
  rule: string;
  ruleSpan: Span;
  /** The line it is for; undefined for the whole file. */
  line: number | undefined;
  /** Everything from `#` to the end of the line. */
  comment: Span;
  alone: boolean;
  used: boolean;
}

/** Syntaxes in which `#` begins a comment. */
const COMMENTED: readonly Syntax[] = ['yaml', 'toml', 'lines'];

const COMMENT = /#[ \t]*model-openness-disable(-next-line|-line)?(?![\w-])[ \t]*([^\r\n]*)/g;

/**
 * The comments of a YAML, TOML or line-by-line text that silence rules. JSON has no comments: its findings are silenced in
 * `.modelopenness.yml`.
 */
export class Suppressions {
  private readonly all: Suppression[] = [];
  private readonly reports: [RuleInfo, Report][] = [];
  /** How many names each comment has, by where it begins; unknown ones count. */
  private readonly names = new Map<number, number>();

  constructor(
    private readonly parsed: ParsedText,
    rules: readonly string[],
  ) {
    const { syntax, extent } = parsed;
    if (!COMMENTED.includes(syntax) || !parsed.text.includes('model-openness-disable')) return;
    for (const match of parsed.text.matchAll(COMMENT)) {
      if (extent && match.index >= extent.end) break;
      if (match.index > 0 && !/\s/.test(parsed.text[match.index - 1]!)) continue;
      if (insideScalar(parsed, match.index)) continue;
      // Behind a command a comment is none.
      if (syntax === 'lines' && !isAlone(parsed, match.index)) continue;
      this.read(match, rules);
    }
  }

  private read(match: RegExpExecArray | RegExpMatchArray, rules: readonly string[]): void {
    const start = match.index!;
    const comment = { start, end: start + match[0].trimEnd().length };
    const own = this.parsed.lines.positionAt(start).line;
    const line = match[1] === '-next-line' ? own + 1 : match[1] === '-line' ? own : undefined;
    const alone = isAlone(this.parsed, start);
    const body = match[2]!;
    const dashes = /(?:^|\s)--(?:\s|$)/.exec(body);
    const names = dashes ? body.slice(0, dashes.index) : body;
    const reason = dashes ? body.slice(dashes.index + dashes[0].length).trim() : '';
    const offset = start + match[0].length - body.length;
    let named = 0;
    for (const name of names.matchAll(/[^\s,]+/g)) {
      named++;
      const ruleSpan = { start: offset + name.index, end: offset + name.index + name[0].length };
      if (rules.includes(name[0])) this.all.push({ rule: name[0], ruleSpan, line, comment, alone, used: false });
      else this.reports.push([unknownRule, misspelt(name[0], ruleSpan, rules)]);
    }
    this.names.set(start, named);
    if (!named)
      this.reports.push([
        unknownRule,
        { at: comment, message: t('Name the rules to silence: # model-openness-disable-next-line RULE -- reason.') },
      ]);
    else if (!reason)
      this.reports.push([
        withoutReason,
        { at: comment, message: t('Say why behind two dashes: # model-openness-disable-next-line RULE -- reason.') },
      ]);
  }

  /** Whether a comment silences this finding; remembers which comments did something. */
  silences(finding: Finding): boolean {
    let silenced = false;
    for (const s of this.all)
      if (s.rule === finding.rule && (s.line === undefined || s.line === finding.range.start.line))
        silenced = s.used = true;
    return silenced;
  }

  /**
   * Findings about the comments themselves; to be asked when every other finding was seen.
   * @param unseen rules that were not asked, so that nothing can be said of their suppressions
   */
  check(report: (rule: RuleInfo, report: Report) => void, unseen: readonly string[] = []): void {
    for (const [rule, found] of this.reports) report(rule, found);
    for (const s of this.all)
      if (!s.used && !unseen.includes(s.rule))
        report(unused, {
          at: s.ruleSpan,
          message: t('{0} finds nothing here, so this suppression has no effect.', s.rule),
          tag: 'unnecessary',
          fix: () => [this.removal(s)],
        });
  }

  /** Removes the rule from its comment, and the comment when it names no other. */
  private removal(s: Suppression): {
    title: string;
    edits: { start: number; end: number; newText: string }[];
    safe: true;
  } {
    const title = t('Remove the suppression of {0}', s.rule);
    const { text, lines } = this.parsed;
    if (this.names.get(s.comment.start)! > 1) {
      const after = /^\s*,\s*/.exec(text.slice(s.ruleSpan.end));
      if (after)
        return {
          title,
          safe: true,
          edits: [{ start: s.ruleSpan.start, end: s.ruleSpan.end + after[0].length, newText: '' }],
        };
      const before = /\s*,?\s*$/.exec(text.slice(0, s.ruleSpan.start))!;
      return { title, safe: true, edits: [{ start: before.index, end: s.ruleSpan.end, newText: '' }] };
    }
    const line = lines.positionAt(s.comment.start).line;
    if (s.alone) {
      const { start } = lines.lineSpan(line);
      return { title, safe: true, edits: [{ start, end: lines.nextLine(line), newText: '' }] };
    }
    const start = text.slice(0, s.comment.start).trimEnd().length;
    return { title, safe: true, edits: [{ start, end: s.comment.end, newText: '' }] };
  }
}

/** Whether only blanks stand before an offset on its line. */
function isAlone({ text, lines }: ParsedText, offset: number): boolean {
  return text.slice(lines.lineSpan(lines.positionAt(offset).line).start, offset).trim() === '';
}

function misspelt(name: string, at: Span, rules: readonly string[]): Report {
  const meant = nearest(name, rules);
  return {
    at,
    message: meant ? t('No rule "{0}". Did you mean "{1}"?', name, meant) : t('No rule "{0}".', name),
    fix: () => [
      meant ? { title: t('Change to "{0}"', meant), safe: false, edits: [{ ...at, newText: meant }] } : undefined,
    ],
  };
}

/** Whether an offset lies in a quoted or block scalar, where `#` begins no comment. */
function insideScalar({ root, text }: ParsedText, offset: number): boolean {
  let at = root;
  while (at) {
    if (at.kind === 'scalar') {
      if (at.style === 'plain' || offset < at.start || offset >= at.end) return false;
      // Behind the mark of a block a comment may stand.
      return at.style !== 'block' || text.slice(at.start, offset).includes('\n');
    }
    const parts: readonly { key?: TreeNode; value: TreeNode | undefined; alias?: Span; merged?: boolean }[] =
      at.kind === 'map' ? at.entries : at.items;
    let next: TreeNode | undefined;
    for (const part of parts) {
      if (part.alias || part.merged) continue;
      const key = asScalar(part.key);
      if (key && key.start <= offset && offset < key.end) return key.style !== 'plain';
      if (part.value && part.value.start <= offset && offset < part.value.end) next = part.value;
    }
    at = next;
  }
  return false;
}

const NEXT_LINE = /^[ \t]*#[ \t]*model-openness-disable-next-line[ \t]+(?=\S)/;

/**
 * The edit that silences a rule on a line: a comment above it, in its indentation. A comment that is there already takes
 * the rule in, as a second one between would no longer be on the line before.
 */
export function suppressionComment(
  parsed: ParsedText,
  rule: string,
  line: number,
): { start: number; end: number; newText: string } {
  const { text, lines } = parsed;
  const span = lines.lineSpan(line);
  const above = line > 0 ? lines.lineSpan(line - 1) : span;
  const existing = NEXT_LINE.exec(text.slice(above.start, above.end));
  if (existing) {
    const at = above.start + existing[0].length;
    return { start: at, end: at, newText: `${rule}, ` };
  }
  const indent = /^[ ]*/.exec(text.slice(span.start, span.end))![0];
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    start: span.start,
    end: span.start,
    newText: `${indent}# model-openness-disable-next-line ${rule} -- ${t('say why')}${newline}`,
  };
}
