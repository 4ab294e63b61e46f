import { expect, it } from 'vitest';
import { type GraphEdge, type GraphNode } from '../../../webview/protocol';
import { layoutOf, MAX_IN_LAYER } from '../../../webview/ui/graph-layout';

const node = (id: string, kind: GraphNode['kind'] = 'model'): GraphNode => ({ id, name: id, kind, word: kind });
const edge = (from: string, to: string): GraphEdge => ({ from, to, word: '', text: '' });
const layers = (nodes: GraphNode[], edges: GraphEdge[]) =>
  Object.fromEntries([...layoutOf(nodes, edges).placed].map(([id, { layer }]) => [id, layer]));

it('what something is made of stands before it', () => {
  const nodes = [node('self', 'subject'), node('base'), node('root'), node('data', 'dataset'), node('child')];
  const edges = [edge('self', 'base'), edge('base', 'root'), edge('self', 'data'), edge('child', 'self')];
  expect(layers(nodes, edges)).toEqual({ root: 0, base: 1, data: 1, self: 2, child: 3 });
});

it('a circle ends', () => {
  const placed = layers([node('a'), node('b'), node('c')], [edge('a', 'b'), edge('b', 'c'), edge('c', 'a')]);
  expect(Object.keys(placed).sort()).toEqual(['a', 'b', 'c']);
  expect(layers([node('a')], [edge('a', 'a')])).toEqual({ a: 0 });
});

it('a chain of thousands does not end the stack', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => `n${at}`);
  const placed = layers(
    ids.map((id) => node(id)),
    ids.slice(1).map((id, at) => edge(id, ids[at]!)),
  );
  expect(placed.n19999).toBe(19_999);
});

it('a picture has room for some, and always for what is inspected', () => {
  const many = Array.from({ length: 50 }, (_, at) => node(`m${at}`));
  const layout = layoutOf([...many, node('self', 'subject')], []);
  expect(layout.placed.has('self')).toBe(true);
  expect(layout.widest).toBe(MAX_IN_LAYER);
  expect(layout.left).toBe(51 - MAX_IN_LAYER);
});
