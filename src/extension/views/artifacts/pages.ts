import { type ArtifactsNode, type MoreNode } from './nodes';

/** As many rows of a list are shown at first; each wish for more shows twice as many. */
export const PAGE = 100;

/** How much of each list is shown: thousands of rows at once would be slow, and nobody reads them. */
export class Pages {
  /** By the id of the node whose children they are. */
  private readonly shown = new Map<string, number>();
  private readonly lists = new Map<string, readonly ArtifactsNode[]>();

  /** The rows of a list that are shown, and one for the rest. */
  page<T extends ArtifactsNode>(of: ArtifactsNode, list: readonly T[]): ArtifactsNode[] {
    const shown = this.shown.get(of.id) ?? PAGE;
    if (list.length <= shown) return [...list];
    this.lists.set(of.id, list);
    const rest = list.length - shown;
    const more: MoreNode = {
      kind: 'more',
      id: `${of.id} more ${shown}`,
      of,
      rest,
      next: Math.min(rest, shown),
      parent: of,
    };
    return [...list.slice(0, shown), more];
  }

  /** Shows more of a list; gives the first of those that were not shown. */
  more({ of, next }: MoreNode): ArtifactsNode | undefined {
    const shown = this.shown.get(of.id) ?? PAGE;
    this.shown.set(of.id, shown + next);
    return this.lists.get(of.id)?.[shown];
  }

  /** Begins at the first page everywhere. */
  reset(): void {
    this.shown.clear();
    this.lists.clear();
  }
}
