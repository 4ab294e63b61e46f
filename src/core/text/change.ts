/** How one text became another: the characters from `start` up to `oldEnd` were replaced by those up to `newEnd`. */
export interface Change {
  start: number;
  oldEnd: number;
  newEnd: number;
}

/** Characters that are compared at a time: comparing slices costs far less than comparing characters. */
const STEP = 1 << 16;

/** The smallest change that makes one text out of another. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  const start = commonLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const tail = commonLength(
    shorter - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/** How far two sequences are the same, up to a limit. */
function commonLength(limit: number, same: (from: number, to: number) => boolean): number {
  let known = 0;
  while (known < limit && same(known, Math.min(limit, known + STEP))) known = Math.min(limit, known + STEP);
  let end = Math.min(limit, known + STEP);
  while (known < end) {
    const middle = (known + end + 1) >> 1;
    if (same(known, middle)) known = middle;
    else end = middle - 1;
  }
  return known;
}
