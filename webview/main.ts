import { readQuery, type FromPage, type PageState, type ToPage } from './protocol';
import { h } from './ui/dom';
import { Page } from './ui/page';
import './style.css';

/** What VS Code gives the page of a webview. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
};

const api = acquireVsCodeApi();
const main = document.querySelector('main')!;
const live = h('div', { class: 'hidden', attributes: { role: 'status', 'aria-live': 'polite' } });
document.body.append(live);

let page: Page | undefined;

/** What was kept, as far as it can be made out: what the extension sends takes the place of the rest. */
function keptState(target: unknown): PageState {
  const kept = (api.getState() ?? {}) as Partial<Record<keyof PageState, unknown>>;
  const entries = (value: unknown) => Object.entries(typeof value === 'object' && value !== null ? value : {});
  return {
    target,
    scroll: typeof kept.scroll === 'number' ? kept.scroll : 0,
    open: Object.fromEntries(entries(kept.open).filter(([, open]) => typeof open === 'boolean')) as PageState['open'],
    queries: Object.fromEntries(
      entries(kept.queries).flatMap(([id, query]) => {
        const read = readQuery(query);
        return read ? [[id, read]] : [];
      }),
    ),
  };
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'words') {
    const state = keptState(data.target);
    const save = () => api.setState(state);
    save();
    page = new Page(main, {
      words: data.words,
      post: (message) => api.postMessage(message),
      state,
      save,
      announce: (text) => (live.textContent = text),
    });
  } else page?.receive(data);
});

api.postMessage({ type: 'ready' });
