/**
 * What the inspector's page and the extension say to each other: the only file that both sides import.
 *
 * The extension knows what is inspected and in which language the user reads; it sends texts that are ready to be shown, in which
 * nothing acts any more. The page knows how to draw them. It never names a file: it sends back numbers that it was given, so that
 * whatever happens in the page can open nothing but what it shows.
 */

/** How something stands. Each has an icon and comes with a word, so that no colour says anything alone. */
export type Tone = 'good' | 'info' | 'warning' | 'bad' | 'unknown' | 'neutral';

/** A state: an icon by its tone, and always a word. */
export interface Mark {
  tone: Tone;
  word: string;
}

/** A text, what can be copied of it, and where it comes from. */
export interface Value {
  text: string;
  /** What copying gives, where that is not the text itself. */
  copy?: string;
  /** Number of the place that it leads to. */
  source?: number;
  /** Digests, paths and the like, in the editor's font. */
  mono?: true;
  mark?: Mark;
}

/** One line of a list of facts. */
export interface Fact {
  label: string;
  values: Value[];
}

/** A sentence with a state. */
export interface Item {
  mark: Mark;
  text: string;
  /** Shown below, smaller. */
  detail?: string;
  /** The section that says more. */
  section?: string;
  source?: number;
}

/** How the cells of a column are drawn. */
export type ColumnKind = 'path' | 'text' | 'size' | 'digest' | 'mark';

export interface Column {
  id: string;
  title: string;
  kind: ColumnKind;
  sortable: boolean;
}

/** A table of which the page holds only the rows that it shows. */
export interface Grid {
  id: string;
  /** What it lists, for screen readers. */
  label: string;
  columns: Column[];
  /** How many rows there are. */
  total: number;
  /** Whether it can be filtered by text. */
  filter: boolean;
  /** States to filter by, with how many rows have each. Empty where there is nothing to choose. */
  states: { id: string; mark: Mark; count: number }[];
}

/** Which rows of a grid are wanted, and in which order. */
export interface Query {
  text: string;
  /** One of the grid's states, or empty for all. */
  state: string;
  /** A column, or empty for the order that the grid comes in. */
  sort: string;
  descending: boolean;
}

/** A row by its place among all rows of the grid, whatever is filtered. */
export interface Row {
  index: number;
  cells: Value[];
  /** Whether it leads somewhere. */
  opens: boolean;
  /** What else there is to say about it when it is selected. */
  more: Fact[];
}

/** A node of the picture of where a model comes from. */
export interface GraphNode {
  id: string;
  name: string;
  /** `subject`: what is inspected. */
  kind: 'subject' | 'model' | 'dataset';
  /** The kind in a word. */
  word: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  /** `fine-tuned from`. */
  word: string;
  /** The edge as a sentence, for the list. */
  text: string;
  source?: number;
}

/** One class of the Model Openness Framework. */
export interface Level {
  label: string;
  mark: Mark;
  /** `5 of 8 components`. */
  count: string;
  /** 0 to 100. */
  progress: number;
  components: Component[];
}

/** One component of a class, with what proves that it is there. */
export interface Component {
  name: string;
  mark: Mark;
  facts: Fact[];
  source?: number;
}

export interface TreeItem {
  value: Value;
  facts: Fact[];
  children: TreeItem[];
}

export type Block =
  | { kind: 'note'; text: string }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'items'; items: Item[] }
  | { kind: 'grid'; grid: Grid }
  | { kind: 'ladder'; levels: Level[] }
  | { kind: 'graph'; label: string; nodes: GraphNode[]; edges: GraphEdge[] }
  | { kind: 'tree'; items: TreeItem[] }
  | { kind: 'code'; label: string; text: string; source?: number }
  | { kind: 'group'; id: string; title: string; mark?: Mark; source?: number; open: boolean; blocks: Block[] };

export interface Section {
  /** Stable, for links and for what the page remembers. */
  id: string;
  title: string;
  /** The section in a few words, beside its title and in the list of sections. */
  mark?: Mark;
  /** How many there are of what it lists. */
  count?: string;
  /** What else there is to say in a few words, beside the title only. */
  note?: string;
  blocks: Block[];
}

