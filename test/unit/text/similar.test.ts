import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../../src/core/text/similar';

describe('similar texts', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['licence', 'license', 1],
    ['prodcuer', 'producer', 1],
    ['orgin', 'origin', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  const keys = ['name', 'date', 'producer', 'Model card', 'Data card'];
  it.each([
    ['nmae', 'name'],
    [' NAME ', 'name'],
    ['model_card', 'Model card'],
    ['Modell-Card', 'Model card'],
    ['na', undefined],
    ['nate', undefined],
    ['something', undefined],
    ['', undefined],
    ['x'.repeat(65), undefined],
  ])('%s means %s', (text, meant) => expect(nearest(text, keys)).toBe(meant));

  it('chooses none of two that are equally near', () => {
    expect(nearest('cat', ['car', 'cap'])).toBeUndefined();
    expect(nearest('car', ['car', 'cap'])).toBe('car');
    expect(nearest('a', [])).toBeUndefined();
  });
});
