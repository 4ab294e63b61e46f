import { touches } from './position';
import { type Entry, type Item, type TreeNode } from './tree';

/** What is written at an offset. */
export interface Located {
  /** Keys and indexes from the root, the key or item at the offset included. */
  path: (string | number)[];
  /** The innermost entry or item at the offset. */
  holder: Entry | Item;
  /** On the key of an entry, not on its value. */
  onKey: boolean;
}

/** The innermost entry or item of a tree at an offset. What is written elsewhere, behind aliases, is not looked into. */
export function locate(root: TreeNode | undefined, offset: number): Located | undefined {
  const path: (string | number)[] = [];
  let found: Located | undefined;
  let node = root;
  while (node && node.kind !== 'scalar') {
    const at = step(node, offset);
    if (!at) break;
    path.push(at.step);
    const onKey = 'key' in at.holder && offset <= at.holder.key.end;
    found = { path: [...path], holder: at.holder, onKey };
    node = onKey || at.holder.alias ? undefined : at.holder.value;
  }
  return found;
}

function step(node: Exclude<TreeNode, { kind: 'scalar' }>, offset: number) {
  if (node.kind === 'list') {
    const index = node.items.findIndex((item) => touches(item, offset));
    return index < 0 ? undefined : { step: index, holder: node.items[index]! };
  }
  const holder = node.entries.find(
    (entry) => !entry.merged && touches({ start: entry.start, end: entry.alias?.end ?? entry.end }, offset),
  );
  return holder && { step: holder.key.text, holder };
}
