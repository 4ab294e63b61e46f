import { describe, expect, it } from 'vitest';
import {
  additionsIn,
  completionAt,
  licensesIn,
  parseExpression,
  problemMessage,
  type ExpressionNode,
} from '../../../src/core/licenses/expression';
import { BAD, GOOD } from './expressions';

/** The tree in short: operators in front, `+` and additions as written. */
function shape(node: ExpressionNode | undefined): string {
  if (!node) return '-';
  switch (node.type) {
    case 'license':
      return node.id + (node.orLater ? '+' : '');
    case 'reference':
      return (node.document ? `${node.document}:` : '') + node.id;
    case 'special':
      return node.value;
    case 'with':
      return `${shape(node.license)} WITH ${node.addition?.document ? `${node.addition.document}:` : ''}${node.addition?.id}`;
    default:
      return `${node.type}(${node.members.map(shape).join(', ')})`;
  }
}

describe('expressions without a mistake', () => {
  it.each(GOOD)('%s', (text, tree) => {
    const { root, problems } = parseExpression(text);
    expect(problems).toEqual([]);
    expect(shape(root)).toBe(tree);
  });

  it('every name has its place', () => {
    const text = '(MIT OR  Apache-2.0+)\n AND GPL-2.0-only WITH Classpath-exception-2.0';
    const expression = parseExpression(text);
    for (const { id, start } of [...licensesIn(expression), ...additionsIn(expression)])
      expect(text.slice(start, start + id.length)).toBe(id);
    expect(licensesIn(expression)).toHaveLength(3);
    expect(additionsIn(expression)).toHaveLength(1);
  });
});

describe('expressions with mistakes', () => {
  it.each(BAD)('%s', (text, ...expected) => {
    const { problems } = parseExpression(text);
    expect(problems.map(({ code, text: at }) => `${code} ${at}`)).toEqual(expected);
    for (const problem of problems) {
      expect(text.slice(problem.start, problem.end)).toBe(problem.text);
      expect(problemMessage(problem)).not.toBe('');
    }
  });

  it('there are two hundred of both', () => {
    expect(GOOD.length + BAD.length).toBeGreaterThanOrEqual(200);
  });

  it('what can be read is read', () => {
    expect(shape(parseExpression('(MIT OR').root)).toBe('MIT');
    expect(shape(parseExpression('MIT AND OR Apache-2.0').root)).toBe('or(MIT, Apache-2.0)');
    expect(shape(parseExpression('MIT, Apache-2.0').root)).toBe('or(MIT, Apache-2.0)');
    expect(shape(parseExpression('MIT) AND ISC').root)).toBe('and(MIT, ISC)');
  });
});

describe('completion in an expression', () => {
  const at = (marked: string) => {
    const offset = marked.indexOf('|');
    const { expects, operators, span, prefix } = completionAt(marked.replace('|', ''), offset);
    return `${expects} ${operators.join(' ')}[${span.start},${span.end}]${prefix}`;
  };
  it.each([
    ['|', 'license [0,0]'],
    ['M|', 'license [0,1]M'],
    ['M|IT', 'license [0,3]M'],
    ['MIT |', 'operator AND OR WITH[4,4]'],
    ['MIT O|', 'operator AND OR WITH[4,5]O'],
    ['MIT OR |', 'license [7,7]'],
    ['MIT OR Ap|', 'license [7,9]Ap'],
    ['MIT or isc |', 'operator and or with[11,11]'],
    ['(MIT |', 'operator AND OR WITH )[5,5]'],
    ['(MIT) |', 'operator AND OR[6,6]'],
    ['(|', 'license [1,1]'],
    ['GPL-2.0-only WITH |', 'addition [18,18]'],
    ['GPL-2.0-only WITH Cl|', 'addition [18,20]Cl'],
    ['GPL-2.0-only WITH Classpath-exception-2.0 |', 'operator AND OR[42,42]'],
    ['| OR MIT', 'license [0,0]'],
  ])('%s', (marked, expected) => expect(at(marked)).toBe(expected));
});

describe('hostile expressions', () => {
  const mega = 1_000_000;
  it.each([
    ['parentheses', '('.repeat(mega)],
    ['closing parentheses', ')'.repeat(mega)],
    ['pairs', '()'.repeat(mega / 2)],
    ['operators', 'OR '.repeat(mega / 3)],
    ['additions', 'WITH '.repeat(mega / 5)],
    ['words', 'MIT '.repeat(mega / 4)],
    ['licences', 'MIT OR '.repeat(mega / 7)],
    ['one word', 'A'.repeat(mega)],
    ['separators', ','.repeat(mega)],
    ['nesting', '(MIT OR '.repeat(mega / 8)],
    ['colons', ':'.repeat(mega)],
    ['plus signs', '+ '.repeat(mega / 2)],
    ['surrogates', '\ud800'.repeat(mega)],
  ])('%s', (_what, text) => {
    const { problems } = parseExpression(text);
    completionAt(text, text.length);
    expect(problems.length).toBeLessThanOrEqual(50);
  });

  it('deep parentheses are one finding', () => {
    const text = `${'('.repeat(1_000)}MIT${')'.repeat(1_000)}`;
    expect(parseExpression(text).problems.map(({ code }) => code)).toEqual(['too-deep']);
  });
});