/** What can be done about the whole, as buttons. */
export interface Action {
  id: ActionId;
  title: string;
  primary?: true;
}

export const ACTIONS = ['again', 'cancel', 'verify', 'export', 'compare', 'text', 'log'] as const;
export type ActionId = (typeof ACTIONS)[number];

/** Everything that is inspected, but for the rows of its grids. */
export interface View {
  title: string;
  /** What kind of thing it is, above the title. */
  kind: string;
  /** Below the title: place, digest, size. */
  facts: Fact[];
  /** `tone`: that of the heaviest reason, which may be heavier than what was verified. */
  verdict?: { mark: Mark; tone: Tone; reasons: Item[] };
  actions: Action[];
  sections: Section[];
  /** Below everything: what inspected, and when. */
  footer: string;
}

/** Words of the page itself, in the user's language. `{0}` and `{1}` are filled in. */
export interface Words {
  sections: string;
  copy: string;
  copied: string;
  open: string;
  filter: string;
  state: string;
  allStates: string;
  /** `{0}` of `{1}` rows. */
  shownRows: string;
  noRows: string;
  sortBy: string;
  /** Which keys do what in a grid, for screen readers. */
  gridHelp: string;
  selectedRow: string;
  closeRow: string;
  /** A class and how many of its components there are. */
  components: string;
}

/** What the page shows in place of a view. */
export interface Waiting {
  /** `busy`: something is being done; `failed`: it could not be; `idle`: it waits for the user. */
  state: 'busy' | 'failed' | 'idle';
  title: string;
  text: string;
  actions: Action[];
}

/** From the extension to the page. */
export type ToPage =
  | { type: 'words'; words: Words; target: unknown }
  | { type: 'waiting'; waiting: Waiting }
  | { type: 'view'; view: View }
  | { type: 'rows'; request: number; grid: string; first: number; total: number; rows: Row[] }
  | { type: 'stale'; text: string; action: Action };

/** From the page to the extension. */
export type FromPage =
  | { type: 'ready' }
  | { type: 'rows'; request: number; grid: string; query: Query; first: number; count: number }
  | { type: 'open'; source: number }
  | { type: 'openRow'; grid: string; row: number }
  | { type: 'copy'; text: string }
  | { type: 'do'; action: ActionId };

/** Most rows that are sent at once: more than any screen shows. */
export const MAX_ROWS = 500;
/** Longest text that is copied or filtered by, in characters; a manifest is the longest that the page shows. */
export const MAX_TEXT = 1024 * 1024;

/** What the page keeps of itself when it is hidden or reloaded. */
export interface PageState {
  /** What is inspected, as the extension wrote it; the page only keeps it. */
  target: unknown;
  scroll: number;
  /** Groups and details that the user opened or closed, by their ids. */
  open: Record<string, boolean>;
  queries: Record<string, Query>;
}

type Fields = Record<string, unknown>;

/** A message of the page; undefined for everything that is none. Nothing is believed of what arrives. */
export function readMessage(message: unknown): FromPage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const fields = message as Fields;
  switch (fields.type) {
    case 'ready':
      return { type: 'ready' };
    case 'rows': {
      const { request, grid, first, count } = fields;
      const query = readQuery(fields.query);
      if (!isCount(request) || !isText(grid) || !isCount(first) || !isCount(count) || !query) return undefined;
      return { type: 'rows', request, grid, query, first, count: Math.min(count, MAX_ROWS) };
    }
    case 'open':
      return isCount(fields.source) ? { type: 'open', source: fields.source } : undefined;
    case 'openRow':
      return isText(fields.grid) && isCount(fields.row)
        ? { type: 'openRow', grid: fields.grid, row: fields.row }
        : undefined;
    case 'copy':
      return isText(fields.text) ? { type: 'copy', text: fields.text } : undefined;
    case 'do': {
      const action = ACTIONS.find((id) => id === fields.action);
      return action && { type: 'do', action };
    }
    default:
      return undefined;
  }
}

/** A query as it was written; undefined for everything that is none. */
export function readQuery(value: unknown): Query | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, state, sort, descending } = value as Fields;
  if (!isText(text) || !isText(state) || !isText(sort) || typeof descending !== 'boolean') return undefined;
  return { text, state, sort, descending };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
