import { Composer, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, CST, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { t } from '../l10n';
import { tooDeep, tooLong } from './limits';
import { LineIndex, type Span } from './position';
import {
  MAX_DEPTH,
  type Entry,
  type ListNode,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type ScalarStyle,
  type SyntaxProblem,
  type TreeNode,
} from './tree';

/** Longest YAML text that is parsed, in UTF-16 code units. The largest real MOF file has 5,000. */
export const MAX_YAML_LENGTH = 512 * 1024;

/** Entries that all merge keys of a file may add: few lines could else make millions. */
const MAX_MERGED = 20_000;

/**
 * Parses YAML 1.2 into a tree with offsets. Never throws: what can't be read is in `problems`, and the tree holds what
 * could. Of several documents only the first is kept. Aliases point at the node they name, so a document of nested
 * aliases costs no more than its text.
 */
export function parseYaml(text: string): ParsedText {
  const lines = new LineIndex(text);
  const parsed: ParsedText = { syntax: 'yaml', text, lines, root: undefined, problems: [] };
  const limit = tooComplex(text);
  if (limit) {
    parsed.problems.push(limit);
    return parsed;
  }
  const [document, second] = firstDocuments(text);
  if (!document) return parsed;
  for (const error of document.errors) {
    const span = { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) };
    if (error.code === 'RESOURCE_EXHAUSTION') {
      parsed.problems = [tooDeep(span)];
      return parsed;
    }
    const tab = error.code === 'TAB_AS_INDENT' ? span : tabInIndentation(parsed, span.start);
    parsed.problems.push(
      tab
        ? { code: 'tab', message: t('YAML is indented with blanks; this is a tab.'), ...tab }
        : { code: 'syntax', message: firstSentence(error.message), ...span },
    );
  }
  if (second) parsed.problems.push(secondDocument(text, document, second));
  const builder = new TreeBuilder(text);
  parsed.root = builder.node(document.contents, 0);
  parsed.problems = parsed.problems.concat(builder.problems);
  return parsed;
}

/** The first two documents of a text: the second matters only for being there. */
function firstDocuments(text: string): Document.Parsed[] {
  const documents: Document.Parsed[] = [];
  const composer = new Composer({
    uniqueKeys: false, // reported here, with both places
    merge: true,
    keepSourceTokens: true, // they know where the dashes are
    prettyErrors: false,
    logLevel: 'silent',
  });
  // A damaged text has an error in every line, and nobody asks for their stack traces.
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    for (const document of composer.compose(new Parser().parse(text))) if (documents.push(document) === 2) break;
  } finally {
    Error.stackTraceLimit = limit;
  }
  return documents;
}

/** Refuses what would cost the parser more than it can be worth: very long texts and towers of brackets. */
function tooComplex(text: string): SyntaxProblem | undefined {
  const long = tooLong(text, MAX_YAML_LENGTH, 'YAML');
  if (long) return long;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) depth++;
    else if (c === 0x5d || c === 0x7d) depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return tooDeep({ start: i, end: i + 1 });
  }
  return undefined;
}

/** The tab in the indentation of a line that can't be read: where it is not the mistake itself, it hides the indentation. */
function tabInIndentation({ text, lines }: ParsedText, offset: number): Span | undefined {
  const { start } = lines.lineSpan(lines.positionAt(offset).line);
  const blanks = /^ *(?=\t)/.exec(text.slice(start, start + MAX_DEPTH))?.[0].length;
  return blanks === undefined ? undefined : { start: start + blanks, end: start + blanks + 1 };
}

