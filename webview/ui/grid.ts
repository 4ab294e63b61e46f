import { type Column, type ColumnKind, type Grid, type Query, type Row, type ToPage, type Value } from '../protocol';
import { fill, h } from './dom';
import { icon, toneIcon } from './icons';
import { type PageContext } from './page-context';
import { dropdown, textField } from './toolkit';
import { facts, iconButton } from './value';
import { pagesOf, PAGE, rowsOnScreen, scrollHeight, scrollTopFor, windowAt, type Geometry } from './windowing';

/** Height of a row in CSS pixels: one line, and two where the page is narrow. The style sheet draws them so. */
const ROW = { wide: 24, narrow: 46 };
/** Below this width a row takes two lines, in CSS pixels. */
const NARROW = 560;
/** How much of the window a grid takes at most. */
const SHARE = 0.6;
/** How long typing in the filter has to rest, in milliseconds. */
const DELAY = 120;
/** Pages of rows that are kept. */
const MAX_PAGES = 60;

const EVERYTHING: Query = { text: '', state: '', sort: '', descending: false };

type Answer = Extract<ToPage, { type: 'rows' }>;

let requests = 0;

/**
 * A table of any number of rows. It asks for the rows that are seen and draws only those. One element has the focus, so
 * that it is never lost when rows come and go; it names the cell that arrow keys move (ARIA grid pattern).
 */
export class GridView {
  readonly element: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly body: HTMLElement;
  private readonly count: HTMLElement;
  private readonly empty: HTMLElement;
  private readonly details: HTMLElement;
  private readonly headers = new Map<string, HTMLElement>();
  private readonly pool = new Map<number, HTMLElement>();
  private readonly pages = new Map<number, Row[]>();
  /** Page by the number of the request that is under way for it. */
  private readonly asked = new Map<number, number>();
  private query: Query;
  private total: number;
  private active = { row: 0, column: 0 };
  private selected = -1;
  private narrow = false;
  private head = 0;
  private frame = 0;
  private typing = 0;

