import { type Block, type GraphNode } from '../protocol';
import { h, svg } from './dom';
import { layoutOf, type Layout, type Placed } from './graph-layout';
import { icon } from './icons';
import { type PageContext } from './page-context';
import { link } from './value';

type Graph = Extract<Block, { kind: 'graph' }>;

/** In units of the picture, which are CSS pixels at its natural size. */
const BOX = { width: 176, height: 44 };
const GAP = { x: 44, y: 14 };
const MARGIN = 2;
/** Characters of a name that fit into a box. */
const NAME = 20;

/** Where a model comes from and what came of it: as a picture, and the same as a list. */
export function graph({ label, nodes, edges }: Graph, context: PageContext): HTMLElement {
  const layout = layoutOf(nodes, edges);
  const list = h(
    'ul',
    { class: 'edges' },
    ...edges.map(({ text, source }) => h('li', {}, link(text, source, context))),
  );
  return h('div', { class: 'graph' }, picture(label, layout, edges), list);
}

function picture(label: string, layout: Layout, edges: Graph['edges']): HTMLElement {
  const width = layout.layers * (BOX.width + GAP.x) - GAP.x + 2 * MARGIN;
  const height = layout.widest * (BOX.height + GAP.y) - GAP.y + 2 * MARGIN;
  const lines = edges.flatMap(({ from, to, word }) => {
    const [made, origin] = [layout.placed.get(from), layout.placed.get(to)];
    return made && origin && made !== origin ? [line(center(made, layout), center(origin, layout), word)] : [];
  });
  const boxes = [...layout.placed.values()].map((placed) => box(placed.node, center(placed, layout)));
  const attributes = {
    viewBox: `0 0 ${width} ${height}`,
    width: String(width),
    height: String(height),
    role: 'img',
    'aria-label': label,
  };
  return h('div', { class: 'picture' }, svg('svg', { attributes }, ...lines, ...boxes));
}

interface Point {
  x: number;
  y: number;
}

/** The middle of a box; layers are centred on each other. */
function center({ layer, place }: Placed, { placed, widest }: Layout): Point {
  const inLayer = [...placed.values()].filter((each) => each.layer === layer).length;
  const offset = ((widest - inLayer) * (BOX.height + GAP.y)) / 2;
  return {
    x: MARGIN + layer * (BOX.width + GAP.x) + BOX.width / 2,
    y: MARGIN + offset + place * (BOX.height + GAP.y) + BOX.height / 2,
  };
}

/** From what there was to what was made of it, with an arrow at its end. */
function line(made: Point, origin: Point, word: string): SVGElement {
  const [x1, x2] = [origin.x + BOX.width / 2, made.x - BOX.width / 2];
  const middle = (x1 + x2) / 2;
  const end = x2 - 7;
  return svg(
    'g',
    { class: 'edge' },
    svg('title', { text: word }),
    svg('path', {
      class: 'edge-line',
      attributes: { d: `M${x1} ${origin.y} C${middle} ${origin.y} ${middle} ${made.y} ${end} ${made.y}` },
    }),
    svg('path', {
      class: 'edge-head',
      attributes: { d: `M${end - 1} ${made.y - 4} L${x2 - 1} ${made.y} L${end - 1} ${made.y + 4} Z` },
    }),
  );
}

function box({ name, kind, word }: GraphNode, { x, y }: Point): SVGElement {
  const [left, top] = [x - BOX.width / 2, y - BOX.height / 2];
  const short = name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name;
  const drawing = icon(kind === 'dataset' ? 'dataset' : 'model', 'node-icon');
  drawing.setAttribute('x', String(left + 10));
  drawing.setAttribute('y', String(top + BOX.height / 2 - 8));
  return svg(
    'g',
    { class: `node node-${kind}` },
    svg('title', { text: `${name}, ${word}` }),
    svg('rect', {
      attributes: {
        x: String(left),
        y: String(top),
        width: String(BOX.width),
        height: String(BOX.height),
        rx: '4',
      },
    }),
    drawing,
    svg('text', { class: 'node-name', text: short, attributes: { x: String(left + 34), y: String(y - 3) } }),
    svg('text', { class: 'node-word', text: word, attributes: { x: String(left + 34), y: String(y + 13) } }),
  );
}
