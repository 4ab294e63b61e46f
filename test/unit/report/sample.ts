import { RULES } from '../../../src/core/documents/kinds';
import { type Finding } from '../../../src/core/findings/finding';
import { type LintReport } from '../../../src/core/report/report';
import { LineIndex } from '../../../src/core/text/position';

/** A finding on a part of a text. */
export function finding(text: string, part: string, overrides: Partial<Finding> = {}): Finding {
  const start = text.indexOf(part);
  const span = { start, end: start + part.length };
  return {
    rule: 'mof/unknown-component',
    severity: 'error',
    message: `Unknown component "${part}".`,
    span,
    range: new LineIndex(text).range(span),
    related: [],
    fixes: () => [],
    ...overrides,
  };
}

export const TEXT = 'release:\n  name: X\n  components:\n    - name: Modle card\n    - name: Other\n';

/** A report on two files, one of them clean. */
export function sample(overrides: Partial<LintReport> = {}): LintReport {
  const at = TEXT.indexOf('Modle card');
  const fixable = finding(TEXT, 'Modle card', {
    fixes: () => [
      { title: 'Change to something else', safe: false, edits: [{ start: 0, end: 0, newText: '?' }] },
      { title: 'Change to "Model card"', safe: true, edits: [{ start: at, end: at + 10, newText: 'Model card' }] },
    ],
    related: [
      { range: new LineIndex(TEXT).range({ start: 0, end: 7 }), message: 'In this release.' },
      { file: '../b.yml', range: new LineIndex(TEXT).range({ start: 0, end: 7 }), message: 'And in this one.' },
    ],
  });
  return {
    version: '1.2.3',
    root: '/work space/repo',
    rules: RULES,
    files: [
      { file: 'a/mof.yml', text: TEXT, findings: [fixable, finding(TEXT, 'Other', { severity: 'hint' })] },
      { file: 'clean.yml', text: '', findings: [] },
    ],
    unchecked: [],
    threshold: 'error',
    ...overrides,
  };
}
