import { type RuleInfo } from '../findings/rule';
import { foldsOf } from '../language/folding';
import { type DocumentSymbol, type LanguageFeatures } from '../language/features';
import { type ParsedText, type TreeNode } from '../text/tree';
import { completeConfig } from './completion';
import { hoverConfig } from './hover';

/** What the editor can do with `.modelopenness.yml`. */
export function configFeatures(parsed: ParsedText, rules: () => readonly RuleInfo[]): LanguageFeatures {
  return {
    complete: (offset) => completeConfig(parsed, rules(), offset),
    hover: (offset) => hoverConfig(parsed, rules(), offset),
    define: () => undefined,
    inlayHints: () => [],
    symbols: () => symbols(parsed, parsed.root, 0),
    folds: () => foldsOf(parsed),
    links: () => [],
    codeLenses: () => [],
  };
}

/** Levels of the outline: keys, and the rules below them. */
const DEPTH = 2;

function symbols(parsed: ParsedText, node: TreeNode | undefined, depth: number): DocumentSymbol[] {
  if (node?.kind !== 'map' || depth === DEPTH) return [];
  return node.entries
    .filter((entry) => !entry.merged && entry.key.text !== '')
    .map(({ key, value, alias, start, end }) => ({
      name: key.text,
      ...(value?.kind === 'scalar' && value.text ? { detail: value.text } : {}),
      kind: value?.kind === 'map' ? 'object' : value?.kind === 'list' ? 'array' : 'value',
      // Maps of block style end behind the last line break.
      span: alias ? { start, end: alias.end } : { start, end: start + parsed.text.slice(start, end).trimEnd().length },
      selection: { start: key.start, end: key.end },
      children: alias ? [] : symbols(parsed, value, depth + 1),
    }));
}
