import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/core/config/document';
import { newConfiguration, setRuleEdits } from '../../../src/core/config/edit';
import { applyEdits } from '../../../src/core/text/edit';
import { minimalEdit } from '../../../src/core/text/minimal-edit';
import { parseYaml } from '../../../src/core/text/yaml';

const RULE = 'mof/unknown-component';

describe('setting a rule', () => {
  it.each([
    ['', `rules:\n  ${RULE}: off\n`],
    ['# note', `# note\nrules:\n  ${RULE}: off\n`],
    ['rules:\n  a/b: error # why\n', `rules:\n  a/b: error # why\n  ${RULE}: off\n`],
    [`rules:\n  ${RULE}: error # why\n`, `rules:\n  ${RULE}: off # why\n`],
  ])('in %j', (before, after) => {
    const edited = applyEdits(before, setRuleEdits(before, RULE, 'off')!);
    expect(edited.replaceAll("'off'", 'off')).toBe(after);
  });

  it.each(['rules: {}\n', 'rules: {a/b: off}\n', 'rules:\n', 'exclude: [a]\n', 'exclude:\n  - a\nrules:\r\n'])(
    'in %j has an effect',
    (before) => {
      const edited = applyEdits(before, setRuleEdits(before, RULE, 'warning')!);
      const parsed = parseYaml(edited);
      expect(parsed.problems).toEqual([]);
      expect(readConfiguration(parsed).rules[RULE]).toBe('warning');
    },
  );

  it.each(['rules: [}\n', '- a\n', 'rules: text\n', 'rules: [a]\n', '~\n', 'a: &x {}\nrules: *x\n', 'text\n'])(
    'is not possible in %j',
    (before) => {
      expect(setRuleEdits(before, RULE, 'off')).toBeUndefined();
    },
  );

  it('makes a new file', () => {
    expect(readConfiguration(parseYaml(newConfiguration(RULE, 'hint'))).rules).toEqual({ [RULE]: 'hint' });
  });
});

describe('the smallest edit', () => {
  it.each([
    ['abc', 'abc', undefined],
    ['abc', 'axc', { start: 1, end: 2, newText: 'x' }],
    ['aa', 'aaa', { start: 2, end: 2, newText: 'a' }],
    ['', 'x', { start: 0, end: 0, newText: 'x' }],
    ['x', '', { start: 0, end: 1, newText: '' }],
    ['a\r\nb', 'a\nb', { start: 1, end: 3, newText: '\n' }],
    ['a\rb', 'a\r\nb', { start: 2, end: 2, newText: '\n' }],
    ['😀', '😁', { start: 0, end: 2, newText: '😁' }],
  ])('from %j to %j', (before, after, expected) => {
    const edit = minimalEdit(before, after);
    expect(edit).toEqual(expected);
    expect(applyEdits(before, edit ? [edit] : [])).toBe(after);
  });
});
