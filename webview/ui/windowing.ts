/**
 * Which rows of a long list are on the screen. All rows have one height. Browsers have a limit to how tall an element can be
 * (33,554,428 px in Chromium); above {@link MAX_HEIGHT} the scroll bar moves through the list in larger steps.
 */
export const MAX_HEIGHT = 15_000_000;

/** Rows that are asked for together. */
export const PAGE = 100;

/** Rows that are drawn above and below those on the screen. */
const OVERSCAN = 6;

/** All in CSS pixels. */
export interface Geometry {
  total: number;
  rowHeight: number;
  /** Height of the part that is seen, without the header. */
  viewport: number;
}

/** How tall what is scrolled is. */
export function scrollHeight({ total, rowHeight }: Geometry): number {
  return Math.min(total * rowHeight, MAX_HEIGHT);
}

/** How far the list is scrolled, in its own height. */
function listTop(geometry: Geometry, scrollTop: number): number {
  const { total, rowHeight, viewport } = geometry;
  const [real, drawn] = [total * rowHeight, scrollHeight(geometry)];
  if (real === drawn) return scrollTop;
  const share = Math.min(1, Math.max(0, scrollTop / (drawn - viewport)));
  return share * (real - viewport);
}

export interface Window {
  first: number;
  count: number;
  /** Where the first row is drawn, from the top of what is scrolled. */
  top: number;
}

/** The rows to draw. */
export function windowAt(geometry: Geometry, scrollTop: number): Window {
  const { total, rowHeight, viewport } = geometry;
  const top = listTop(geometry, scrollTop);
  const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
  const last = Math.min(total, Math.ceil((top + viewport) / rowHeight) + OVERSCAN);
  return { first, count: Math.max(0, last - first), top: scrollTop + first * rowHeight - top };
}

/** Where to scroll so that a row is seen; where it is seen already, nowhere. */
export function scrollTopFor(geometry: Geometry, row: number, scrollTop: number): number {
  const { total, rowHeight, viewport } = geometry;
  const [top, at] = [listTop(geometry, scrollTop), row * rowHeight];
  if (at >= top && at + rowHeight <= top + viewport) return scrollTop;
  const wanted = at < top ? at : at + rowHeight - viewport;
  const [real, drawn] = [total * rowHeight, scrollHeight(geometry)];
  return real === drawn ? wanted : (wanted / (real - viewport)) * (drawn - viewport);
}

/** Rows that fit on the screen, for the keys that turn pages. */
export function rowsOnScreen({ rowHeight, viewport }: Geometry): number {
  return Math.max(1, Math.floor(viewport / rowHeight) - 1);
}

/** The pages that hold some of the rows. */
export function pagesOf(first: number, count: number): number[] {
  if (count <= 0) return [];
  const from = Math.floor(first / PAGE);
  return Array.from({ length: Math.floor((first + count - 1) / PAGE) - from + 1 }, (_, at) => from + at);
}
