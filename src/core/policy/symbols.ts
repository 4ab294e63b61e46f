import { type DocumentSymbol } from '../language/features';
import { asMap, asScalar, type Entry, type Item, type ParsedText, type TreeNode } from '../text/tree';

/** The outline of a policy: its parts, and in lists what tells the entries apart. */
export function policySymbols(parsed: ParsedText): DocumentSymbol[] {
  return childrenOf(parsed, parsed.root, 0);
}

/** Levels: parts, their entries. */
const DEPTH = 2;

function childrenOf(parsed: ParsedText, node: TreeNode | undefined, depth: number): DocumentSymbol[] {
  if (!node || node.kind === 'scalar' || depth === DEPTH) return [];
  const holders: readonly (Entry | Item)[] = node.kind === 'map' ? node.entries : node.items;
  return holders.flatMap((holder) => {
    const name = 'key' in holder ? holder.key.text : nameOfItem(holder);
    if (!name || holder.alias || ('merged' in holder && holder.merged)) return [];
    const { start, end } = holder;
    // Maps of block style end behind the last line break.
    const span = { start, end: start + parsed.text.slice(start, end).trimEnd().length };
    const detail = 'key' in holder ? asScalar(holder.value)?.text : undefined;
    return [
      {
        name,
        ...(detail ? { detail } : {}),
        kind: holder.value?.kind === 'map' ? 'object' : holder.value?.kind === 'list' ? 'array' : 'value',
        span,
        selection: 'key' in holder ? { start: holder.key.start, end: holder.key.end } : span,
        children: childrenOf(parsed, holder.value, depth + 1),
      },
    ];
  });
}

/** The first value of an entry says whom or what it is about. */
function nameOfItem({ value }: Item): string {
  const first = asScalar(value) ?? asScalar(asMap(value)?.entries[0]?.value);
  return first?.text.trim().split('\n')[0] ?? '';
}
