import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { t } from '../l10n';
import { tooDeep, tooLong } from './limits';
import { LineIndex } from './position';
import { MAX_DEPTH, type Entry, type ParsedText, type ScalarNode, type SyntaxProblem, type TreeNode } from './tree';

// Kinds of token by number: the library declares them as a const enum, which single-file compilers can't inline.
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END_OF_FILE = 17;

/** Longest JSON text that is parsed, in UTF-16 code units. */
export const MAX_JSON_LENGTH = 64 * 1024 * 1024;

/** Parses JSON (RFC 8259, no comments, no trailing commas) into a tree with offsets. Never throws. */
export function parseJson(text: string): ParsedText {
  const lines = new LineIndex(text);
  const parsed: ParsedText = { syntax: 'json', text, lines, root: undefined, problems: [] };
  const limit = tooComplex(text);
  if (limit) {
    parsed.problems.push(limit);
    return parsed;
  }
  const errors: ParseError[] = [];
  // A byte order mark is a finding of its own; the parser must not stumble over it.
  const body = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const root = parseTree(body, errors, { disallowComments: true, allowTrailingComma: false });
  for (const error of errors)
    parsed.problems.push({
      code: 'syntax',
      message: message(printParseErrorCode(error.error)),
      start: error.offset,
      end: error.offset + error.length,
    });
  if (root) parsed.root = convert(root, text, parsed.problems);
  return parsed;
}

/** The parser recurses, so depth is measured first, token by token. */
function tooComplex(text: string): SyntaxProblem | undefined {
  const long = tooLong(text, MAX_JSON_LENGTH, 'JSON');
  if (long) return long;
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    if (depth > MAX_DEPTH) {
      const start = scanner.getTokenOffset();
      return tooDeep({ start, end: start + 1 });
    }
  }
  return undefined;
}

function message(code: string): string {
  switch (code) {
    case 'InvalidCommentToken':
      return t('JSON has no comments.');
    case 'PropertyNameExpected':
      return t('A property name in double quotes is expected here.');
    case 'ValueExpected':
      return t('A value is expected here.');
    case 'ColonExpected':
      return t('A colon is expected here.');
    case 'CommaExpected':
      return t('A comma is expected here.');
    case 'CloseBraceExpected':
      return t('A closing brace is expected here.');
    case 'CloseBracketExpected':
      return t('A closing bracket is expected here.');
    case 'EndOfFileExpected':
      return t('The file should end here.');
    case 'UnexpectedEndOfString':
      return t('This string has no closing quote.');
    default:
      return t('This is not JSON ({0}).', code);
  }
}

function convert(node: Node, text: string, problems: SyntaxProblem[]): TreeNode | undefined {
  const span = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'object': {
      const entries: Entry[] = [];
      const seen = new Map<string, ScalarNode>();
      for (const property of node.children ?? []) {
        const [k, v] = property.children ?? [];
        if (!k) continue;
        const key = convert(k, text, problems) as ScalarNode;
        const value = v ? convert(v, text, problems) : undefined;
        const first = seen.get(key.text);
        if (first)
          problems.push({
            code: 'duplicate-key',
            message: t('The key "{0}" is written twice; other tools reject the file.', key.text),
            start: key.start,
            end: key.end,
            related: { start: first.start, end: first.end },
          });
        seen.set(key.text, key);
        entries.push({ key, value, start: key.start, end: value?.end ?? key.end });
      }
      return { kind: 'map', entries, flow: true, ...span };
    }
    case 'array': {
      const items = [];
      for (const child of node.children ?? []) {
        const value = convert(child, text, problems);
        items.push({ value, start: child.offset, end: child.offset + child.length });
      }
      return { kind: 'list', items, flow: true, ...span };
    }
    case 'property':
      return undefined;
    default: {
      const value = node.value as string | number | boolean | null;
      return {
        kind: 'scalar',
        value,
        // A number as it is written: 1.0 is not 1.
        text: node.type === 'number' ? text.slice(span.start, span.end) : String(value),
        style: node.type === 'string' ? 'double' : 'plain',
        ...span,
      };
    }
  }
}
