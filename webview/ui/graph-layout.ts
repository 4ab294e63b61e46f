import { type GraphEdge, type GraphNode } from '../protocol';

/** Where a node stands: its layer, from what everything comes from to what comes from everything, and its place there. */
export interface Placed {
  node: GraphNode;
  layer: number;
  place: number;
}

/** Nodes of a layer that a picture shows; the list beside it shows all. */
export const MAX_IN_LAYER = 8;

export interface Layout {
  layers: number;
  /** Most nodes in one layer. */
  widest: number;
  placed: Map<string, Placed>;
  /** Nodes that found no place. */
  left: number;
}

/**
 * Puts every node one layer behind what it comes from: an edge leads from what is made to what it is made of. A circle, which
 * only a wrong description has, is cut where it is met.
 */
export function layoutOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Layout {
  const origins = new Map<string, string[]>();
  for (const { from, to } of edges) origins.set(from, [...(origins.get(from) ?? []), to]);
  const depths = new Map<string, number>();
  for (const { id } of nodes) depthOf(id, origins, depths);
  moveCloser(edges, depths);
  const placed = new Map<string, Placed>();
  const filled: number[] = [];
  let left = 0;
  // What is inspected is always in the picture.
  const ordered = [...nodes].sort((a, b) => Number(b.kind === 'subject') - Number(a.kind === 'subject'));
  for (const node of ordered) {
    const layer = depths.get(node.id) ?? 0;
    const place = filled[layer] ?? 0;
    if (place >= MAX_IN_LAYER) {
      left++;
      continue;
    }
    filled[layer] = place + 1;
    placed.set(node.id, { node, layer, place });
  }
  return { layers: filled.length, widest: Math.max(0, ...filled.map((count) => count ?? 0)), placed, left };
}

/** How many steps a node is from what comes from nothing. Without recursion: chains can be as long as somebody writes. */
function depthOf(start: string, origins: ReadonlyMap<string, string[]>, depths: Map<string, number>): void {
  const path = [start];
  const open = new Set<string>();
  while (path.length) {
    const id = path.at(-1)!;
    const next = (origins.get(id) ?? []).filter((each) => !depths.has(each) && !open.has(each));
    if (depths.has(id) || !next.length || open.has(id)) {
      const known = (origins.get(id) ?? []).map((each) => depths.get(each) ?? -1);
      if (!depths.has(id)) depths.set(id, Math.max(-1, ...known) + 1);
      open.delete(id);
      path.pop();
      continue;
    }
    open.add(id);
    path.push(...next);
  }
}

/** Moves what comes from nothing next to what was made of it, so that lines are short. */
function moveCloser(edges: readonly GraphEdge[], depths: Map<string, number>): void {
  const made = new Set(edges.map(({ from }) => from));
  const nearest = new Map<string, number>();
  for (const { from, to } of edges)
    if (!made.has(to)) nearest.set(to, Math.min(nearest.get(to) ?? Infinity, depths.get(from)! - 1));
  for (const [id, depth] of nearest) depths.set(id, Math.max(depth, 0));
}
