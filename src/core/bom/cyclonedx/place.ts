import { entryOf, type Entry, type Item, type TreeNode } from '../../text/tree';

/** The way to a value, as a chain from the value up to the root: cheap to make for every value of a long document. */
export interface Place {
  readonly parent: Place | undefined;
  readonly step: string | number;
}

/** Keys and indexes from the root. */
export type Path = readonly (string | number)[];

export function pathOf(place: Place | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at; at = at.parent) path.push(at.step);
  return path.reverse();
}

/** What stands at a path of a tree. */
export interface Spot {
  /** The entry or item; undefined at the root. */
  holder: Entry | Item | undefined;
  node: TreeNode | undefined;
  /** What holds the entry or item. */
  parent: TreeNode | undefined;
}

/** What stands at a path, or as far along it as there is something. */
export function spotAt(root: TreeNode | undefined, path: Path): Spot {
  let spot: Spot = { holder: undefined, node: root, parent: undefined };
  for (const step of path) {
    const { node } = spot;
    const holder = node?.kind === 'list' ? node.items[Number(step)] : entryOf(node, String(step));
    if (!holder) break;
    spot = { holder, node: holder.value, parent: node };
  }
  return spot;
}

/** The steps of a JSON Pointer (RFC 6901); indexes are texts. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
