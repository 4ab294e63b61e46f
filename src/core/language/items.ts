import { type Cursor } from '../text/cursor';
import { type Completion } from './features';

/** Keeps items in the order of a group and of their place in it. */
export function order(group: number, index: number): string {
  return `${group}${String(index).padStart(4, '0')}`;
}

/** Editors match the item with all characters that it replaces, an opening quote included. */
export function withQuote(item: Completion, { quote }: Cursor): Completion {
  return quote ? { ...item, filterText: quote + (item.filterText ?? item.label) } : item;
}
