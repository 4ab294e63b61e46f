import { type Source } from '../../../core/inspection/inspection';
import {
  type Block,
  type ColumnKind,
  type Fact,
  type Grid,
  type Mark,
  type Query,
  type Row,
  type Value,
} from '../../../../webview/protocol';
import { shown } from './shown';

export interface GridColumn<T> {
  id: string;
  title: string;
  kind: ColumnKind;
  /** What the cell shows. */
  cell(row: T): Value;
  /** What a filter looks into; absent where it leaves the column out. */
  text?(row: T): string | undefined;
  /** The order of rows by this column; absent where it gives none. */
  compare?(a: T, b: T): number;
}

/** What a grid is made of. */
export interface GridParts<T> {
  id: string;
  label: string;
  rows: readonly T[];
  columns: readonly GridColumn<T>[];
  /** States to filter by, and the state of a row. */
  states?: { of(row: T): string; marks: readonly { id: string; mark: Mark }[] };
  /** Where a row leads to. */
  source?(row: T): Source | undefined;
  /** What else there is to say about a row. */
  more?(row: T): Fact[];
}

/** Grids of fewer rows have no filter: they are seen at a glance. */
const FILTER_FROM = 12;

/** What the page can ask of any grid. */
export interface AnyGridRows {
  window(query: Query, first: number, count: number): { total: number; rows: Row[] };
  source(index: number): Source | undefined;
}

/** The rows of a grid, of which the page asks for windows. Cells are made when they are asked for. */
export class GridRows<T> implements AnyGridRows {
  /** The last query, and the rows that it has in their order. */
  private last: { key: string; order: Uint32Array } | undefined;

  constructor(private readonly parts: GridParts<T>) {}

  /** The grid as the page is told of it. */
  get block(): Block {
    const { id, label, rows, columns, states } = this.parts;
    const counts = new Map<string, number>();
    if (states) for (const row of rows) counts.set(states.of(row), (counts.get(states.of(row)) ?? 0) + 1);
    const present = (states?.marks ?? []).flatMap(({ id, mark }) => {
      const count = counts.get(id) ?? 0;
      return count ? [{ id, mark, count }] : [];
    });
    const grid: Grid = {
      id,
      label,
      columns: columns.map(({ id, title, kind, compare }) => ({ id, title, kind, sortable: compare !== undefined })),
      total: rows.length,
      filter: rows.length >= FILTER_FROM,
      states: rows.length >= FILTER_FROM && present.length > 1 ? present : [],
    };
    return { kind: 'grid', grid };
  }

  window(query: Query, first: number, count: number): { total: number; rows: Row[] } {
    const order = this.orderOf(query);
    return {
      total: order.length,
      rows: [...order.subarray(first, first + count)].map((index) => this.row(index)),
    };
  }

  source(index: number): Source | undefined {
    const row = this.parts.rows[index];
    return row && this.parts.source?.(row);
  }

  private row(index: number): Row {
    const { rows, columns, source, more } = this.parts;
    const row = rows[index]!;
    return {
      index,
      cells: columns.map((column) => column.cell(row)),
      opens: source?.(row) !== undefined,
      more: more?.(row) ?? [],
    };
  }

  private orderOf(query: Query): Uint32Array {
    const key = JSON.stringify(query);
    if (this.last?.key !== key) this.last = { key, order: this.find(query) };
    return this.last.order;
  }

  private find({ text, state, sort, descending }: Query): Uint32Array {
    const { rows, columns, states } = this.parts;
    const wanted = text.trim().toLowerCase();
    const looked = columns.flatMap((column) => (column.text ? [column.text] : []));
    // What was made inert is found as it is shown; to make everything so would take long.
    const seen = wanted.includes('\\u{') ? shown : (raw: string) => raw;
    const fits = (row: T) =>
      (!state || states?.of(row) === state) &&
      (!wanted ||
        looked.some((of) =>
          seen(of(row) ?? '')
            .toLowerCase()
            .includes(wanted),
        ));
    const found = new Uint32Array(rows.length);
    let count = 0;
    rows.forEach((row, index) => {
      if (fits(row)) found[count++] = index;
    });
    const order = found.subarray(0, count);
    const compare = columns.find(({ id }) => id === sort)?.compare;
    // Of rows that are alike the order stays.
    if (compare) {
      const turn = descending ? -1 : 1;
      order.sort((a, b) => turn * compare(rows[a]!, rows[b]!) || a - b);
    } else if (descending) order.reverse();
    return order;
  }
}

/** By code points, as the files of a model are. */
export function byText<T>(of: (row: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [x, y] = [of(a), of(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  };
}

/** What has no number comes first. */
export function byNumber<T>(of: (row: T) => number | undefined): (a: T, b: T) => number {
  return (a, b) => (of(a) ?? -1) - (of(b) ?? -1);
}
