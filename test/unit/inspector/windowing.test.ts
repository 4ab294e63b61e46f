import { describe, expect, it } from 'vitest';
import {
  MAX_HEIGHT,
  PAGE,
  pagesOf,
  rowsOnScreen,
  scrollHeight,
  scrollTopFor,
  windowAt,
  type Geometry,
} from '../../../webview/ui/windowing';

const small: Geometry = { total: 1000, rowHeight: 20, viewport: 400 };
/** Taller than a browser can draw. */
const tall: Geometry = { total: 2_000_000, rowHeight: 24, viewport: 480 };

/** Rows that are wholly on the screen. */
function seen(geometry: Geometry, scrollTop: number): [first: number, last: number] {
  const { first, top } = windowAt(geometry, scrollTop);
  const at = (row: number) => top + (row - first) * geometry.rowHeight - scrollTop;
  let row = first;
  while (at(row) < -0.001) row++;
  const start = row;
  while (row < geometry.total && at(row) + geometry.rowHeight <= geometry.viewport + 0.001) row++;
  return [start, row - 1];
}

describe('a list that fits', () => {
  it('begins at its first row and ends at its last', () => {
    expect(seen(small, 0)).toEqual([0, 19]);
    expect(seen(small, scrollHeight(small) - small.viewport)).toEqual([980, 999]);
  });

  it('draws few rows more than are seen', () => {
    expect(windowAt(small, 5000).count).toBeLessThan(40);
  });

  it('moves no more than it has to', () => {
    expect(scrollTopFor(small, 5, 0)).toBe(0);
    expect(scrollTopFor(small, 20, 0)).toBe(20);
    expect(scrollTopFor(small, 0, 500)).toBe(0);
  });

  it('has nothing to draw without rows', () => {
    expect(windowAt({ ...small, total: 0 }, 0).count).toBe(0);
    expect(scrollHeight({ ...small, total: 0 })).toBe(0);
  });
});

describe('a list that is taller than browsers draw', () => {
  it('is drawn no taller than they can', () => expect(scrollHeight(tall)).toBe(MAX_HEIGHT));

  it('still begins at its first row and ends at its last', () => {
    expect(seen(tall, 0)[0]).toBe(0);
    expect(seen(tall, MAX_HEIGHT - tall.viewport)[1]).toBe(tall.total - 1);
  });

  it.each([0, 1, 12_345, 1_000_000, 1_999_998, 1_999_999])('row %i can be seen', (row) => {
    const [first, last] = seen(tall, scrollTopFor(tall, row, 777));
    expect(row).toBeGreaterThanOrEqual(first);
    expect(row).toBeLessThanOrEqual(last);
  });
});

it('pages cover all rows of a window, once', () => {
  expect(pagesOf(0, 10)).toEqual([0]);
  expect(pagesOf(PAGE - 1, 2)).toEqual([0, 1]);
  expect(pagesOf(PAGE, PAGE)).toEqual([1]);
  expect(pagesOf(5, 0)).toEqual([]);
});

it('a page of keys leaves a row in sight', () => {
  expect(rowsOnScreen(small)).toBe(19);
  expect(rowsOnScreen({ ...small, viewport: 10 })).toBe(1);
});
