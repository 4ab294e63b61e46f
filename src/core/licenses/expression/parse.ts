import { type Span } from '../../text/position';
import {
  type AdditionNode,
  type Expression,
  type ExpressionNode,
  type ExpressionProblem,
  type ProblemCode,
  type Token,
} from './ast';
import { tokenize } from './tokens';

/** Deeper parentheses are not read: no licence needs them, and the stack is finite. */
const MAX_DEPTH = 64;
/** A longer text is no licence expression. */
const MAX_TOKENS = 100_000;
/** More mistakes in one expression help nobody. */
const MAX_PROBLEMS = 50;

/**
 * Reads an SPDX licence expression (SPDX 3.0.1, annex "SPDX license expressions") in one pass over its tokens. It always
 * gives a tree of what could be read, and every mistake once: after a mistake it goes on where the next operator makes
 * sense of the text again.
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).parse();
}

class Parser {
  private readonly tokens: Token[];
  private readonly problems: ExpressionProblem[] = [];
  private at = 0;
  private depth = 0;
  private gaveUp = false;

  constructor(private readonly text: string) {
    // One more, to know that there is more.
    this.tokens = tokenize(text, MAX_TOKENS + 1);
  }

  parse(): Expression {
    if (!this.tokens.length) this.problem('empty', { start: 0, end: this.text.length });
    const root = this.or();
    const rest = this.tokens[MAX_TOKENS];
    if (rest && !this.gaveUp) this.problem('too-long', { start: rest.start, end: this.text.length });
    if (root && root.type !== 'special') this.checkSpecials(root);
    this.problems.sort((a, b) => a.start - b.start);
    return { text: this.text, tokens: this.tokens, root, problems: this.problems };
  }

  private or(): ExpressionNode | undefined {
    return this.joined('or', () => this.and());
  }

  private and(): ExpressionNode | undefined {
    return this.joined('and', () => this.term());
  }

  /** Members with the same operator between them. A separator is read as the weakest operator, OR. */
  private joined(type: 'and' | 'or', member: () => ExpressionNode | undefined): ExpressionNode | undefined {
    const members: ExpressionNode[] = [];
    let operator: Token | undefined;
    for (;;) {
      const start = this.at;
      const node = member();
      if (node) members.push(node);
      const missing = !node && this.at === start;
      const token = this.current();
      // Where a separator follows, that is the one mistake.
      if (missing && operator?.kind === 'operator' && members.length && token?.kind !== 'separator')
        this.problem('license-expected-after', operator);
      if (!token || !isJoint(token, type)) break;
      if (token.kind === 'separator') this.problem('separator-for-operator', token);
      else if (missing && !operator) this.problem('license-expected-before', token);
      else this.checkCase(token);
      operator = this.next();
    }
    const first = members[0];
    const last = members.at(-1);
    return first === last ? first : { type, members, start: first!.start, end: last!.end };
  }

  /** A licence with what is added to it. Words that follow without an operator are one mistake and not read. */
  private term(): ExpressionNode | undefined {
    let node: ExpressionNode | undefined;
    for (let token = this.current(); token; token = this.current()) {
      if (token.kind === 'plus') this.problem('blank-before-plus', this.next());
      else if (token.kind === 'close' && this.depth === 0) this.problem('unexpected-parenthesis', this.next());
      else if (isWith(token)) node = this.with(node);
      else if (token.kind !== 'word' && token.kind !== 'open') break;
      else if (node) this.problem('operator-expected', this.skipUnjoined());
      else node = this.primary(token);
    }
    return node;
  }

  private with(license: ExpressionNode | undefined): ExpressionNode | undefined {
    const operator = this.next();
    this.checkCase(operator);
    if (!license || (license.type !== 'license' && license.type !== 'reference' && license.type !== 'special'))
      this.problem('with-needs-license', operator);
    const token = this.current();
    if (token?.kind !== 'word') {
      if (license) this.problem('exception-expected', operator);
      if (token?.kind === 'open') this.skipUnjoined();
      return license;
    }
    const addition = this.addition(this.next());
    return license && { type: 'with', license, addition, start: license.start, end: token.end };
  }

  private primary(token: Token): ExpressionNode | undefined {
    return token.kind === 'open' ? this.group() : this.license(this.next());
  }

  private group(): ExpressionNode | undefined {
    const open = this.next();
    if (this.depth === MAX_DEPTH) {
      this.problem('too-deep', open);
      this.gaveUp = true;
      return undefined;
    }
    if (this.current()?.kind === 'close') {
      this.problem('empty-parentheses', { start: open.start, end: this.next().end });
      return undefined;
    }
    this.depth++;
    const node = this.or();
    this.depth--;
    const close = this.current();
    if (close) this.at++;
    else if (!this.gaveUp) this.problem('unclosed-parenthesis', open);
    return node && { ...node, start: open.start, end: close?.end ?? node.end };
  }

  private license(token: Token): ExpressionNode {
    const span = { start: token.start, end: token.end };
    if (token.text === 'NOASSERTION' || token.text === 'NONE') return { type: 'special', value: token.text, ...span };
    const [document, local] = splitDocument(token.text);
    if (/^AdditionRef-/i.test(local)) this.problem('addition-without-with', token);
    else if (document !== undefined || /^LicenseRef-/i.test(local)) this.checkReference(token, document, local);
    else {
      const orLater = local.endsWith('+') && !local.endsWith('++');
      const id = orLater ? local.slice(0, -1) : local;
      this.checkCharacters(id, token.start);
      return { type: 'license', id, orLater, ...span };
    }
    return { type: 'reference', id: local, document, ...span };
  }

  private addition(token: Token): AdditionNode {
    const [document, id] = splitDocument(token.text);
    const reference = /^AdditionRef-/i.test(id);
    if (/^LicenseRef-/i.test(id)) this.problem('exception-expected', token);
    else if (reference || document !== undefined) this.checkReference(token, document, id, 'AdditionRef-');
    else this.checkCharacters(id, token.start);
    return { type: 'addition', id, reference, document, start: token.start, end: token.end };
  }

  /** The prefixes are compared with regard to case (RFC 7405 `%s`), and a name has to follow each. */
  private checkReference(token: Token, document: string | undefined, local: string, prefix = 'LicenseRef-'): void {
    const sound =
      local.startsWith(prefix) &&
      local.length > prefix.length &&
      (document === undefined || (document.startsWith('DocumentRef-') && document.length > 'DocumentRef-'.length));
    if (!sound) return this.problem('bad-reference', token);
    if (document !== undefined) this.checkCharacters(document, token.start);
    this.checkCharacters(local, token.end - local.length);
  }

  private checkCharacters(id: string, offset: number): void {
    const bad = /[^A-Za-z0-9.-]+/.exec(id);
    if (bad) this.problem('bad-character', { start: offset + bad.index, end: offset + bad.index + bad[0].length });
  }

  private checkCase(operator: Token): void {
    if (operator.text !== operator.text.toUpperCase() && operator.text !== operator.text.toLowerCase())
      this.problem('mixed-case-operator', operator);
  }

  private checkSpecials(root: ExpressionNode): void {
    const pending = [root];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === 'special') this.problem('special-not-alone', node);
      else if (node.type === 'with') pending.push(node.license);
      else if (node.type === 'and' || node.type === 'or') for (const member of node.members) pending.push(member);
    }
  }

  /** Passes over what stands where an operator should: words, and parentheses with all that is in them. */
  private skipUnjoined(): Span {
    const start = this.tokens[this.at]!.start;
    let end = start;
    let depth = 0;
    for (let token = this.current(); token; token = this.current()) {
      if (token.kind === 'open') depth++;
      else if (token.kind === 'close' && --depth < 0) break;
      else if (depth === 0 && token.kind !== 'word' && token.kind !== 'close') break;
      end = this.next().end;
    }
    return { start, end };
  }

  /** The token to read next; none at the end, and none after giving up. */
  private current(): Token | undefined {
    return this.gaveUp || this.at >= MAX_TOKENS ? undefined : this.tokens[this.at];
  }

  private next(): Token {
    return this.tokens[this.at++]!;
  }

  private problem(code: ProblemCode, { start, end }: Span): void {
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({ code, start, end, text: this.text.slice(start, end) });
  }
}

function isWith(token: Token): boolean {
  return token.kind === 'operator' && token.text.toUpperCase() === 'WITH';
}

function isJoint(token: Token, type: 'and' | 'or'): boolean {
  if (token.kind === 'separator') return type === 'or';
  return token.kind === 'operator' && token.text.toLowerCase() === type;
}

function splitDocument(text: string): [document: string | undefined, local: string] {
  const colon = text.indexOf(':');
  if (colon >= 0) return [text.slice(0, colon), text.slice(colon + 1)];
  return /^DocumentRef-/i.test(text) ? [text, ''] : [undefined, text];
}
