import { nodeAt, type LazyJson } from '../../text/json-lazy';
import { type Span } from '../../text/position';
import { asMap, asScalar, entryOf, type Entry, type Item, type MapNode, type TreeNode } from '../../text/tree';
import { readElement } from './check/element';
import { checkGraph } from './check/graph';
import { headOf, placeOf } from './check/place';
import { type Path, type PlacedProblem } from './check/problem';
import { Mark } from './columns';
import { type SpdxElement } from './element';
import { SpdxGraph } from './graph';
import { Ids } from './ids';
import { spdxClasses } from './table';
import { versionOfContext, type SpdxVersion } from './version';

/** The keys of the root that may hold the elements; the first one is right. */
const GRAPH_KEYS = ['@graph', 'elements'] as const;

/** An SPDX 3 document: its elements in the order of the text, each with its place. */
export class SpdxDocument {
  readonly root: MapNode | undefined;
  /** The `@context` of the root. */
  readonly contextEntry: Entry | undefined;
  /** The version that the context names; undefined where it names none. */
  readonly version: SpdxVersion | undefined;
  /** The key under which the elements stand; undefined where the root itself is the only element, or there is none. */
  readonly graphKey: (typeof GRAPH_KEYS)[number] | undefined;
  private built: SpdxGraph | undefined;
  /** Elements that were read so far. */
  private readonly read: SpdxElement[] = [];
  private found: ReadonlyMap<string, readonly PlacedProblem[]> | undefined;

  /**
   * @param ids the numbers of ids
   * @param before what is known from another version of the text
   */
  constructor(
    readonly parsed: LazyJson,
    private readonly ids = new Ids(),
    private before?: Before,
  ) {
    this.root = asMap(parsed.root);
    this.contextEntry = entryOf(this.root, '@context');
    this.version = readVersion(this.contextEntry?.value);
    this.graphKey = GRAPH_KEYS.find((key) => parsed.itemsOf(key));
  }

  /** The elements and their references. */
  get graph(): SpdxGraph {
    this.finish();
    return this.built!;
  }

  /** What is wrong in the elements and in the graph, by the rule that says so. */
  get problems(): ReadonlyMap<string, readonly PlacedProblem[]> {
    this.finish();
    return this.found!;
  }

  /** Number of elements: objects in the list of the graph, or one where the root is the element. */
  get size(): number {
    if (this.graphKey) return this.parsed.itemsOf(this.graphKey)!.length;
    return this.root && !this.parsed.damaged && entryOf(this.root, 'type') ? 1 : 0;
  }

  /** Where an element is written. */
  span(element: number): Span {
    if (!this.graphKey) return this.root!;
    const items = this.parsed.itemsOf(this.graphKey)!;
    return { start: items.start(element), end: items.end(element) };
  }

  /** The tree of an element; undefined where an item of the graph is no object. Made anew at every call. */
  node(element: number): MapNode | undefined {
    return this.graphKey ? asMap(nodeAt(this.parsed.text, this.span(element).start)) : this.root;
  }

  /** What an element says, as plain values. Made anew at every call. */
  data(element: number): Readonly<Record<string, unknown>> {
    const value = this.parsed.valueOf(this.span(element));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  }

  /** The number of the element that is written at an offset; undefined where there is none. */
  elementAt(offset: number): number | undefined {
    if (!this.graphKey) return this.size ? 0 : undefined;
    const items = this.parsed.itemsOf(this.graphKey)!;
    const index = items.firstEndingAt(offset);
    return index < items.length && items.start(index) <= offset ? index : undefined;
  }

  /** The entry or item at a path inside of an element; undefined where the path leads nowhere. */
  at(element: number, path: Path): Entry | Item | undefined {
    let node: TreeNode | undefined = this.node(element);
    let holder: Entry | Item | undefined;
    for (const step of path) {
      holder = typeof step === 'string' ? entryOf(node, step) : node?.kind === 'list' ? node.items[step] : undefined;
      node = holder?.value;
    }
    return holder;
  }

  /** What an element is called: its name, or else its id. */
  nameOf(element: number): string | undefined {
    const name = this.data(element).name;
    return typeof name === 'string' && name ? name : this.graph.idOf(element);
  }

  /** The id behind a number. */
  textOfId(id: number): string {
    return this.ids.text(id);
  }

  /** Where an element says what it is: its type, or else its beginning. */
  headOf(element: number): Span {
    return headOf(this, element, this.node(element));
  }

  /** Where a problem is written. */
  placeOf(problem: PlacedProblem): Span {
    return placeOf(this, problem);
  }

  /** The same document with another text; elements that were not touched are not read again. */
  edited(text: string): SpdxDocument {
    const { parsed, replaced } = this.parsed.edited(text);
    if (!replaced || replaced.key !== this.graphKey || !this.built) return new SpdxDocument(parsed);
    return new SpdxDocument(parsed, this.ids, { graph: this.built, ...replaced });
  }

  /** Reads and checks every element, in steps of some milliseconds, and then the graph. */
  *prepare(): Generator<void, void> {
    if (this.found) return;
    const { before } = this;
    // All elements, or those that took the place of others.
    const from = before?.from ?? 0;
    const to = before ? from + before.added : this.size;
    for (let i = from + this.read.length; i < to; i++) {
      this.read.push(readElement(this.parsed.valueOf(this.span(i)), this.ids, this.graphKey === undefined));
      if (this.read.length % STEP === 0) yield;
    }
    if (to - from > STEP) yield;
    this.built ??= before ? before.graph.spliced(before.from, before.to, this.read) : SpdxGraph.of(this.read, this.ids);
    // The older version is not kept alive by the younger one.
    this.before = undefined;
    this.found ??= byRule(this.built, this.parsed.damaged);
  }

  private finish(): void {
    const steps = this.prepare();
    while (!steps.next().done);
  }
}

/** Elements that are read in one step. */
const STEP = 500;

/** What is known from another version of a text: its graph, and which of its elements were replaced by how many others. */
interface Before {
  graph: SpdxGraph;
  from: number;
  to: number;
  added: number;
}

/** The problems of the elements, and those of the graph. */
function byRule(graph: SpdxGraph, damaged: boolean): Map<string, PlacedProblem[]> {
  const found = new Map<string, PlacedProblem[]>();
  const add = (problem: PlacedProblem): void => {
    const known = found.get(problem.rule);
    if (known) known.push(problem);
    else found.set(problem.rule, [problem]);
  };
  const { length, marks } = graph.columns;
  for (let element = 0; element < length; element++)
    if (marks[element]! & Mark.problems)
      for (const problem of graph.elements[element]!.problems) add({ ...problem, element });
  // Of a graph that is not all known, less can be said.
  const problems = damaged ? checkGraph(graph, true) : (graph.shape.problems ??= checkGraph(graph, false));
  for (const problem of problems) add(problem);
  return found;
}

function readVersion(context: TreeNode | undefined): SpdxVersion | undefined {
  const nodes = context?.kind === 'list' ? context.items.map((item) => item.value) : [context];
  for (const node of nodes) {
    const version = versionOfContext(asScalar(node)?.text ?? '');
    if (version) return version;
  }
  return undefined;
}

let idHolders: Set<string> | undefined;

/** Whether the values of a property can be ids: those that ask for a class, and the few that name one in a text. */
export function holdsIds(property: string): boolean {
  if (!idHolders) {
    idHolders = new Set(['externalSpdxId', 'value']);
    for (const { properties } of spdxClasses().values())
      for (const { name, type } of properties.values()) if (type === 'class') idHolders.add(name);
  }
  return idHolders.has(property);
}
