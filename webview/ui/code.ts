import { h } from './dom';
import { type PageContext } from './page-context';
import { copyButton, iconButton } from './value';
import { remembered } from './remembered';

/** Names, texts, numbers and words of JSON. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\b\d[\d.eE+-]*\b|\b(?:true|false|null)\b/g;
/** Longer texts are shown in one colour, in characters. */
const MAX_COLOURED = 100_000;

/** A text as it is, such as a manifest. */
export function code(label: string, text: string, source: number | undefined, context: PageContext): HTMLElement {
  const open =
    source === undefined
      ? undefined
      : iconButton('open', context.words.open, () => context.post({ type: 'open', source }));
  const summary = h('summary', { class: 'code-title' }, h('span', { text: label }));
  const pre = h(
    'pre',
    { class: 'code', attributes: { tabindex: '0', role: 'region', 'aria-label': label } },
    ...(text.length > MAX_COLOURED ? [document.createTextNode(text)] : coloured(text)),
  );
  const buttons = h('div', { class: 'code-buttons' }, copyButton(text, context), open);
  return remembered(`code-${label}`, false, context, summary, h('div', { class: 'code-frame' }, buttons, pre));
}

function coloured(text: string): Node[] {
  const parts: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, colon] = match;
    parts.push(document.createTextNode(text.slice(at, match.index)));
    const kind = token.startsWith('"')
      ? colon === undefined
        ? 'string'
        : 'name'
      : /^[-\d]/.test(token)
        ? 'number'
        : 'word';
    parts.push(h('span', { class: `json-${kind}`, text: token }));
    at = match.index + token.length;
  }
  return [...parts, document.createTextNode(text.slice(at))];
}
