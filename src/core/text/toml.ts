import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import { t } from '../l10n';
import { tooDeep, tooLong } from './limits';
import { LineIndex, type Span } from './position';
import {
  MAX_DEPTH,
  type Entry,
  type Item,
  type MapNode,
  type ListNode,
  type ParsedText,
  type ScalarNode,
  type SyntaxProblem,
  type TreeNode,
} from './tree';

/** Longest TOML text that is parsed, in UTF-16 code units. */
export const MAX_TOML_LENGTH = 512 * 1024;

/** Parses TOML 1.0 into a tree with offsets: tables, dotted keys and inline tables are maps alike. Never throws. */
export function parseToml(text: string): ParsedText {
  const parsed: ParsedText = { syntax: 'toml', text, lines: new LineIndex(text), root: undefined, problems: [] };
  const limit = tooLong(text, MAX_TOML_LENGTH, 'TOML') ?? tooManyBrackets(text);
  if (limit) {
    parsed.problems.push(limit);
    return parsed;
  }
  try {
    const [top] = parseTOML(text).body;
    parsed.root = new TreeBuilder(text).read(top);
  } catch (error) {
    if (error instanceof TooDeep) parsed.problems.push(tooDeep(error.at));
    else if (error instanceof ParseError) parsed.problems.push(problemOf(error, text));
    else throw error;
  }
  return parsed;
}

function problemOf({ index, message }: ParseError, text: string): SyntaxProblem {
  const start = Math.min(index, text.length);
  return { code: 'syntax', message: `${message}.`, start, end: Math.min(text.length, start + 1) };
}

/** The parser recurses into brackets, so those that are open at once are counted before; ones in texts count too. */
function tooManyBrackets(text: string): SyntaxProblem | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) depth++;
    else if (c === 0x5d || c === 0x7d) depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return tooDeep({ start: i, end: i + 1 });
  }
  return undefined;
}

/** Ends the reading of a text whose keys are nested too deep. */
class TooDeep extends Error {
  constructor(readonly at: Span) {
    super(t('Nested more than {0} levels deep; the file is not read.', MAX_DEPTH));
  }
}

/** Turns the parser's tree, which keeps the order of the text, into nested maps. */
class TreeBuilder {
  /** Entries of a map by key: maps are written in pieces. */
  private readonly known = new WeakMap<MapNode, Map<string, Entry>>();

  constructor(private readonly text: string) {}

  read(top: AST.TOMLTopLevelTable): MapNode {
    const root = this.map(spanOf(top));
    root.end = this.text.length;
    for (const part of top.body) {
      if (part.type === 'TOMLKeyValue') this.keyValue(root, part, 0);
      else this.table(root, part);
    }
    return root;
  }

  private table(root: MapNode, table: AST.TOMLTable): void {
    const { keys } = table.key;
    const last = keys.length - 1;
    const span = spanOf(table);
    let map = root;
    keys.slice(0, last).forEach((key, depth) => (map = this.mapAt(map, key, span, depth)));
    const target =
      table.kind === 'array' ? this.newItem(map, keys[last]!, span) : this.mapAt(map, keys[last]!, span, last);
    for (const part of table.body) this.keyValue(target, part, keys.length);
  }

  private keyValue(map: MapNode, { key, value, range }: AST.TOMLKeyValue, depth: number): void {
    const { keys } = key;
    const last = keys.length - 1;
    const span = { start: range[0], end: range[1] };
    let target = map;
    keys.slice(0, last).forEach((part, i) => (target = this.mapAt(target, part, span, depth + i)));
    this.add(target, keys[last]!, this.node(value, depth + keys.length), span.end);
  }

  /** The map of a key, made where it is not there yet; of a list of tables the last one. It grows by what is added. */
  private mapAt(map: MapNode, key: AST.TOMLBare | AST.TOMLQuoted, span: Span, depth: number): MapNode {
    if (depth > MAX_DEPTH) throw new TooDeep({ start: key.range[0], end: key.range[1] });
    const entry = this.known.get(map)!.get(nameOf(key));
    const value = entry?.value;
    if (entry && value?.kind === 'map') {
      value.end = entry.end = Math.max(value.end, span.end);
      return value;
    }
    const item = value?.kind === 'list' ? value.items.at(-1) : undefined;
    if (entry && item?.value?.kind === 'map') {
      entry.end = value!.end = item.end = item.value.end = Math.max(item.end, span.end);
      return item.value;
    }
    const made = this.map(span);
    this.add(map, key, made, span.end);
    return made;
  }

  /** A new item of a list of tables. */
  private newItem(map: MapNode, key: AST.TOMLBare | AST.TOMLQuoted, span: Span): MapNode {
    const made = this.map(span);
    const item: Item = { value: made, ...span };
    const entry = this.known.get(map)!.get(nameOf(key));
    if (entry?.value?.kind === 'list') {
      entry.value.items.push(item);
      entry.value.end = entry.end = span.end;
    } else this.add(map, key, { kind: 'list', items: [item], flow: false, ...span }, span.end);
    return made;
  }

  private add(map: MapNode, key: AST.TOMLBare | AST.TOMLQuoted, value: TreeNode, end: number): void {
    const [start, keyEnd] = key.range;
    const name = nameOf(key);
    const style = key.type === 'TOMLBare' ? 'plain' : key.style === 'basic' ? 'double' : 'single';
    const entry: Entry = {
      key: { kind: 'scalar', value: name, text: name, style, start, end: keyEnd },
      value,
      start,
      end,
    };
    map.entries.push(entry);
    this.known.get(map)!.set(name, entry);
  }

  private map(span: Span): MapNode {
    const map: MapNode = { kind: 'map', entries: [], flow: false, ...span };
    this.known.set(map, new Map());
    return map;
  }

  private node(node: AST.TOMLContentNode, depth: number): TreeNode {
    if (depth > MAX_DEPTH) throw new TooDeep(spanOf(node));
    if (node.type === 'TOMLArray') {
      const items = node.elements.map((element) => ({ value: this.node(element, depth + 1), ...spanOf(element) }));
      return { kind: 'list', items, flow: true, ...spanOf(node) } satisfies ListNode;
    }
    if (node.type === 'TOMLInlineTable') {
      const map = this.map(spanOf(node));
      map.flow = true;
      for (const part of node.body) this.keyValue(map, part, depth);
      return map;
    }
    return this.scalar(node);
  }

  private scalar(node: AST.TOMLValue): ScalarNode {
    const span = spanOf(node);
    if (node.kind === 'string') {
      const style = node.multiline ? 'block' : node.style === 'basic' ? 'double' : 'single';
      return { kind: 'scalar', value: node.value, text: node.value, style, ...span };
    }
    const text = this.text.slice(span.start, span.end);
    const value = node.kind === 'boolean' || node.kind === 'integer' || node.kind === 'float' ? node.value : text;
    return { kind: 'scalar', value, text, style: 'plain', ...span };
  }
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function spanOf({ range }: { range: readonly [number, number] }): Span {
  return { start: range[0], end: range[1] };
}
