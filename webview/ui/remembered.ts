import { h } from './dom';
import { icon } from './icons';
import { type PageContext } from './page-context';

/** Something that opens and closes, and is found again as it was left. */
export function remembered(
  id: string,
  open: boolean,
  { state, save }: PageContext,
  summary: HTMLElement,
  ...content: readonly (Node | undefined)[]
): HTMLDetailsElement {
  summary.prepend(icon('chevron', 'twistie'));
  const details = h('details', {}, summary, h('div', { class: 'details-body' }, ...content));
  details.open = state.open[id] ?? open;
  details.addEventListener('toggle', () => {
    if ((state.open[id] ?? open) === details.open) return;
    state.open[id] = details.open;
    save();
  });
  return details;
}
