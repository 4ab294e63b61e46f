import { type LicensedDocument } from '../../documents/kind';
import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { type ParsedText } from '../../text/tree';
import { parseExpression, problemMessage, type ExpressionProblem } from '../expression';
import { type LicenseStatement } from '../statement';
import { licenseGroups } from './groups';
import { placeOf, replaceIn } from './place';

/** SPDX 3.0.1, annex "SPDX license expressions". */
export const expressionSyntax: Rule<LicensedDocument> = {
  id: 'license/expression-syntax',
  title: 'Licence expression that cannot be read',
  help: 'A licence expression joins ids with AND, OR and WITH, and groups them with parentheses. Tools refuse one that breaks the grammar, or read only its beginning.',
  severity: 'error',
  fixable: true,
  check({ kind, parsed, licensing }, report) {
    for (const { form, reading, statements } of licenseGroups(licensing)) {
      if (form !== 'expression' || reading.prose) continue;
      for (const problem of reading.problems)
        for (const statement of statements)
          report(() => ({
            at: placeOf(parsed, statement, problem),
            message: problemMessage(problem),
            ...(kind === 'package' ? { severity: 'warning' } : {}),
            fix: () => fixes(parsed, statement, problem),
          }));
    }
  },
};

function fixes(parsed: ParsedText, statement: LicenseStatement, problem: ExpressionProblem): Fix[] {
  const { text } = statement;
  const change = (title: string, by: string, safe = false, span: { start: number; end: number } = problem): Fix[] => {
    // What is no expression afterwards mends nothing.
    const next = text.slice(0, span.start) + by + text.slice(span.end);
    const better = parseExpression(next).problems.length < parseExpression(text).problems.length;
    return better ? [{ title, safe, edits: replaceIn(parsed, statement, span, by) }] : [];
  };
  switch (problem.code) {
    case 'mixed-case-operator':
      return change(t('Change to "{0}"', problem.text.toUpperCase()), problem.text.toUpperCase(), true);
    case 'blank-before-plus': {
      const start = text.slice(0, problem.start).trimEnd().length;
      return change(t('Remove the blank'), '+', true, { start, end: problem.end });
    }
    case 'separator-for-operator':
      return ['AND', 'OR'].flatMap((operator) =>
        change(t('Change to "{0}"', operator), around(text, problem, operator)),
      );
    case 'operator-expected':
      return ['AND', 'OR'].flatMap((operator) => change(t('Insert "{0}"', operator), `${operator} ${problem.text}`));
    case 'unclosed-parenthesis':
      return change(t('Close the parenthesis at the end'), ')', false, { start: text.length, end: text.length });
    case 'unexpected-parenthesis':
      return change(t('Remove the parenthesis'), '');
    case 'bad-reference': {
      const right = problem.text.replace(/^documentref-/i, 'DocumentRef-').replace(/licenseref-/i, 'LicenseRef-');
      return right === problem.text ? [] : change(t('Change to "{0}"', right), right, true);
    }
    default:
      return [];
  }
}

/** An operator with the blanks that it needs. */
function around(text: string, { start, end }: ExpressionProblem, operator: string): string {
  const before = /\s/.test(text[start - 1] ?? ' ') ? '' : ' ';
  const after = /\s/.test(text[end] ?? ' ') ? '' : ' ';
  return before + operator + after;
}

/** What stands for a licence where nobody knows one, and what is said in words. */
export const notAnExpression: Rule<LicensedDocument> = {
  id: 'license/not-an-expression',
  title: 'No licence where an expression is expected',
  help: 'The field holds a licence expression of SPDX ids. Words, NONE and NOASSERTION are no licences: write the id, or LicenseRef- with a name where there is none.',
  severity: 'warning',
  fixable: false,
  check({ parsed, licensing }, report) {
    for (const { form, text, reading, statements } of licenseGroups(licensing)) {
      if (form !== 'expression') continue;
      const { root, prose, problems } = reading;
      const start = text.length - text.trimStart().length;
      const at = { start, end: start + text.trim().length };
      const message = prose
        ? t('These words are no licence expression. Write SPDX ids, or "LicenseRef-" with a name of your own.')
        : root?.type === 'special' && !problems.length
          ? specialMessage(root.value)
          : undefined;
      if (message === undefined) continue;
      for (const statement of statements) report(() => ({ at: placeOf(parsed, statement, at), message }));
    }
  },
};

function specialMessage(value: 'NONE' | 'NOASSERTION'): string {
  return value === 'NONE'
    ? t('"NONE" says that there is no licence, but is none itself. Leave the licence out.')
    : t('"NOASSERTION" says nothing about the licence. Leave it out, or say which one it is.');
}
