import { type LineIndex, type Span } from './position';

/** One tree for YAML and JSON: every node knows where it is written. */
export type TreeNode = MapNode | ListNode | ScalarNode;

export interface MapNode extends Span {
  kind: 'map';
  entries: Entry[];
  /** Written in braces: all JSON, and YAML flow style. */
  flow: boolean;
}

/** One `key: value` of a map. Its span runs from the key to the end of the value. */
export interface Entry extends Span {
  key: ScalarNode;
  /** What the key stands for; undefined where nothing is written. */
  value: TreeNode | undefined;
  /** Where `*name` is written, when the value is an alias and stands elsewhere. */
  alias?: Span;
  /** Comes from a YAML merge key (`<<`) and is written elsewhere. */
  merged?: boolean;
}

export interface ListNode extends Span {
  kind: 'list';
  items: Item[];
  flow: boolean;
}

/** One item of a list. In YAML block style its span begins at the dash. */
export interface Item extends Span {
  value: TreeNode | undefined;
  alias?: Span;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

export interface ScalarNode extends Span {
  kind: 'scalar';
  /** The value by the YAML 1.2 core schema, or by JSON. */
  value: string | number | boolean | null;
  /** The characters as a string, without quotes and with escapes resolved: what a plain scalar says before it gets a type. */
  text: string;
  style: ScalarStyle;
}

/** What a parser could not read. The codes are those of the rules in `documents/rules`. */
export interface SyntaxProblem extends Span {
  code: 'syntax' | 'tab' | 'multiple-documents' | 'duplicate-key' | 'too-complex' | 'lone-surrogate';
  message: string;
  /** The parser could go on behind it: what it left out is known, and the rest can be trusted. */
  contained?: boolean;
  /** Where the other party to the problem stands, such as the first of two equal keys. */
  related?: Span;
}

/** `text` is prose with no tree, such as a licence file; `lines` are commands, one a line, with `#` comments between. */
export type Syntax = 'yaml' | 'json' | 'toml' | 'text' | 'lines';

/** A text with its tree. A text with problems may still have a tree of what could be read. */
export interface ParsedText {
  syntax: Syntax;
  text: string;
  lines: LineIndex;
  root: TreeNode | undefined;
  problems: SyntaxProblem[];
  /** Offset of the first control character, -1 where there is none; absent where the parser did not look for them. */
  control?: number | undefined;
  /** The part of the text that is read, where that is not all of it: the front matter of a Markdown file. */
  extent?: Span;
}

/** Levels of nesting that are read; a deeper document is reported as too complex. */
export const MAX_DEPTH = 128;

export function asMap(node: TreeNode | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}

export function asList(node: TreeNode | undefined): ListNode | undefined {
  return node?.kind === 'list' ? node : undefined;
}

export function asScalar(node: TreeNode | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

/** The entry of a key. Of equal keys the last one counts, as in the parsers that accept them. */
export function entryOf(node: TreeNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (let i = node.entries.length - 1; i >= 0; i--) if (node.entries[i]!.key.text === key) return node.entries[i];
  return undefined;
}

/** The value behind a path of keys, or undefined. */
export function valueAt(node: TreeNode | undefined, ...path: string[]): TreeNode | undefined {
  let at = node;
  for (const key of path) at = entryOf(at, key)?.value;
  return at;
}

/** Where the value of an entry or item is written here: the alias, the value itself, or the end of the key. */
export function writtenSpan(holder: Entry | Item): Span {
  if (holder.alias) return holder.alias;
  if (holder.value && holder.value.end > holder.value.start) return holder.value;
  return 'key' in holder ? holder.key : { start: holder.start, end: Math.max(holder.end, holder.start + 1) };
}

/** Whether comments stand in a stretch of YAML or TOML: a `#` behind a blank; one inside quotes is taken for a comment too. */
export function hasComment(parsed: ParsedText, span: Span): boolean {
  if (parsed.syntax !== 'yaml' && parsed.syntax !== 'toml') return false;
  const end = parsed.lines.lineSpan(parsed.lines.positionAt(Math.max(span.start, span.end - 1)).line).end;
  return /\s#/.test(parsed.text.slice(span.start, end));
}
