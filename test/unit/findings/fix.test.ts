import { describe, expect, it } from 'vitest';
import { byPlace, type Finding, type Fix } from '../../../src/core/findings/finding';
import { fixAll, safeEdits } from '../../../src/core/findings/fix';
import { type TextEdit } from '../../../src/core/text/edit';

/** A finding with the given edits as its safe fix. */
function finding(edits: TextEdit[], more: Partial<Finding> = {}, fix: Partial<Fix> = {}): Finding {
  const start = { line: 0, character: 0 };
  return {
    rule: 'a/b',
    severity: 'error',
    message: '',
    span: { start: 0, end: 1 },
    range: { start, end: start },
    related: [],
    fixes: () => [{ title: '', edits, safe: true, ...fix }],
    ...more,
  };
}

const edit = (start: number, end: number, newText = '') => ({ start, end, newText });

describe('safe fixes', () => {
  it('are taken one by one as long as they do not touch', () => {
    const findings = [finding([edit(0, 2)]), finding([edit(1, 3)]), finding([edit(3, 4), edit(5, 6)])];
    expect(safeEdits(findings)).toEqual({ edits: [edit(0, 2), edit(3, 4), edit(5, 6)], count: 2 });
  });
  it('are no others', () => {
    expect(safeEdits([finding([edit(0, 1)], {}, { safe: false }), finding([])])).toEqual({ edits: [], count: 0 });
  });
  it('go on until none is left', () => {
    const shorter = (text: string) => (text.length > 3 ? [finding([edit(0, 1)])] : []);
    expect(fixAll('abcdef', shorter)).toEqual({ text: 'def', count: 3 });
  });
  it('come to an end even if each makes room for the next, or changes nothing', () => {
    const { text, count } = fixAll('', () => [finding([edit(0, 0, 'x')])]);
    expect([text.length, count]).toEqual([10, 10]);
    expect(fixAll('x', () => [finding([edit(0, 1, 'x')])])).toEqual({ text: 'x', count: 0 });
  });
});

describe('order of findings', () => {
  it('is by place, then weight, then rule', () => {
    const make = (rule: string, severity: Finding['severity'], start: number, end: number) =>
      finding([], { rule, severity, span: { start, end } });
    const all = [make('b', 'hint', 0, 1), make('c', 'error', 0, 1), make('a', 'error', 0, 1), make('z', 'error', 0, 0)];
    expect(all.sort(byPlace).map((f) => f.rule)).toEqual(['z', 'a', 'c', 'b']);
  });
});
