/** What an element is made of. Texts become text nodes, whatever they hold: nothing here reads HTML. */
export interface Parts {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
  on?: Partial<Record<keyof HTMLElementEventMap, (event: Event) => void>>;
}

type Child = Node | undefined;

/** An element with its children; those that are undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parts: Parts = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), parts, children);
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for what is drawn. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  parts: Parts = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag), parts, children);
}

export function filled<E extends Element>(element: E, parts: Parts, children: readonly Child[]): E {
  if (parts.class) element.setAttribute('class', parts.class);
  for (const [name, value] of Object.entries(parts.attributes ?? {})) element.setAttribute(name, value);
  for (const [name, listener] of Object.entries(parts.on ?? {})) element.addEventListener(name, listener);
  if (parts.text !== undefined) element.append(parts.text);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Fills `{0}` and `{1}` of a message of the page. */
export function fill(message: string, ...values: (string | number)[]): string {
  return message.replace(/\{(\d)\}/g, (whole, at: string) => String(values[Number(at)] ?? whole));
}
