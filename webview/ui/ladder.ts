import { type Component, type Level } from '../protocol';
import { fill, h } from './dom';
import { type PageContext } from './page-context';
import { remembered } from './remembered';
import { facts, link, mark, pill } from './value';

/** The classes of the Model Openness Framework, one above the other, each with its components and what proves them. */
export function ladder(levels: readonly Level[], context: PageContext): HTMLElement {
  return h('ol', { class: 'ladder' }, ...levels.map((level) => h('li', {}, rung(level, context))));
}

function rung(level: Level, context: PageContext): HTMLElement {
  const { label, count, progress, components } = level;
  const bar = h('progress', {
    class: 'bar',
    attributes: { max: '100', value: String(progress), 'aria-label': fill(context.words.components, label, count) },
  });
  const summary = h(
    'summary',
    { class: 'rung' },
    h('span', { class: 'rung-title', text: label }),
    pill(level.mark),
    h('span', { class: 'rung-count', text: count }),
    bar,
  );
  const list = h('ul', { class: 'components' }, ...components.map((each) => component(each, context)));
  return remembered(`level-${label}`, true, context, summary, list);
}

function component({ name, mark: state, facts: about, source }: Component, context: PageContext): HTMLElement {
  return h(
    'li',
    { class: 'component' },
    h('div', { class: 'component-head' }, mark(state), link(name, source, context, 'component-name')),
    facts(about, context),
  );
}
