import { type Span } from '../text/position';
import { type ParsedText, type TreeNode } from '../text/tree';

/** What can be folded in any document: maps and lists of several lines, and comments of several lines. */
export function foldsOf(parsed: ParsedText): Span[] {
  const folds: Span[] = [];
  const add = (start: number, end: number): void => {
    let last = end;
    while (last > start && /\s/.test(parsed.text[last - 1]!)) last--;
    if (parsed.lines.positionAt(start).line < parsed.lines.positionAt(last).line) folds.push({ start, end: last });
  };
  const visit = (node: TreeNode | undefined): void => {
    if (!node || node.kind === 'scalar') return;
    const members = node.kind === 'map' ? node.entries : node.items;
    for (const member of members) {
      // What stands elsewhere is folded there.
      if (member.alias || ('merged' in member && member.merged)) continue;
      const { value } = member;
      // The closing bracket stays in sight.
      const inner = value?.kind === 'map' ? value.entries : value?.kind === 'list' ? value.items : [];
      const last = inner.at(-1);
      if (value && last) add(member.start, value.kind !== 'scalar' && value.flow ? last.end : member.end);
      visit(value);
    }
  };
  visit(parsed.root);
  return [...folds, ...commentFolds(parsed)];
}

/** Comments on several lines, one below the other. */
export function commentFolds({ syntax, text, lines, extent }: ParsedText): Span[] {
  const folds: Span[] = [];
  if (syntax !== 'yaml' && syntax !== 'lines') return folds;
  let first: Span | undefined;
  let last: Span | undefined;
  const count = extent ? lines.positionAt(extent.end).line : lines.lineCount;
  for (let line = 0; line <= count; line++) {
    const span = line < count ? lines.lineSpan(line) : undefined;
    if (span && /^[ \t]*#/.test(text.slice(span.start, span.end))) {
      first ??= span;
      last = span;
    } else {
      if (first && last && first !== last) folds.push({ start: first.start, end: last.end });
      first = last = undefined;
    }
  }
  return folds;
}
