import { describe, expect, it } from 'vitest';
import { OverlappingEditsError, applyEdits, compatible } from '../../../src/core/text/edit';

const edit = (start: number, end: number, newText = '') => ({ start, end, newText });

describe('edits', () => {
  it('refer to the original text, in any order', () => {
    expect(applyEdits('abcdef', [edit(4, 6, 'Z'), edit(0, 1, 'XY'), edit(2, 3)])).toBe('XYbdZ');
    expect(applyEdits('abc', [])).toBe('abc');
  });
  it('keep inserts at one place in their order, and before what is replaced there', () => {
    expect(applyEdits('ab', [edit(1, 1, '1'), edit(1, 1, '2'), edit(1, 2, '3')])).toBe('a123');
    expect(applyEdits('ab', [edit(0, 1, 'x'), edit(1, 1, 'y')])).toBe('xyb');
  });
  it('that overlap are refused', () => {
    expect(() => applyEdits('abcd', [edit(0, 2), edit(1, 3)])).toThrow(OverlappingEditsError);
    expect(() => applyEdits('abcd', [edit(0, 3), edit(1, 1, 'x')])).toThrow(/0-3 and 1-1/);
  });
  it.each([
    [edit(0, 2), edit(2, 4), true],
    [edit(0, 2), edit(3, 4), true],
    [edit(0, 2), edit(1, 4), false],
    [edit(0, 4), edit(1, 2), false],
    [edit(2, 2, 'x'), edit(2, 2, 'y'), false],
    [edit(2, 2, 'x'), edit(2, 4), true],
    [edit(1, 1, 'x'), edit(0, 4), false],
    [edit(0, 4), edit(0, 4), false],
  ])('%o and %o are compatible: %s', (a, b, expected) => {
    expect(compatible([a], [b])).toBe(expected);
    expect(compatible([b], [a])).toBe(expected);
    if (expected) expect(() => applyEdits('abcd', [a, b])).not.toThrow();
  });
});
