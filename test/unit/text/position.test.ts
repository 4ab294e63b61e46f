import { describe, expect, it } from 'vitest';
import { LineIndex, overlaps, touches } from '../../../src/core/text/position';

// Lines end at \n, \r\n and a lone \r; the smiley is two code units.
const TEXT = 'ab\r\ncd\re\n\n😀f';
const index = new LineIndex(TEXT);

describe('positions', () => {
  it('counts lines by every kind of line break', () => {
    expect(index.lineCount).toBe(5);
    const lines = Array.from({ length: 5 }, (_, i) => index.lineSpan(i)).map((s) => TEXT.slice(s.start, s.end));
    expect(lines).toEqual(['ab', 'cd', 'e', '', '😀f']);
    expect([0, 1, 2, 3, 4, 5].map((i) => index.nextLine(i))).toEqual([4, 7, 9, 10, 13, 13]);
  });

  it.each([
    [0, 0, 0],
    [2, 0, 2],
    [3, 0, 3],
    [4, 1, 0],
    [6, 1, 2],
    [7, 2, 0],
    [9, 3, 0],
    [10, 4, 0],
    [12, 4, 2],
    [13, 4, 3],
  ])('offset %i is %i:%i', (offset, line, character) => expect(index.positionAt(offset)).toEqual({ line, character }));

  it('goes back and forth at every place of a line', () => {
    for (let offset = 0; offset <= TEXT.length; offset++) {
      const position = index.positionAt(offset);
      const { end } = index.lineSpan(position.line);
      expect(index.offsetAt(position)).toBe(Math.min(offset, end));
    }
  });

  it('moves places outside of the text to its ends', () => {
    expect(index.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(index.positionAt(99)).toEqual({ line: 4, character: 3 });
    expect(index.offsetAt({ line: -1, character: 5 })).toBe(0);
    expect(index.offsetAt({ line: 0, character: 9 })).toBe(2);
    expect(index.offsetAt({ line: 1, character: -9 })).toBe(4);
    expect(index.offsetAt({ line: 9, character: 0 })).toBe(TEXT.length);
    expect(index.lineSpan(9)).toEqual({ start: 13, end: 13 });
  });

  it('knows an empty text and a last line without text', () => {
    expect(new LineIndex('').lineCount).toBe(1);
    expect(new LineIndex('a\n').lineCount).toBe(2);
    expect(new LineIndex('a\r').lineCount).toBe(2);
    expect(new LineIndex('a\r\n').positionAt(3)).toEqual({ line: 1, character: 0 });
  });

  it('compares spans with their ends', () => {
    expect([1, 2, 4, 5].map((at) => touches({ start: 2, end: 4 }, at))).toEqual([false, true, true, false]);
    expect(overlaps({ start: 0, end: 2 }, { start: 2, end: 3 })).toBe(true);
    expect(overlaps({ start: 0, end: 2 }, { start: 3, end: 3 })).toBe(false);
  });
});
