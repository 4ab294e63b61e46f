import { aiLicense } from '../ai-licenses';
import { additionIgnoringCase, licenseById, licenseIgnoringCase } from '../catalogue';
import {
  namesIn,
  parseExpression,
  type AdditionNode,
  type Expression,
  type ExpressionNode,
  type ExpressionProblem,
  type LicenseNode,
  type ReferenceNode,
} from '../expression';
import { huggingFaceLicense } from '../hugging-face';
import { safeSpelling } from '../spelling';
import { type LicenseForm } from '../statement';
import { type Span } from '../../text/position';

/** One licence or exception that a text names, at its place in the text. */
export interface NamedLicense extends Span {
  /** As written; with its `+` where the list has an id with one. */
  text: string;
  node: LicenseNode | ReferenceNode | AdditionNode;
  /** The id of the SPDX list that it is but for case; undefined for references, and for what is not on the list. */
  listed: string | undefined;
}

/** A licence text, read as its form asks for. */
export interface Reading {
  text: string;
  /** The tree of an expression; for tags, ids and names of one licence a single leaf. */
  root: ExpressionNode | undefined;
  /** What it names that could be read without a mistake, in the order of the text. */
  names: readonly NamedLicense[];
  /** Breaches of the syntax that nothing else explains. */
  problems: readonly ExpressionProblem[];
  /** Written in words, not as an expression: none of them is a licence. */
  prose: boolean;
}

const EMPTY: Pick<Reading, 'names' | 'problems' | 'prose'> = { names: [], problems: [], prose: false };

/** Texts are few, statements may be many: each text is read once. */
const MEMORY = 5_000;
const known = new Map<string, Reading>();

/** Reads what a statement names. */
export function readLicense(text: string, form: LicenseForm): Reading {
  const key = `${form === 'expression' ? 'e' : 'n'}${text}`;
  let reading = known.get(key);
  if (!reading) {
    if (known.size >= MEMORY) known.clear();
    known.set(key, (reading = form === 'expression' ? readExpression(text) : readName(text)));
  }
  return reading;
}

/** A tag, an id or a name is one leaf. */
function readName(text: string): Reading {
  const name = nameOf(text.trim(), text.length - text.trimStart().length);
  return { ...EMPTY, text, root: name.node as LicenseNode, names: [name] };
}

/** Words that are one name, whatever their characters. */
function nameOf(words: string, start: number): NamedLicense {
  return named({ type: 'license', id: words, orLater: false, start, end: start + words.length });
}

function readExpression(text: string): Reading {
  const expression = parseExpression(text);
  if (!expression.problems.length)
    return { ...EMPTY, text, root: expression.root, names: namesIn(expression).map((node) => named(node)) };
  // Words that can only mean one licence are a name, and one mistake: "Apache License, Version 2.0".
  if (safeSpelling(text) !== undefined || aiLicense(text.trim())) return readName(text);
  return { ...EMPTY, text, root: expression.root, ...withoutEcho(expression) };
}

/** Of a mistake inside an id, either the id or the mistake is reported, never both. */
function withoutEcho(expression: Expression): Pick<Reading, 'names' | 'problems' | 'prose'> {
  const names: NamedLicense[] = [];
  const spoilt = new Set<NamedLicense>();
  const own = namesIn(expression).map((node) => named(node));
  const problems = expression.problems.filter((problem) => {
    const around = own.find((name) => name.start <= problem.start && problem.end <= name.end);
    // An id with a character too many may be one that is known by another name: "openrail++".
    if (around?.listed === undefined && around && isKnownName(around.text)) return false;
    if (around) spoilt.add(around);
    const before = isBehindName(problem) ? own.findLast(({ end }) => end <= problem.start) : undefined;
    const words = before && expression.text.slice(before.start, problem.end);
    const isOneName = words !== undefined && safeSpelling(words) !== undefined;
    if (before && isOneName) names.push(nameOf(words, before.start));
    // What stands behind a name makes another of it: of two findings the second would be an echo.
    if (before && (isOneName || before.listed === undefined || problem.code === 'blank-before-plus'))
      spoilt.add(before);
    return !isOneName;
  });
  names.push(...own.filter((name) => !spoilt.has(name)));
  const prose =
    problems.some(({ code }) => code === 'operator-expected') &&
    !expression.tokens.some(({ kind, text }) => kind === 'word' && (isKnownName(text) || /^LicenseRef-/.test(text)));
  return { problems, prose, names: names.sort((a, b) => a.start - b.start) };
}

function isBehindName({ code }: ExpressionProblem): boolean {
  return code === 'operator-expected' || code === 'blank-before-plus';
}

function isKnownName(text: string): boolean {
  return (
    licenseIgnoringCase(text) !== undefined ||
    huggingFaceLicense(text) !== undefined ||
    safeSpelling(text) !== undefined ||
    aiLicense(text) !== undefined
  );
}

function named(node: LicenseNode | ReferenceNode | AdditionNode): NamedLicense {
  const span = { start: node.start, end: node.end };
  if (node.type === 'reference') return { node, text: node.id, listed: undefined, ...span };
  if (node.type === 'addition') {
    const listed = node.reference || node.document ? undefined : additionIgnoringCase(node.id)?.id;
    return { node, text: node.id, listed, ...span };
  }
  // `GPL-2.0+` is an id of its own on the list, a deprecated one.
  const text = node.orLater && licenseIgnoringCase(`${node.id}+`) ? `${node.id}+` : node.id;
  const found = licenseIgnoringCase(text);
  const listed = found && (found.listed || licenseById(text)) ? found.id : undefined;
  const end = text === node.id && node.orLater ? node.end - 1 : node.end;
  return { node, text, listed, start: node.start, end };
}
