import { type Span } from '../../text/position';

/** A licence by its id on the SPDX list. Whether the list has it is for the reader to look up. */
export interface LicenseNode extends Span {
  type: 'license';
  /** As written, without the `+`. */
  id: string;
  /** Written with a `+`: this version or a later one. */
  orLater: boolean;
}

/** A licence that is defined elsewhere: `LicenseRef-x`, or `DocumentRef-y:LicenseRef-x`. */
export interface ReferenceNode extends Span {
  type: 'reference';
  /** `LicenseRef-x` as written. */
  id: string;
  /** `DocumentRef-y` where another document defines it. */
  document: string | undefined;
}

/** What is added with `WITH`: an exception of the SPDX list, or `AdditionRef-x`. */
export interface AdditionNode extends Span {
  type: 'addition';
  /** As written, without the `DocumentRef-`. */
  id: string;
  /** Not of the SPDX list, but `AdditionRef-x`. */
  reference: boolean;
  document: string | undefined;
}

export interface WithNode extends Span {
  type: 'with';
  license: ExpressionNode;
  /** Undefined where it is missing. */
  addition: AdditionNode | undefined;
}

/** Two or more members; `A AND B AND C` is one node. */
export interface CompoundNode extends Span {
  type: 'and' | 'or';
  members: ExpressionNode[];
}

/** `NOASSERTION` or `NONE`: not part of the grammar, but SPDX documents hold them where an expression may stand. */
export interface SpecialNode extends Span {
  type: 'special';
  value: 'NOASSERTION' | 'NONE';
}

/** Parentheses leave no node of their own, only a wider span. */
export type ExpressionNode = LicenseNode | ReferenceNode | WithNode | CompoundNode | SpecialNode;

/** What is wrong with the syntax of an expression. */
export type ProblemCode =
  | 'empty'
  | 'license-expected-before'
  | 'license-expected-after'
  | 'operator-expected'
  | 'separator-for-operator'
  | 'mixed-case-operator'
  | 'with-needs-license'
  | 'exception-expected'
  | 'addition-without-with'
  | 'empty-parentheses'
  | 'unclosed-parenthesis'
  | 'unexpected-parenthesis'
  | 'bad-character'
  | 'bad-reference'
  | 'blank-before-plus'
  | 'special-not-alone'
  | 'too-deep'
  | 'too-long';

/** One mistake in an expression, at the characters it is about. */
export interface ExpressionProblem extends Span {
  code: ProblemCode;
  /** The characters of the span. */
  text: string;
}

export type TokenKind = 'word' | 'operator' | 'separator' | 'open' | 'close' | 'plus';

export interface Token extends Span {
  kind: TokenKind;
  text: string;
}

/** A licence expression, read as far as it can be. */
export interface Expression {
  text: string;
  tokens: readonly Token[];
  /** Undefined where there is no licence at all. */
  root: ExpressionNode | undefined;
  /** In the order of the text. */
  problems: readonly ExpressionProblem[];
}
