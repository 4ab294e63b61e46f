import { type Span } from '../../text/position';
import { tokenize } from './tokens';

/** What fits at a place in an expression that is being typed. */
export interface ExpressionCompletion {
  /** `with` is among the operators only behind a licence that has none yet. */
  expects: 'license' | 'addition' | 'operator';
  /** For `operator`: those that may follow, in the case that the expression uses; `)` where a parenthesis is open. */
  operators: readonly string[];
  /** The characters that a choice replaces. */
  span: Span;
  /** What of it is typed before the cursor. */
  prefix: string;
}

/** What may be written at an offset of an expression. */
export function completionAt(text: string, offset: number): ExpressionCompletion {
  const tokens = tokenize(text);
  const touched = tokens.find((token) => token.start < offset && offset <= token.end && isTyped(token.kind));
  const span = touched ? { start: touched.start, end: touched.end } : { start: offset, end: offset };
  const before = tokens.filter((token) => token.end <= span.start);
  const place = { span, prefix: text.slice(span.start, offset) };
  const last = before.at(-1);
  if (!last || last.kind === 'open' || last.kind === 'separator')
    return { expects: 'license', operators: [], ...place };
  if (last.kind === 'operator') {
    const expects = last.text.toLowerCase() === 'with' ? 'addition' : 'license';
    return { expects, operators: [], ...place };
  }
  const lower = before.some((token) => token.kind === 'operator' && token.text === token.text.toLowerCase());
  const operators = last.kind === 'word' && !isAddition(before) ? ['AND', 'OR', 'WITH'] : ['AND', 'OR'];
  const open = before.reduce((depth, { kind }) => depth + (kind === 'open' ? 1 : kind === 'close' ? -1 : 0), 0);
  return {
    expects: 'operator',
    operators: [...(lower ? operators.map((word) => word.toLowerCase()) : operators), ...(open > 0 ? [')'] : [])],
    ...place,
  };
}

function isTyped(kind: string): boolean {
  return kind === 'word' || kind === 'operator' || kind === 'plus';
}

/** Whether the last word stands behind a `WITH`. */
function isAddition(before: readonly { kind: string; text: string }[]): boolean {
  const previous = before.at(-2);
  return previous?.kind === 'operator' && previous.text.toLowerCase() === 'with';
}
