import { type Action, type Section, type ToPage, type View, type Waiting } from '../protocol';
import { block, items, type BlockContext } from './blocks';
import { h } from './dom';
import { toneIcon } from './icons';
import { type PageContext } from './page-context';
import { button, progressRing } from './toolkit';
import { facts, mark, pill } from './value';

/** Draws what the extension sends. */
export class Page {
  private readonly stale = h('div', { class: 'stale', attributes: { role: 'status' } });
  private readonly context: BlockContext;
  private watcher: IntersectionObserver | undefined;

  constructor(
    private readonly main: HTMLElement,
    context: PageContext,
  ) {
    this.context = { ...context, grids: new Map(), goTo: (section) => this.goTo(section) };
    window.addEventListener('scroll', () => this.keepScroll(), { passive: true });
  }

  receive(message: Extract<ToPage, { type: 'view' | 'waiting' | 'rows' | 'stale' }>): void {
    switch (message.type) {
      case 'waiting':
        return this.showWaiting(message.waiting);
      case 'view':
        return this.showView(message.view);
      case 'rows':
        return this.context.grids.get(message.grid)?.receive(message);
      case 'stale':
        this.stale.replaceChildren(toneIcon('warning'), h('span', { text: message.text }), this.action(message.action));
    }
  }

  private showWaiting({ state, title, text, actions }: Waiting): void {
    const picture = state === 'busy' ? progressRing() : toneIcon(state === 'failed' ? 'bad' : 'info');
    const waiting = h(
      'div',
      { class: `waiting waiting-${state}`, attributes: { role: state === 'failed' ? 'alert' : 'status' } },
      picture,
      h('h1', { text: title }),
      h('p', { text }),
      this.actions(actions),
    );
    this.fill(state === 'busy', waiting);
  }

  private showView(view: View): void {
    const { context } = this;
    context.grids.clear();
    this.stale.replaceChildren();
    const content = h(
      'div',
      { class: 'content' },
      this.header(view),
      ...view.sections.map((section) => this.section(section)),
      h('footer', { text: view.footer }),
    );
    this.fill(false, this.stale, h('div', { class: 'columns' }, this.contents(view), content));
    this.followSections(view);
    // Only now everything has its height.
    window.scrollTo(0, context.state.scroll);
  }

  private fill(isBusy: boolean, ...content: HTMLElement[]): void {
    this.watcher?.disconnect();
    this.main.setAttribute('aria-busy', String(isBusy));
    this.main.replaceChildren(...content);
  }

  private header({ kind, title, facts: about, verdict, actions }: View): HTMLElement {
    return h(
      'header',
      { class: 'top' },
      h('p', { class: 'kind', text: kind }),
      h('h1', { text: title, attributes: { tabindex: '-1' } }),
      facts(about, this.context),
      verdict &&
        h(
          'section',
          { class: `verdict verdict-${verdict.tone}`, attributes: { 'aria-labelledby': 'verdict' } },
          h('h2', { attributes: { id: 'verdict', tabindex: '-1' } }, mark(verdict.mark)),
          items(verdict.reasons, this.context),
        ),
      this.actions(actions),
    );
  }

  private actions(actions: readonly Action[]): HTMLElement | undefined {
    return actions.length ? h('div', { class: 'actions' }, ...actions.map((each) => this.action(each))) : undefined;
  }

  private action({ id, title, primary }: Action): HTMLElement {
    return button(title, primary === true, () => this.context.post({ type: 'do', action: id }));
  }

  private section({ id, title, mark: state, count, note, blocks }: Section): HTMLElement {
    return h(
      'section',
      { class: 'section', attributes: { 'aria-labelledby': id } },
      h(
        'div',
        { class: 'section-title' },
        h('h2', { text: title, attributes: { id, tabindex: '-1' } }),
        count ? h('span', { class: 'count', text: count }) : undefined,
        note ? h('span', { class: 'count', text: note }) : undefined,
        state && pill(state),
      ),
      ...blocks.map((each) => block(each, this.context)),
    );
  }

  // Moving between sections

  private contents({ sections, verdict }: View): HTMLElement {
    const entries = sections.map(({ id, title, count, mark: state }) =>
      this.entry(id, title, state ? toneIcon(state.tone) : undefined, state?.word, count),
    );
    const first = verdict ? [this.entry('verdict', verdict.mark.word, toneIcon(verdict.mark.tone))] : [];
    return h(
      'nav',
      { class: 'contents', attributes: { 'aria-label': this.context.words.sections } },
      h('ul', {}, ...first, ...entries),
    );
  }

  private entry(id: string, title: string, state?: SVGElement, word?: string, count?: string): HTMLElement {
    const link = h(
      'a',
      {
        attributes: { href: `#${id}`, ...(word ? { title: word } : {}) },
        on: {
          click: (event) => {
            event.preventDefault();
            this.goTo(id);
          },
        },
      },
      state,
      h('span', { class: 'entry-title', text: title }),
      word ? h('span', { class: 'hidden', text: `, ${word}` }) : undefined,
      count ? h('span', { class: 'entry-count', text: count }) : undefined,
    );
    return h('li', { attributes: { 'data-section': id } }, link);
  }

  private goTo(section: string): void {
    const title = document.getElementById(section);
    if (!title) return;
    title.closest('section')?.scrollIntoView({ block: 'start' });
    title.focus({ preventScroll: true });
  }

  /** Marks the section that is on the screen in the list of sections. */
  private followSections({ sections }: View): void {
    const seen = new Set<string>();
    this.watcher = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes)
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        const current = ['verdict', ...sections.map(({ id }) => id)].find((id) => seen.has(id));
        if (current === undefined) return;
        for (const entry of this.main.querySelectorAll('.contents li')) {
          const isCurrent = entry.getAttribute('data-section') === current;
          if (isCurrent) entry.firstElementChild!.setAttribute('aria-current', 'true');
          else entry.firstElementChild!.removeAttribute('aria-current');
        }
      },
      { rootMargin: '0px 0px -40% 0px' },
    );
    for (const title of this.main.querySelectorAll('h2[id]')) this.watcher.observe(title);
  }

  private scrolling = 0;

  private keepScroll(): void {
    clearTimeout(this.scrolling);
    this.scrolling = setTimeout(() => {
      this.context.state.scroll = window.scrollY;
      this.context.save();
    }, 200);
  }
}
