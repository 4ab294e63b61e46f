import { type TextEdit } from './edit';

/** The smallest single edit that turns one text into another; undefined when they are the same. */
export function minimalEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  while (head > 0 && isInside(before, head)) head--;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  while (tail > 0 && (isInside(before, before.length - tail) || isInside(after, after.length - tail))) tail--;
  return { start: head, end: before.length - tail, newText: after.slice(head, after.length - tail) };
}

/** Whether an offset splits a surrogate pair or a line break, where no editor has a position. */
function isInside(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const next = text.charCodeAt(offset);
  return (before === 0x0d && next === 0x0a) || (before >= 0xd800 && before < 0xdc00 && next >= 0xdc00 && next < 0xe000);
}
