import { type Fact, type Mark, type Value } from '../protocol';
import { fill, h } from './dom';
import { icon, toneIcon, type IconName } from './icons';
import { type PageContext } from './page-context';

/** An icon and a word. */
export function mark({ tone, word }: Mark): HTMLElement {
  return h('span', { class: `mark mark-${tone}` }, toneIcon(tone), h('span', { text: word }));
}

/** A word in a frame, beside titles. */
export function pill({ tone, word }: Mark): HTMLElement {
  return h('span', { class: `pill pill-${tone}` }, toneIcon(tone), h('span', { text: word }));
}

/** A small button that is only an icon. */
export function iconButton(name: IconName, label: string, press: (button: HTMLButtonElement) => void): HTMLElement {
  const button: HTMLButtonElement = h(
    'button',
    {
      class: 'icon-button',
      attributes: { type: 'button', 'aria-label': label, title: label },
      on: { click: () => press(button) },
    },
    icon(name),
  );
  return button;
}

const COPIED_MS = 1500;

export function copyButton(text: string, { words, post, announce }: PageContext): HTMLElement {
  return iconButton('copy', fill(words.copy, shortened(text)), (button) => {
    post({ type: 'copy', text });
    announce(words.copied);
    button.replaceChildren(icon('done'));
    setTimeout(() => button.replaceChildren(icon('copy')), COPIED_MS);
  });
}

/** As much of a text as tells what a button copies. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A text that leads to where it comes from, when it comes from somewhere. */
export function link(text: string, source: number | undefined, context: PageContext, style = ''): HTMLElement {
  if (source === undefined) return h('span', { class: style, text });
  return h('button', {
    class: `link ${style}`.trim(),
    text,
    attributes: { type: 'button', title: context.words.open },
    on: { click: () => context.post({ type: 'open', source }) },
  });
}

/** A value with its state and the button that copies it. */
export function value(shown: Value, context: PageContext): HTMLElement {
  const { text, copy = text, source, mono } = shown;
  return h(
    'span',
    { class: 'value' },
    shown.mark && mark(shown.mark),
    text ? link(text, source, context, `text${mono ? ' mono' : ''}`) : undefined,
    copy ? copyButton(copy, context) : undefined,
  );
}

/** Labels and values. */
export function facts(list: readonly Fact[], context: PageContext): HTMLElement | undefined {
  if (!list.length) return undefined;
  return h(
    'dl',
    { class: 'facts' },
    ...list.map(({ label, values }) =>
      h('div', { class: 'fact' }, h('dt', { text: label }), h('dd', {}, ...values.map((each) => value(each, context)))),
    ),
  );
}
