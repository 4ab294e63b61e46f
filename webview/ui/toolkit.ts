/**
 * The controls of `@vscode/webview-ui-toolkit`, and the only module that knows of it: it is archived, and whoever replaces it
 * rewrites this file (docs/dependencies.md). Only what is used is registered.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { h, type Parts, filled } from './dom';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextField(),
);

function control(tag: string, parts: Parts, ...children: readonly Node[]): HTMLElement {
  return filled(document.createElement(tag), parts, children);
}

/** A button with words. */
export function button(title: string, primary: boolean, press: () => void): HTMLElement {
  const attributes = { appearance: primary ? 'primary' : 'secondary' };
  return control('vscode-button', { text: title, attributes, on: { click: press } });
}

export interface TextField {
  element: HTMLElement;
  value(): string;
  set(text: string): void;
}

/**
 * A line to type in.
 * @param change is told of every character
 */
export function textField(label: string, text: string, change: (text: string) => void): TextField {
  const element = control('vscode-text-field', {
    class: 'text-field',
    attributes: { placeholder: label, 'aria-label': label, value: text },
  }) as HTMLElement & { value: string };
  element.addEventListener('input', () => change(element.value));
  return { element, value: () => element.value, set: (value) => (element.value = value) };
}

/** A choice of one. */
export function dropdown(
  label: string,
  options: readonly { id: string; title: string }[],
  chosen: string,
  change: (id: string) => void,
): HTMLElement {
  const items = options.map(({ id, title }) =>
    control('vscode-option', { text: title, attributes: { value: id, ...(id === chosen ? { selected: '' } : {}) } }),
  );
  const element = control(
    'vscode-dropdown',
    { class: 'dropdown', attributes: { 'aria-label': label } },
    ...items,
  ) as HTMLElement & { value: string };
  element.addEventListener('change', () => change(element.value));
  return element;
}

/** Something is being done; the words are beside it. */
export function progressRing(): HTMLElement {
  return h('span', { attributes: { 'aria-hidden': 'true' } }, control('vscode-progress-ring', {}));
}
