import { type Block, type Item, type TreeItem } from '../protocol';
import { code } from './code';
import { h } from './dom';
import { graph } from './graph';
import { GridView } from './grid';
import { ladder } from './ladder';
import { type PageContext } from './page-context';
import { remembered } from './remembered';
import { facts, iconButton, link, mark, pill, value } from './value';

/** What draws the blocks of a view also knows its grids and how to get to a section. */
export interface BlockContext extends PageContext {
  grids: Map<string, GridView>;
  goTo(section: string): void;
}

export function block(shown: Block, context: BlockContext): HTMLElement | undefined {
  switch (shown.kind) {
    case 'note':
      return h('p', { class: 'note', text: shown.text });
    case 'facts':
      return facts(shown.facts, context);
    case 'items':
      return items(shown.items, context);
    case 'grid': {
      const view = new GridView(shown.grid, context);
      context.grids.set(shown.grid.id, view);
      return view.element;
    }
    case 'ladder':
      return ladder(shown.levels, context);
    case 'graph':
      return graph(shown, context);
    case 'tree':
      return tree(shown.items, context);
    case 'code':
      return code(shown.label, shown.text, shown.source, context);
    case 'group':
      return group(shown, context);
  }
}

/** Sentences with their states. */
export function items(list: readonly Item[], context: BlockContext): HTMLElement {
  return h('ul', { class: 'items' }, ...list.map((each) => item(each, context)));
}

function item({ mark: state, text, detail, section, source }: Item, context: BlockContext): HTMLElement {
  const sentence =
    section === undefined
      ? link(text, source, context)
      : h('a', {
          class: 'link',
          text,
          attributes: { href: `#${section}` },
          on: {
            click: (event) => {
              event.preventDefault();
              context.goTo(section);
            },
          },
        });
  return h(
    'li',
    { class: `item item-${state.tone}` },
    mark(state),
    h('div', { class: 'item-text' }, sentence, detail ? h('p', { class: 'item-detail', text: detail }) : undefined),
  );
}

function group(shown: Extract<Block, { kind: 'group' }>, context: BlockContext): HTMLElement {
  const { id, title, mark: state, source, open, blocks } = shown;
  const summary = h('summary', { class: 'group-title' }, h('h3', { text: title }), state && pill(state));
  const content = blocks.map((each) => block(each, context));
  // Beside what opens the group, not in it: a button in a button is none.
  const leads =
    source === undefined
      ? undefined
      : iconButton('open', `${title}: ${context.words.open}`, () => context.post({ type: 'open', source }));
  return h('div', { class: 'group' }, remembered(`group-${id}`, open, context, summary, ...content), leads);
}

function tree(list: readonly TreeItem[], context: BlockContext): HTMLElement {
  return h(
    'ul',
    { class: 'tree' },
    ...list.map((each) =>
      h(
        'li',
        {},
        h('div', { class: 'tree-value' }, value(each.value, context)),
        facts(each.facts, context),
        each.children.length ? tree(each.children, context) : undefined,
      ),
    ),
  );
}