  constructor(
    private readonly grid: Grid,
    private readonly context: PageContext,
  ) {
    this.query = this.kept();
    this.total = grid.total;
    const { words } = context;
    const help = h('p', { class: 'hidden', text: words.gridHelp, attributes: { id: `${grid.id}-help` } });
    this.count = h('span', { class: 'grid-count', attributes: { role: 'status' } });
    this.body = h('div', { class: 'grid-body', attributes: { role: 'rowgroup' } });
    this.scroller = h(
      'div',
      {
        class: 'grid',
        attributes: {
          role: 'grid',
          tabindex: '0',
          'aria-label': grid.label,
          'aria-describedby': `${grid.id}-help`,
          'aria-colcount': String(grid.columns.length),
        },
        on: {
          scroll: () => this.draw(),
          keydown: (event) => this.press(event as KeyboardEvent),
          focus: () => this.draw(),
          click: (event) => this.click(event as MouseEvent),
          dblclick: (event) => this.doubleClick(event as MouseEvent),
        },
      },
      this.header(),
      this.body,
    );
    this.empty = h('p', { class: 'grid-empty', text: words.noRows });
    this.details = h('div', { class: 'grid-details' });
    this.element = h('div', { class: 'grid-frame' }, help, this.toolbar(), this.scroller, this.empty, this.details);
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Takes rows that were asked for. */
  receive({ request, first, total, rows }: Answer): void {
    const page = first / PAGE;
    if (this.asked.get(page) !== request) return;
    this.asked.delete(page);
    this.pages.set(page, rows);
    if (this.pages.size > MAX_PAGES) this.pages.delete(this.pages.keys().next().value!);
    if (total !== this.total) {
      this.total = total;
      this.active.row = Math.min(this.active.row, Math.max(0, total - 1));
      this.resize();
    }
    for (const [row, element] of this.pool) if (Math.floor(row / PAGE) === page) this.fillRow(element, row);
    this.showCount();
    this.showActive();
  }

  private get geometry(): Geometry {
    return { total: this.total, rowHeight: this.rowHeight, viewport: this.scroller.clientHeight - this.head };
  }

  private get rowHeight(): number {
    return this.narrow ? ROW.narrow : ROW.wide;
  }

  // What is above the rows

  private toolbar(): HTMLElement | undefined {
    const { grid, context, query } = this;
    const { words } = context;
    if (!grid.filter && !grid.states.length) return undefined;
    const change = (text: string) => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.ask({ ...this.query, text }), DELAY);
    };
    const states = [
      { id: '', title: words.allStates },
      ...grid.states.map(({ id, mark, count }) => ({ id, title: `${mark.word} (${count.toLocaleString()})` })),
    ];
    return h(
      'div',
      { class: 'grid-toolbar' },
      grid.filter ? textField(words.filter, query.text, change).element : undefined,
      grid.states.length
        ? dropdown(words.state, states, query.state, (state) => this.ask({ ...this.query, state }))
        : undefined,
      this.count,
    );
  }

  private header(): HTMLElement {
    const cells = this.grid.columns.map((column, at) => {
      const { id, title, kind, sortable } = column;
      const content = sortable
        ? h(
            'button',
            {
              class: 'sort',
              text: title,
              attributes: { type: 'button', title: fill(this.context.words.sortBy, title) },
              on: { click: () => this.sortBy(column) },
            },
            icon('up'),
            icon('down'),
          )
        : h('span', { text: title });
      const attributes = { role: 'columnheader', 'aria-colindex': String(at + 1) };
      const cell = h('div', { class: `cell cell-${kind}`, attributes }, content);
      this.headers.set(id, cell);
      return cell;
    });
    const row = h('div', { class: 'row head', attributes: { role: 'row', 'aria-rowindex': '1' } }, ...cells);
    this.showSort();
    return h('div', { class: 'grid-head', attributes: { role: 'rowgroup' } }, row);
  }

  private sortBy({ id }: Column): void {
    const { sort, descending } = this.query;
    const next = sort !== id ? { sort: id, descending: false } : descending ? { sort: '', descending: false } : {};
    this.ask({ ...this.query, ...(Object.keys(next).length ? next : { descending: true }) });
    this.showSort();
  }

  private showSort(): void {
    const { sort, descending } = this.query;
    for (const { id, sortable } of this.grid.columns) {
      if (!sortable) continue;
      const order = sort !== id ? 'none' : descending ? 'descending' : 'ascending';
      this.headers.get(id)!.setAttribute('aria-sort', order);
    }
  }

  private showCount(): void {
    const { total } = this.grid;
    this.count.textContent = fill(this.context.words.shownRows, this.total.toLocaleString(), total.toLocaleString());
    this.scroller.setAttribute('aria-rowcount', String(this.total + 1));
    this.scroller.hidden = this.total === 0;
    this.empty.hidden = this.total !== 0;
  }

  // Which rows

  private kept(): Query {
    const { id, columns, states } = this.grid;
    const kept = this.context.state.queries[id] ?? EVERYTHING;
    return {
      text: kept.text,
      state: states.some((each) => each.id === kept.state) ? kept.state : '',
      sort: columns.some((each) => each.id === kept.sort && each.sortable) ? kept.sort : '',
      descending: kept.descending,
    };
  }

  private ask(query: Query): void {
    this.query = query;
    this.context.state.queries[this.grid.id] = query;
    this.context.save();
    this.pages.clear();
    this.asked.clear();
    for (const element of this.pool.values()) element.remove();
    this.pool.clear();
    this.active = { row: 0, column: this.active.column };
    this.select(-1);
    this.scroller.scrollTop = 0;
    this.scroller.hidden = false;
    this.request(0);
    this.draw();
  }

  private request(page: number): void {
    if (this.pages.has(page) || this.asked.has(page)) return;
    const request = ++requests;
    this.asked.set(page, request);
    const { id } = this.grid;
    this.context.post({ type: 'rows', request, grid: id, query: this.query, first: page * PAGE, count: PAGE });
  }

  // Drawing

  private resize(): void {
    const width = this.element.clientWidth;
    if (!width) return;
    this.narrow = width < NARROW;
    this.element.classList.toggle('narrow', this.narrow);
    this.head = this.scroller.firstElementChild!.getBoundingClientRect().height;
    const height = scrollHeight(this.geometry);
    this.body.style.height = `${height}px`;
    const most = Math.max(8 * this.rowHeight, Math.floor(window.innerHeight * SHARE));
    this.scroller.style.height = `${Math.min(height + this.head, most) + 2}px`;
    if (this.total && !this.pages.size && !this.asked.size) this.request(0);
    this.showCount();
    this.draw();
  }

  private draw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.drawNow();
    });
  }

  private drawNow(): void {
    const { first, count, top } = windowAt(this.geometry, this.scroller.scrollTop);
    for (const [row, element] of this.pool)
      if (row < first || row >= first + count) {
        element.remove();
        this.pool.delete(row);
      }
    const added = document.createDocumentFragment();
    for (let row = first; row < first + count; row++) {
      let element = this.pool.get(row);
      if (!element) {
        element = this.newRow(row);
        this.pool.set(row, element);
        added.append(element);
      }
      element.style.transform = `translateY(${top + (row - first) * this.rowHeight}px)`;
    }
    this.body.append(added);
    // First what is seen, then what may be seen next.
    const ahead = Math.max(0, first - PAGE);
    const wanted = [...pagesOf(first, count), ...pagesOf(ahead, Math.min(this.total, first + count + PAGE) - ahead)];
    for (const page of wanted) this.request(page);
    this.showActive();
  }

  private newRow(row: number): HTMLElement {
    const element = h('div', {
      class: 'row',
      attributes: { role: 'row', 'aria-rowindex': String(row + 2), id: `${this.grid.id}-row-${row}` },
    });
    this.fillRow(element, row);
    return element;
  }

  private rowAt(row: number): Row | undefined {
    return this.pages.get(Math.floor(row / PAGE))?.[row % PAGE];
  }

  private fillRow(element: HTMLElement, row: number): void {
    const found = this.rowAt(row);
    element.classList.toggle('waiting', !found);
    element.replaceChildren(
      ...this.grid.columns.map(({ kind, title }, at) =>
        h(
          'div',
          {
            class: `cell cell-${kind}`,
            attributes: {
              role: 'gridcell',
              'aria-colindex': String(at + 1),
              id: `${this.grid.id}-cell-${row}-${at}`,
              'data-title': title,
            },
          },
          ...(found ? cellContent(found.cells[at]!, kind) : [h('span', { class: 'bone' })]),
        ),
      ),
    );
  }

  private showActive(): void {
    const { row, column } = this.active;
    for (const [at, element] of this.pool) {
      const isActive = at === row;
      element.classList.toggle('active', isActive);
      change(element, 'aria-selected', String(at === this.selected));
      if (isActive || element.querySelector('.current'))
        [...element.children].forEach((cell, index) => cell.classList.toggle('current', isActive && index === column));
    }
    if (this.pool.has(row)) change(this.scroller, 'aria-activedescendant', `${this.grid.id}-cell-${row}-${column}`);
    else this.scroller.removeAttribute('aria-activedescendant');
  }

  // Keys and mouse

  private press(event: KeyboardEvent): void {
    if (event.target !== this.scroller) return;
    const screen = rowsOnScreen(this.geometry);
    const { row, column } = this.active;
    const isFar = event.ctrlKey || event.metaKey;
    const last = this.grid.columns.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        this.move(row + 1, column);
        break;
      case 'ArrowUp':
        this.move(row - 1, column);
        break;
      case 'ArrowRight':
        this.move(row, Math.min(column + 1, last));
        break;
      case 'ArrowLeft':
        this.move(row, Math.max(column - 1, 0));
        break;
      case 'PageDown':
        this.move(row + screen, column);
        break;
      case 'PageUp':
        this.move(row - screen, column);
        break;
      // In the first and last row rather than in the first and last cell: rows are many, and columns few.
      case 'Home':
        this.move(0, column);
        break;
      case 'End':
        this.move(this.total - 1, column);
        break;
      case ' ':
        this.select(this.selected === row ? -1 : row);
        break;
      case 'Enter':
        this.open(row);
        break;
      case 'Escape':
        if (this.selected < 0) return;
        this.select(-1);
        break;
      case 'c':
      case 'C':
        if (!isFar) return;
        this.copy();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private move(row: number, column: number): void {
    const to = Math.max(0, Math.min(this.total - 1, row));
    this.active = { row: to, column };
    this.scroller.scrollTop = scrollTopFor(this.geometry, to, this.scroller.scrollTop);
    // At once: the cell that is named as active has to be there.
    this.drawNow();
  }

  private copy(): void {
    const cell = this.rowAt(this.active.row)?.cells[this.active.column];
    if (!cell) return;
    this.context.post({ type: 'copy', text: cell.copy ?? (cell.text || (cell.mark?.word ?? '')) });
    this.context.announce(this.context.words.copied);
  }

  private open(row: number): void {
    const found = this.rowAt(row);
    if (found?.opens) this.context.post({ type: 'openRow', grid: this.grid.id, row: found.index });
  }

  private click(event: MouseEvent): void {
    const at = this.rowOf(event);
    if (!at) return;
    this.active = at;
    this.select(at.row);
  }

  private doubleClick(event: MouseEvent): void {
    const at = this.rowOf(event);
    if (at) this.open(at.row);
  }

  private rowOf({ target }: MouseEvent): { row: number; column: number } | undefined {
    const cell = (target as Element).closest('[role="gridcell"]');
    const element = cell?.parentElement;
    if (!cell || !element) return undefined;
    const row = Number(element.getAttribute('aria-rowindex')) - 2;
    return { row, column: [...element.children].indexOf(cell) };
  }

  /** Shows all of a row below the grid, where nothing is cut off. */
  private select(row: number): void {
    this.selected = row;
    const found = row < 0 ? undefined : this.rowAt(row);
    this.details.replaceChildren(...(found ? [this.detailsOf(found)] : []));
    this.showActive();
  }

  private detailsOf({ cells, opens, index, more }: Row): HTMLElement {
    const { words, post } = this.context;
    const open = iconButton('open', words.open, () => post({ type: 'openRow', grid: this.grid.id, row: index }));
    const close = iconButton('close', words.closeRow, () => {
      this.select(-1);
      this.scroller.focus();
    });
    const own = this.grid.columns.flatMap(({ title }, at) => {
      const cell = cells[at]!;
      return cell.text || cell.mark ? [{ label: title, values: [cell] }] : [];
    });
    return h(
      'div',
      { class: 'details', attributes: { role: 'group', 'aria-label': words.selectedRow } },
      facts([...own, ...more], this.context),
      h('div', { class: 'details-buttons' }, opens ? open : undefined, close),
    );
  }
}

/** Sets an attribute that is not so already: this happens in every frame of scrolling. */
function change(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function cellContent({ text, mark: state, mono }: Value, kind: ColumnKind): Node[] {
  if (!state) return textContent(text, mono ? 'mono' : '', kind);
  return [h('span', { class: `mark mark-${state.tone}` }, toneIcon(state.tone), h('span', { text: state.word }))];
}

/** How much of the end of a path or digest is always seen, in characters: it is what tells them apart. */
const TAIL: Partial<Record<ColumnKind, number>> = { path: 16, digest: 6 };

function textContent(text: string, style: string, kind: ColumnKind): Node[] {
  const tail = TAIL[kind] ?? 0;
  const attributes = { title: text };
  if (text.length <= 2 * tail || !tail) return [h('span', { class: style, text, attributes })];
  return [
    h(
      'span',
      { class: `${style} parted`, attributes },
      h('span', { class: 'beginning', text: text.slice(0, -tail) }),
      h('span', { text: text.slice(-tail) }),
    ),
  ];
}