/** The parser adds a long explanation to some messages. */
function firstSentence(message: string): string {
  const line = message.split('\n')[0]!;
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function secondDocument(text: string, first: Document.Parsed, second: Document.Parsed): SyntaxProblem {
  const marker = text.indexOf('---', Math.max(0, first.range[2] - 3));
  const start = marker >= 0 ? marker : second.range[0];
  return {
    code: 'multiple-documents',
    message: t('A second YAML document begins here; only the first is read, and other tools reject the file.'),
    start,
    end: Math.min(text.length, start + 3),
  };
}

const STYLES: Record<string, ScalarStyle> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

/** Turns the parser's tree into ours, following aliases and merge keys once each. */
class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  private readonly done = new Map<Node, TreeNode>();
  private readonly anchors = new Map<string, Node>();
  /** How many entries merge keys have added so far. */
  private merged = 0;

  constructor(private readonly text: string) {}

  node(node: unknown, depth: number): TreeNode | undefined {
    if (!node) return undefined;
    if (depth > MAX_DEPTH) {
      const span = spanOf(node as Node);
      if (!this.problems.some((p) => p.code === 'too-complex'))
        this.problems.push(tooDeep({ start: span.start, end: span.start + 1 }));
      return undefined;
    }
    if (isAlias(node)) return this.target(node);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) this.anchors.set(anchor, node as Node);
    if (isMap(node)) return this.map(node, depth);
    if (isSeq(node)) return this.list(node, depth);
    if (isScalar(node)) return this.scalar(node);
    return undefined;
  }

  /** The node an alias names: the last one with that anchor before it (YAML 1.2.2 §3.2.2.2). */
  private target(alias: Alias): TreeNode | undefined {
    const source = this.anchors.get(alias.source);
    const span = spanOf(alias);
    if (!source) {
      this.problems.push({
        code: 'syntax',
        message: t('No anchor named "{0}" before this alias.', alias.source),
        ...span,
      });
      return undefined;
    }
    const target = this.done.get(source);
    if (!target)
      this.problems.push({ code: 'syntax', message: t('This alias refers to a node that contains it.'), ...span });
    return target;
  }

  private map(node: YAMLMap, depth: number): MapNode {
    const span = spanOf(node);
    const map: MapNode = { kind: 'map', entries: [], flow: node.flow === true, ...span };
    const merges: TreeNode[] = [];
    const seen = new Map<string, Entry>();
    for (const pair of node.items as Pair[]) {
      const key = this.key(pair.key, span.start);
      const value = this.node(pair.value, depth + 1);
      if (key.text === '<<' && key.style === 'plain') {
        if (isMergeable(value)) merges.push(value);
        else
          this.problems.push({
            code: 'syntax',
            message: t('Only a map can be merged with "<<".'),
            start: key.start,
            end: key.end,
          });
        continue;
      }
      const entry: Entry = { key, value, start: key.start, end: this.end(pair.value, key.end) };
      if (isAlias(pair.value)) entry.alias = spanOf(pair.value);
      const first = seen.get(key.text);
      if (first)
        this.problems.push({
          code: 'duplicate-key',
          message: t('The key "{0}" is written twice; other tools reject the file.', key.text),
          start: key.start,
          end: key.end,
          related: { start: first.key.start, end: first.key.end },
        });
      seen.set(key.text, entry);
      map.entries.push(entry);
    }
    for (const source of merges) this.merge(map, source, seen);
    this.done.set(node, map);
    return map;
  }

  /** Adds the entries of a merge key; a key of the map itself, or of an earlier merge, wins. */
  private merge(map: MapNode, source: TreeNode, seen: Map<string, Entry>): void {
    if (source.kind === 'list') {
      for (const item of source.items) if (item.value) this.merge(map, item.value, seen);
    } else if (source.kind === 'map') {
      for (const entry of source.entries) {
        if (seen.has(entry.key.text)) continue;
        if (++this.merged > MAX_MERGED) return this.tooManyMerged(map);
        const merged = { ...entry, merged: true };
        seen.set(entry.key.text, merged);
        map.entries.push(merged);
      }
    }
  }

  private tooManyMerged({ start }: Span): void {
    if (this.merged === MAX_MERGED + 1)
      this.problems.push({
        code: 'too-complex',
        message: t('Merge keys ("<<") add more than {0} entries to this file.', MAX_MERGED.toLocaleString('en')),
        start,
        end: start + 1,
      });
  }

  private key(node: unknown, fallback: number): ScalarNode {
    if (isScalar(node)) return this.scalar(node);
    const span = node ? spanOf(node as Node) : { start: fallback, end: fallback };
    return { kind: 'scalar', value: null, text: this.text.slice(span.start, span.end), style: 'plain', ...span };
  }

  private list(node: YAMLSeq, depth: number): ListNode {
    const list: ListNode = { kind: 'list', items: [], flow: node.flow === true, ...spanOf(node) };
    const dashes = list.flow ? [] : dashesOf(node);
    (node.items as Node[]).forEach((item, index) => {
      const value = this.node(item, depth + 1);
      const span = item ? spanOf(item) : { start: list.end, end: list.end };
      const start = dashes[index] ?? span.start;
      list.items.push({ value, start, end: span.end, ...(isAlias(item) ? { alias: span } : {}) });
    });
    this.done.set(node, list);
    return list;
  }

  private scalar(node: Scalar): ScalarNode {
    const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
    const value = node.value;
    const simple =
      value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const scalar: ScalarNode = {
      kind: 'scalar',
      value: simple ? value : String(value),
      text: style === 'plain' ? (node.source ?? '') : String(value),
      // What is tagged as a string is one for every parser, as if it were in quotes.
      style: style === 'plain' && node.tag === 'tag:yaml.org,2002:str' ? 'single' : style,
      ...spanOf(node),
    };
    this.done.set(node, scalar);
    return scalar;
  }

  private end(value: unknown, fallback: number): number {
    return value ? Math.max(spanOf(value as Node).end, fallback) : fallback;
  }
}

/** Where the dashes of a list in block style stand, one for each item. */
function dashesOf(list: YAMLSeq): number[] {
  const token = list.srcToken as CST.BlockSequence | undefined;
  return (token?.items ?? []).flatMap(({ start }) => start.find((t) => t.type === 'seq-item-ind')?.offset ?? []);
}

function isMergeable(value: TreeNode | undefined): value is TreeNode {
  if (value?.kind === 'list') return value.items.every((item) => item.value?.kind === 'map');
  return value?.kind === 'map';
}

function spanOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
