import { type BomView } from '../bom/view/view';
import { findPositions } from '../bom/view/places';
import { placed, type ReadDocument } from './documents';
import { type Lineage, type LineageEdge, type LineageNode, type Source } from './inspection';

/** What comes from what is shown whole up to here; nobody looks at more as a picture. */
const MOST_EDGES = 500;

/** What is inspected, in every lineage. */
const SUBJECT = 'subject';

/** A place that says what a model comes from. */
export interface Origin {
  type: LineageEdge['type'];
  name: string;
  source: Source;
}

/** Relations of BOMs that lead from what was made to what it was made from. */
const FROM: Readonly<Record<string, LineageEdge['type']>> = {
  descendantOf: 'base-model',
  trainedOn: 'dataset',
  testedOn: 'dataset',
  usesData: 'dataset',
};

/**
 * Where a model comes from, and what came of it, as far as documents say so.
 * @param origins what cards and configs say of the model itself
 * @returns undefined where nothing is said
 */
export function inspectLineage(
  subject: string,
  origins: readonly Origin[],
  boms: readonly { view: BomView; text: string; source: Source }[],
): Lineage | undefined {
  const graph = new Graph(subject);
  for (const { type, name, source } of origins) graph.add(SUBJECT, graph.node(kindOf(type), name), type, source);
  for (const bom of boms) addBom(graph, bom);
  return graph.result();
}

function addBom(graph: Graph, { view, text, source }: { view: BomView; text: string; source: Source }): void {
  const { root, components, relations } = view;
  const models = components.filter(({ kind }) => kind === 'model');
  const descended = new Set(relations.filter(({ type }) => type === 'descendantOf').map(({ to }) => to));
  // Without a root, the one model that others do not only descend from is what the BOM is about.
  const own = root ?? (models.filter(({ id }) => !descended.has(id)).length === 1 ? models[0] : undefined);
  const nodes = new Map<string, string>();
  for (const { id, kind, name } of components) {
    if (id === own?.id) nodes.set(id, SUBJECT);
    else if (kind === 'model' || kind === 'dataset') nodes.set(id, graph.node(kind, name));
  }
  const edges = relations.flatMap(({ type, from, to, path }) => {
    const [a, b, as] = [nodes.get(from), nodes.get(to), Object.hasOwn(FROM, type) ? FROM[type] : undefined];
    return a !== undefined && b !== undefined && as && a !== b ? [{ a, b, as, path }] : [];
  });
  const positions = findPositions(text, new Set(edges.map(({ path }) => path)));
  for (const { a, b, as, path } of edges) {
    const at = positions.get(path);
    graph.add(a, b, as, at ? placed(source, at) : source);
  }
}

function kindOf(type: LineageEdge['type']): 'model' | 'dataset' {
  return type === 'dataset' ? 'dataset' : 'model';
}

/** The address of a model or dataset on the Hugging Face Hub, up to its name. */
const HUB_PAGE = /^https:\/\/huggingface\.co\/(?:datasets\/)?(?=[^/]+(?:\/[^/]+)?$)/;

/** Collects nodes and edges, each once. */
class Graph {
  private readonly nodes = new Map<string, LineageNode>();
  private readonly edges = new Map<string, LineageEdge>();

  constructor(subject: string) {
    this.nodes.set(SUBJECT, { id: SUBJECT, name: subject, kind: 'subject' });
  }

  /** The node of a model or dataset; names that differ in capitals only are the same on every hub. */
  node(kind: 'model' | 'dataset', written: string): string {
    const name = written.trim().replace(HUB_PAGE, '');
    const id = `${kind} ${name.toLowerCase()}`;
    if (!this.nodes.has(id)) this.nodes.set(id, { id, name, kind });
    return id;
  }

  add(from: string, to: string, type: LineageEdge['type'], source: Source): void {
    const key = JSON.stringify([from, to, type]);
    if (!this.edges.has(key) && this.edges.size < MOST_EDGES) this.edges.set(key, { from, to, type, source });
  }

  result(): Lineage | undefined {
    if (!this.edges.size) return undefined;
    const edges = [...this.edges.values()];
    const used = new Set([SUBJECT, ...edges.flatMap(({ from, to }) => [from, to])]);
    return { nodes: [...this.nodes.values()].filter(({ id }) => used.has(id)), edges };
  }
}

/** What cards say that a model was made from. */
export function originsIn(documents: readonly ReadDocument[]): Origin[] {
  return documents
    .filter(({ document }) => document.kind.id === 'card')
    .flatMap(({ document, source }) =>
      document.licensing().sources.map(({ relation, name, at }) => ({
        type: relation,
        name,
        source: placed(source, document.parsed.lines.positionAt(at.start)),
      })),
    );
}
