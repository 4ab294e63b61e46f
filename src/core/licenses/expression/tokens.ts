import { type Token, type TokenKind } from './ast';

const TOKEN = /[()]|[,;/|&]+|[^\s(),;/|&]+/g;
const OPERATOR = /^(?:and|or|with)$/i;

/**
 * Splits an expression into words, operators and parentheses. What people write for an operator (`/`, `,`, `|`, `&`)
 * is a token of its own, as is a `+` that stands alone, so that each can be pointed at.
 */
export function tokenize(text: string, limit = Infinity): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index: start } of text.matchAll(TOKEN)) {
    if (tokens.length >= limit) break;
    tokens.push({ kind: kindOf(word), text: word, start, end: start + word.length });
  }
  return tokens;
}

function kindOf(text: string): TokenKind {
  if (text === '(') return 'open';
  if (text === ')') return 'close';
  if (text === '+') return 'plus';
  if (OPERATOR.test(text)) return 'operator';
  return /^[,;/|&]/.test(text) ? 'separator' : 'word';
}
